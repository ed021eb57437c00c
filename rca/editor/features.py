"""What the language server does over pygls: messages in, answers out; all thinking is done elsewhere."""

from __future__ import annotations

import asyncio
import datetime as dt
from pathlib import Path

from lsprotocol import types as lsp
from pygls.uris import from_fs_path, to_fs_path

from rca.api.own_rules import faulty_packages
from rca.diagnostics import Edit
from rca.editor.answers import completions, definition, hover
from rca.editor.server import Server
from rca.lint import packages
from rca.source.lines import Lines

PAUSE = 0.15
"""Seconds without a key stroke before a text is checked."""
_KINDS = {
    "key": lsp.CompletionItemKind.Property, "word": lsp.CompletionItemKind.EnumMember,
    "name": lsp.CompletionItemKind.Reference, "code": lsp.CompletionItemKind.Constant,
}  # fmt: skip


def serve(as_of: dt.date) -> None:
    """Serve one editor over standard input and output until it says goodbye."""
    with packages.in_use():
        server(as_of).start_io()


def server(as_of: dt.date) -> Server:
    """The server with everything that it answers."""
    ours = Server(as_of)
    _follow(ours)
    _answer(ours)
    return ours


def path_of(uri: str) -> Path:
    """The file that an editor means."""
    return Path(to_fs_path(uri) or "untitled.yaml").resolve()


def _follow(ours: Server) -> None:
    """Take texts as they are opened, typed, saved and closed, and say what there is to say of them."""

    @ours.feature(lsp.INITIALIZED)
    def begun(params: lsp.InitializedParams) -> None:
        del params
        for fault in faulty_packages():
            ours.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Warning, fault))

    @ours.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        path = path_of(params.text_document.uri)
        ours.bench.put(path, params.text_document.text)
        ours.bench.refresh(path)
        ours.check(path, params.text_document.uri, saved=True)

    @ours.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        path = path_of(uri)
        ours.bench.put(path, ours.workspace.get_text_document(uri).source)
        turn = ours.turn[path] = ours.turn.get(path, 0) + 1
        await asyncio.sleep(PAUSE)
        if ours.turn.get(path) == turn:
            ours.check(path, uri, saved=False)

    @ours.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        path = path_of(params.text_document.uri)
        ours.turn[path] = ours.turn.get(path, 0) + 1
        ours.bench.refresh(path)
        ours.check(path, params.text_document.uri, saved=True)

    @ours.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        path = path_of(params.text_document.uri)
        ours.turn[path] = ours.turn.get(path, 0) + 1
        ours.bench.close(path)
        ours.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(uri=params.text_document.uri, diagnostics=[])
        )

    def look_again() -> None:
        """Files were moved, or changed by something else: what is open is held against what is there now."""
        for path in tuple(ours.bench.texts):
            ours.bench.refresh(path)
        for path in tuple(ours.bench.texts):
            ours.check(path, from_fs_path(str(path)) or "", saved=True)

    files = lsp.FileOperationFilter(lsp.FileOperationPattern("**/*.{yaml,yml}"), scheme="file")

    @ours.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def touched(params: lsp.DidChangeWatchedFilesParams) -> None:
        del params
        look_again()

    @ours.feature(lsp.WORKSPACE_DID_RENAME_FILES, lsp.FileOperationRegistrationOptions([files]))
    def renamed(params: lsp.RenameFilesParams) -> None:
        del params
        look_again()

    @ours.feature(lsp.WORKSPACE_DID_DELETE_FILES, lsp.FileOperationRegistrationOptions([files]))
    def deleted(params: lsp.DeleteFilesParams) -> None:
        del params
        look_again()

    del begun, touched, renamed, deleted, opened, changed, saved, closed  # pygls holds them by the decorator


def _answer(ours: Server) -> None:
    """Answer what an editor asks."""

    @ours.feature(
        lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=[":", " ", "[", ",", "#", "-"])
    )
    def complete(params: lsp.CompletionParams) -> lsp.CompletionList:
        path = path_of(params.text_document.uri)
        lines = Lines(ours.bench.texts.get(path, ""))
        index = ours.index(lines, params.position)
        items = []
        for number, each in enumerate(completions(ours.bench, path, index)):
            replaced = lsp.Range(ours.position(lines, *lines.place(each.start)), params.position)
            items.append(
                lsp.CompletionItem(
                    label=each.label, kind=_KINDS[each.kind], detail=each.detail or None, sort_text=f"{number:05}",
                    filter_text=each.label, text_edit=lsp.TextEdit(replaced, each.text),
                )
            )  # fmt: skip
        return lsp.CompletionList(is_incomplete=False, items=items)

    @ours.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hovered(params: lsp.HoverParams) -> lsp.Hover | None:
        path = path_of(params.text_document.uri)
        lines = Lines(ours.bench.texts.get(path, ""))
        found = hover(ours.bench, path, ours.index(lines, params.position))
        if found is None:
            return None
        said, start, end = found
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, said), ours.range(lines, lines.span(start, end)))

    @ours.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def defined(params: lsp.DefinitionParams) -> lsp.Location | None:
        path = path_of(params.text_document.uri)
        lines = Lines(ours.bench.texts.get(path, ""))
        found = definition(ours.bench, path, ours.index(lines, params.position))
        if found is None:
            return None
        file, line, column = found
        text = ours.bench.texts.get(file) or (file.read_text(encoding="utf-8") if file.is_file() else "")
        at = ours.position(Lines(text), line, column)
        return lsp.Location(from_fs_path(str(file)) or params.text_document.uri, lsp.Range(at, at))

    @ours.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix]))
    def mended(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        path = path_of(params.text_document.uri)
        lines = Lines(ours.bench.texts.get(path, ""))
        found = []
        for each in ours.said.get(path, ()):
            shown = ours.diagnostic(lines, each)
            if each.fix is None or not _touch(shown.range, params.range):
                continue
            edits = [_text_edit(ours, lines, edit) for edit in each.fix.edits]
            found.append(
                lsp.CodeAction(
                    title=each.fix.says, kind=lsp.CodeActionKind.QuickFix, diagnostics=[shown], is_preferred=each.fix.sure,
                    edit=lsp.WorkspaceEdit(changes={params.text_document.uri: edits}),
                )
            )  # fmt: skip
        return found

    del complete, hovered, defined, mended  # pygls holds them by the decorator


def _text_edit(ours: Server, lines: Lines, edit: Edit) -> lsp.TextEdit:
    return lsp.TextEdit(ours.range(lines, edit.span), edit.text)


def _touch(one: lsp.Range, other: lsp.Range) -> bool:
    first, second = (one.start.line, one.start.character), (one.end.line, one.end.character)
    return first <= (other.end.line, other.end.character) and (other.start.line, other.start.character) <= second
