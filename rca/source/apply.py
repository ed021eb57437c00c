"""Fixes put into a text; everything that they do not name stays as it was written, comments too."""

from __future__ import annotations

from collections.abc import Sequence

from rca.diagnostics import Edit, Fix
from rca.source.document import SourceFile
from rca.source.lines import Lines
from rca.source.mending import index_of
from rca.source.reader import read


def apply_fixes(file: SourceFile, fixes: Sequence[Fix]) -> tuple[str, tuple[Fix, ...]]:
    """The file's text with as many of the fixes as go together, and those that were put in.

    A fix that touches what an earlier one changes waits for the next round. A file that reads before reads afterwards:
    a fix after which it would not is left out.
    """
    taken = _apart(Lines(file.text), fixes)
    text = _edited(file.text, taken)
    if _reads_as_well(file, text):
        return text, tuple(taken)
    text = file.text
    sound: list[Fix] = []
    for fix in taken:
        tried = _edited(file.text, [*sound, fix])
        if _reads_as_well(file, tried):
            text, sound = tried, [*sound, fix]
    return text, tuple(sound)


def _reads_as_well(file: SourceFile, text: str) -> bool:
    before, _ = read(file)
    after, said = read(SourceFile(file.path, text, ""))
    if before is None:
        return text != file.text
    return after is not None and len(said) <= len(read(file)[1])


def _apart(lines: Lines, fixes: Sequence[Fix]) -> list[Fix]:
    """Fixes none of which touches what another changes, the first in the file first."""
    taken: list[Fix] = []
    used: list[tuple[int, int]] = []
    for fix in sorted(fixes, key=lambda each: (min(edit.span for edit in each.edits), each.says)):
        places = [index_of(lines, edit.span) for edit in fix.edits]
        if all(end < first or last < start for start, end in places for first, last in used):
            taken.append(fix)
            used.extend(places)
    return taken


def _edited(text: str, fixes: Sequence[Fix]) -> str:
    lines = Lines(text)
    line_end = "\r\n" if "\r\n" in text else "\n"
    edits: list[Edit] = sorted((edit for fix in fixes for edit in fix.edits), key=lambda each: each.span, reverse=True)
    for edit in edits:
        start, end = index_of(lines, edit.span)
        text = text[:start] + edit.text.replace("\n", line_end) + text[end:]
    return text
