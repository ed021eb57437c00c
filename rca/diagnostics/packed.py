"""Diagnostics as short rows of JSON, to be kept; the source line is not kept, since it stands in the file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from rca.diagnostics.model import Diagnostic, Edit, Fix, Severity, Span

Row: TypeAlias = "list[Any]"
"""What `json` makes of a diagnostic."""


def packed(each: Diagnostic) -> Row:
    """A diagnostic as a row."""
    span, fix = each.span, each.fix
    return [
        each.code, each.severity.value, span.line, span.column, span.end_line, span.end_column, each.message, each.why,
        each.help, bool(each.excerpt), list(each.data_path),
        None if fix is None else [fix.says, fix.sure, [[*_ends(edit.span), edit.text] for edit in fix.edits]],
    ]  # fmt: skip


def unpacked(row: Row, path: str, line: Callable[[int], str]) -> Diagnostic:
    """The diagnostic of a row; `line` gives the source line with a number."""
    code, severity, first, column, last, end, message, why, help_text, shown, place, kept = row
    fix = None
    if kept is not None:
        says, sure, edits = kept
        fix = Fix(says, tuple(Edit(Span(*edit[:4]), edit[4]) for edit in edits), sure)
    return Diagnostic(
        code, Severity(severity), path, Span(first, column, last, end), message, why, help_text,
        line(first) if shown else "", tuple(place), fix,
    )  # fmt: skip


def _ends(span: Span) -> tuple[int, int, int, int]:
    return span.line, span.column, span.end_line, span.end_column
