"""Setting a key in a file's text and leaving everything else, comments too, as it was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rca.source.document import DataPath, Document, Scalar, Value
from rca.source.lines import lines_of
from rca.source.reader import read


class CannotEdit(Exception):
    """The text is written in a way that cannot be changed safely; the message says where."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A key of a mapping and the plain word or date it is to have."""

    mapping: DataPath
    """Where the mapping stands."""
    key: str
    word: str
    after: str
    """Key behind which it is written when it is not there yet."""


def with_settings(document: Document, settings: Sequence[Setting]) -> str:
    """The file's text with the keys set.

    Raises:
        CannotEdit: read again, the new text does not say just what was asked for.
    """
    text = document.file.text
    pieces = sorted((_piece(document, each) for each in settings), reverse=True)
    for start, end, words in pieces:
        text = text[:start] + words + text[end:]
    wanted = document.data
    for each in settings:
        wanted = _set(wanted, (*each.mapping, each.key), each.word)
    again, _ = read(type(document.file)(document.file.path, text, ""))
    if again is None or again.data != wanted:
        msg = f"`{document.file.path}` is written in a way that cannot be changed in place"
        raise CannotEdit(msg)
    return text


def _piece(document: Document, setting: Setting) -> tuple[int, int, str]:
    """Where the text changes: from, to, and the new words."""
    data = _at(document.data, setting.mapping)
    if isinstance(data, Mapping) and setting.key in data:
        start, end = _extent(document, (*setting.mapping, setting.key))
        return start, end, setting.word
    start, _ = _extent(document, setting.mapping)
    _, end = _extent(document, (*setting.mapping, setting.after))
    if document.file.text[start : start + 1] == "{":
        return end, end, f", {setting.key}: {setting.word}"
    column = document.span((*setting.mapping, setting.after), "key").column
    line_end = document.file.text.find("\n", end)
    at = line_end if line_end >= 0 else len(document.file.text)
    return at, at, f"\n{' ' * (column - 1)}{setting.key}: {setting.word}"


def _extent(document: Document, path: DataPath) -> tuple[int, int]:
    span, lines = document.span(path), lines_of(document.file)
    return lines.starts[span.line - 1] + span.column - 1, lines.starts[span.end_line - 1] + span.end_column - 1


def _at(data: Value, path: DataPath) -> Value:
    for step in path:
        if isinstance(step, int) and isinstance(data, Sequence) and not isinstance(data, str) and step < len(data):
            data = data[step]
        elif isinstance(step, str) and isinstance(data, Mapping):
            data = data.get(step)
        else:
            return None
    return data


def _set(data: Value, path: DataPath, word: Scalar) -> Value:
    if not path:
        return word
    step, rest = path[0], path[1:]
    if isinstance(data, Mapping):
        return {**data, str(step): _set(data.get(str(step)), rest, word)}
    if isinstance(data, Sequence) and not isinstance(data, str):
        return tuple(_set(each, rest, word) if place == step else each for place, each in enumerate(data))
    return {str(step): _set(None, rest, word)}
