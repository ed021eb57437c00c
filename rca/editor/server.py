"""The language server's state and how it counts columns."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.workspace import PositionCodec

from rca import __version__
from rca.diagnostics import Diagnostic, Severity, Span
from rca.editor.bench import Bench
from rca.source.lines import Lines

_SEVERITY = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.ADVICE: lsp.DiagnosticSeverity.Information,
}


class Server(LanguageServer):
    """One editor's server. Columns are counted in the units that the editor asked for, UTF-16 unless it says otherwise."""

    def __init__(self, as_of: dt.date) -> None:
        # Whole texts: a reviewer's file is small, and what a line is differs between protocol and libraries.
        super().__init__("rca", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self.bench = Bench(as_of)
        self.said: dict[Path, tuple[Diagnostic, ...]] = {}
        self.turn: dict[Path, int] = {}

    @property
    def units(self) -> PositionCodec:
        """How columns are counted."""
        return self.workspace.position_codec

    def position(self, lines: Lines, line: int, column: int) -> lsp.Position:
        """Of a line and a column in characters from 1."""
        return lsp.Position(line - 1, self.units.client_num_units(lines.line(line)[: column - 1]))

    def range(self, lines: Lines, span: Span) -> lsp.Range:
        """Of a span."""
        return lsp.Range(
            self.position(lines, span.line, span.column), self.position(lines, span.end_line, span.end_column)
        )

    def index(self, lines: Lines, at: lsp.Position) -> int:
        """Index of the text at a position; past the end of a line its end."""
        if at.line >= len(lines.starts):
            return len(lines.text)
        line = lines.line(at.line + 1)
        column = units = 0
        while column < len(line) and units < at.character:
            units += self.units.client_num_units(line[column])
            column += 1
        return lines.starts[at.line] + column

    def check(self, path: Path, uri: str, *, saved: bool) -> None:
        """Look at a text and say what there is to say."""
        if path not in self.bench.texts:
            return
        lines = Lines(self.bench.texts[path])
        found = self.bench.diagnostics(path, saved=saved)
        self.said[path] = found
        shown = [self.diagnostic(lines, each) for each in found]
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri=uri, diagnostics=shown))

    def diagnostic(self, lines: Lines, each: Diagnostic) -> lsp.Diagnostic:
        """A diagnostic as the protocol has it: what, why it matters, and what to do."""
        return lsp.Diagnostic(
            range=self.range(lines, each.span), severity=_SEVERITY[each.severity], code=each.code, source="rca",
            message="\n".join(filter(None, (each.message, each.why, each.help))),
        )  # fmt: skip
