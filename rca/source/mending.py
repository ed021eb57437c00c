"""From what should change in the data to the stretches of text that change."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rca.diagnostics import Edit, Fix, Span
from rca.source.document import DataPath, Document, Value
from rca.source.lines import Lines, lines_of
from rca.source.scalars import plain

Kind = Literal["word", "rename", "as-is", "quote", "list", "unlist", "take", "first"]


@dataclass(frozen=True, slots=True)
class Mend:
    """One change of a document's data.

    `word` puts a word in the place of a scalar and keeps its quotes, `rename` changes a key, `as-is` puts YAML in the
    place of a value, `quote` and `list` put quotes or brackets around it, `unlist` takes the brackets away, `take`
    removes a key or an item with its lines, and `first` writes a line before everything else.
    """

    kind: Kind
    path: DataPath
    text: str = ""
    sure: bool = True
    """Whether nobody would want anything else; a guess is applied only on request."""


def fix_of(document: Document, mend: Mend) -> Fix | None:
    """The edits for a change, or None where the text is written in a way that cannot be changed safely."""
    lines = lines_of(document.file)
    edit, says = _edit(document, lines, mend)
    return None if edit is None else Fix(says, (edit,), mend.sure)


def index_of(lines: Lines, span: Span) -> tuple[int, int]:
    """Where a span begins and ends, as indices of the text."""
    return lines.starts[span.line - 1] + span.column - 1, lines.starts[span.end_line - 1] + span.end_column - 1


def quoted(text: str) -> str:
    """A text on one line in double quotes, as YAML and JSON both read it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


_SAFE = re.compile(r"[A-Za-z0-9_](?:[\w./#+-]|(?<! ) (?! |#)|:(?=\w))*(?<! )", re.ASCII)
"""Words that mean themselves without quotes, in block and in flow."""


def written(word: str) -> str:
    """A word as it stands in YAML: in quotes where it would mean something else without."""
    return word if plain(word) == word and _SAFE.fullmatch(word) else quoted(word)


def _edit(document: Document, lines: Lines, mend: Mend) -> tuple[Edit | None, str]:
    if mend.kind == "first":
        return _first(document, lines, mend.text), f"write `{mend.text}` in the first line"
    if mend.kind == "take":
        return _take(document, lines, mend.path), "remove it"
    of: Literal["key", "value"] = "key" if mend.kind == "rename" else "value"
    span = document.span(mend.path, of)
    start, end = index_of(lines, span)
    old = lines.text[start:end]
    if not old or span.line != span.end_line or old[0] in "|>&*!":
        return None, ""
    if mend.kind in ("word", "rename"):
        quote = old[0] if old[0] in "\"'" and old[-1] == old[0] else ""
        simple = bool(quote) and not set(mend.text) & set("\\\"'")
        return Edit(span, f"{quote}{mend.text}{quote}" if simple else written(mend.text)), f"write `{mend.text}`"
    if mend.kind == "as-is":
        return Edit(span, mend.text), f"write `{mend.text}`"
    return _wrapped(span, old, mend.kind)


def _wrapped(span: Span, old: str, kind: Kind) -> tuple[Edit | None, str]:
    """The value as written, inside quotes or brackets or out of them."""
    bracketed = old[0] == "[" and old[-1] == "]"
    if kind == "unlist":
        inner = old[1:-1].strip().removesuffix(",").strip()
        return (Edit(span, inner) if bracketed and inner else None), "remove the brackets"
    if old[0] in "[{\"'":
        return None, ""
    if kind == "quote":
        return Edit(span, quoted(old)), "put it in quotes"
    return (None if set(old) & set(",[]{}#") else Edit(span, f"[{old}]")), "put it in brackets"


def _first(document: Document, lines: Lines, text: str) -> Edit | None:
    """A line before the first key, below what stands above it as comments."""
    if not isinstance(document.data, Mapping) or not document.data:
        return None
    span = document.span((next(iter(document.data)),), "key")
    before = lines.line(span.line)[: span.column - 1]
    if before.strip():
        return None
    return Edit(Span(span.line, 1, span.line, 1), f"{before}{text}\n")


def _take(document: Document, lines: Lines, path: DataPath) -> Edit | None:
    """The lines of a key or an item, or its stretch and its comma inside brackets; the last one takes its parent along."""
    while len(path) > 1 and _size(_at(document.data, path[:-1])) == 1:
        path = path[:-1]
    if not path:
        return None
    span = document.span(path, "value")
    head = document.span(path, "key") if isinstance(path[-1], str) else span
    before = lines.line(head.line)[: head.column - 1]
    after = lines.line(span.end_line)[span.end_column - 1 :].strip()
    if before.strip(" ") in ("", "-") and (not after or after.startswith("#")):
        if before.strip() == "-" and isinstance(path[-1], str):
            return None  # the first key of an item stands in the line of its dash
        last = span.end_line + 1
        if last > len(lines.starts):
            return Edit(Span(head.line, 1, span.end_line, len(lines.line(span.end_line)) + 1), "")
        return Edit(Span(head.line, 1, last, 1), "")
    start, _ = index_of(lines, head)
    _, end = index_of(lines, span)
    if match := re.compile(r"[ ]*,[ ]*").match(lines.text, end):
        end = match.end()
    elif match := re.search(r",[ ]*$", lines.text[:start]):
        start = match.start()
    else:
        return None
    return Edit(lines.span(start, end), "")


def _size(data: Value) -> int:
    return len(data) if isinstance(data, (Mapping, tuple)) else 1


def _at(data: Value, path: DataPath) -> Value:
    for step in path:
        if isinstance(data, Mapping):
            data = data.get(str(step))
        elif isinstance(data, Sequence) and not isinstance(data, str) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data
