"""Adding an item to a list in a file's text and leaving everything else, comments too, as it was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rca.source.document import DataPath, Document, Value
from rca.source.edit import CannotEdit
from rca.source.lines import lines_of
from rca.source.reader import read


def with_item(document: Document, mapping: DataPath, key: str, item: Mapping[str, str]) -> str:
    """The file's text with an item at the end of the list `key` of a mapping, which is begun when it is not there.

    Args:
        document: the file.
        mapping: where the mapping stands; it holds at least one key.
        key: of the list.
        item: plain words, ids and dates by key; written on one line.

    Raises:
        CannotEdit: read again, the new text does not say just what was asked for.
    """
    text = document.file.text
    holder = _at(document.data, mapping)
    if not isinstance(holder, Mapping) or not holder:
        msg = f"`{document.file.path}` has no `{'.'.join(map(str, mapping))}` to add to"
        raise CannotEdit(msg)
    written = "{" + ", ".join(f"{name}: {word}" for name, word in item.items()) + "}"
    items = holder.get(key)
    if isinstance(items, Sequence) and not isinstance(items, str) and items:
        at, piece = _after_last(document, (*mapping, key), len(items), written)
    elif key in holder:
        at, piece = _into_empty(document, (*mapping, key), written)
    else:
        at, piece = _new_list(document, mapping, holder, f"{key}:", written)
    new = text[:at] + piece + text[at:]
    again, _ = read(type(document.file)(document.file.path, new, ""))
    if again is None or again.data != _added(document.data, (*mapping, key), item):
        msg = f"`{document.file.path}` is written in a way that cannot be added to in place"
        raise CannotEdit(msg)
    return new


def _after_last(document: Document, path: DataPath, count: int, written: str) -> tuple[int, str]:
    text = document.file.text
    start, end = _extent(document, path)
    if text[start : start + 1] == "[":
        return end - 1, f", {written}"
    first, _ = _extent(document, (*path, 0))
    _, end = _extent(document, (*path, count - 1))
    line = text.rfind("\n", 0, first) + 1
    dash = text.rfind("-", line, first)
    return _line_end(text, end), f"{_newline(text)}{' ' * (dash - line)}- {written}"


def _into_empty(document: Document, path: DataPath, written: str) -> tuple[int, str]:
    """Into `[]`, or behind a key that has no value."""
    start, end = _extent(document, path)
    if document.file.text[start : start + 1] == "[":
        return end - 1, written
    msg = f"`{path[-1]}` in `{document.file.path}` holds no list"
    raise CannotEdit(msg)


def _new_list(
    document: Document, mapping: DataPath, holder: Mapping[str, Value], key: str, written: str
) -> tuple[int, str]:
    text = document.file.text
    start, end = _extent(document, mapping)
    if text[start : start + 1] == "{":
        inside = text[start : end - 1].rstrip()
        return start + len(inside), f", {key} [{written}]"
    first, last = next(iter(holder)), list(holder)[-1]
    indent = " " * (document.span((*mapping, first), "key").column - 1)
    _, end = _extent(document, (*mapping, last))
    return _line_end(text, end), f"{_newline(text)}{indent}{key}{_newline(text)}{indent}  - {written}"


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _line_end(text: str, index: int) -> int:
    """Where the line of a character ends, the comment behind it included."""
    found = text.find("\n", index)
    if found < 0:
        return len(text)
    return found - 1 if text[found - 1 : found] == "\r" else found


def _extent(document: Document, path: DataPath) -> tuple[int, int]:
    span, lines = document.span(path), lines_of(document.file)
    return lines.starts[span.line - 1] + span.column - 1, lines.starts[span.end_line - 1] + span.end_column - 1


def _at(data: Value, path: DataPath) -> Value:
    for step in path:
        if isinstance(data, Mapping) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, Sequence) and not isinstance(data, str) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def _added(data: Value, path: DataPath, item: Mapping[str, str]) -> Value:
    """The data with the item at the end of the list at a path of keys."""
    if not path:
        items = tuple(data) if isinstance(data, Sequence) and not isinstance(data, str) else ()
        return (*items, dict(item))
    whole = data if isinstance(data, Mapping) else {}
    step = str(path[0])
    return {**whole, step: _added(whole.get(step), path[1:], item)}
