"""A file's text laid out anew: keys in order, two spaces a level, one sentence a line; comments keep their places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from rca.source.alike import comments, same
from rca.source.document import DataPath, SourceFile
from rca.source.lines import Lines
from rca.source.loader import new_loader
from rca.source.prose import folded
from rca.source.reader import read

Order: TypeAlias = Callable[[DataPath], Sequence[str]]
"""The order of the keys of a mapping at a place; empty where the author's order stands."""

STEP = 2
"""Spaces a level."""


class CannotLayOut(Exception):
    """The text is written in a way that cannot be laid out anew without risk; it is to stay as it is."""


def laid_out(file: SourceFile, order: Order) -> str:
    """The file's text laid out anew.

    What is read from it, and its comments, are the same as before, and laying it out again changes nothing: both are
    tried before the text is given back.

    Raises:
        CannotLayOut: the file does not read, or the new text would not say just the same.
    """
    document, said = read(file)
    if document is None or said:
        msg = "it does not read; `rca check` says why"
        raise CannotLayOut(msg)
    ending = "\r\n" if "\r\n" in file.text else "\n"
    old = file.text.replace("\r\n", "\n")
    if "\r" in old:
        msg = "its lines end in a way that no other file's do"
        raise CannotLayOut(msg)
    new = _laid_out(old, order)
    again, found = read(SourceFile(file.path, new, ""))
    if again is None or found or not same(again.data, document.data) or comments(new) != comments(old):
        msg = "laid out anew it would not say the same"
        raise CannotLayOut(msg)
    if _laid_out(new, order) != new:
        msg = "laid out anew it would not come to rest"
        raise CannotLayOut(msg)
    return new.replace("\n", ending)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A key with its value, or an item of a list, with the lines that belong to it."""

    key: yaml.ScalarNode | None
    value: yaml.Node
    above: tuple[str, ...]
    """Comments and blank lines before it, without their indentation."""
    below: tuple[str, ...]
    """Comments after it that are indented deeper than it."""


def _laid_out(text: str, order: Order) -> str:
    return _Layout(text, order).text()


class _Layout:
    def __init__(self, text: str, order: Order) -> None:
        self._source = text
        self._lines = Lines(text)
        self._order = order
        loader = new_loader(text)
        try:
            root = loader.get_single_node()
        finally:
            loader.dispose()
        if not isinstance(root, yaml.MappingNode) or root.flow_style or not root.value:
            msg = "it is no mapping of keys, each in a line of its own"
            raise CannotLayOut(msg)
        self._root = root

    def text(self) -> str:
        """The whole text."""
        first = self._row(self._start(self._root.value[0][0]))
        last = self._row(self._end(self._root))
        head = _squeezed(self._stripped(range(first)))
        tail = _squeezed(self._stripped(range(last + 1, len(self._lines.starts))))
        if any(line and not line.startswith(("#", "---", "%")) for line in head) or any(
            line and not line.startswith("#") for line in tail
        ):
            msg = "something stands before or after its keys"
            raise CannotLayOut(msg)
        body = self._mapping(self._root, (), 0, since=first)
        while body and not body[0]:
            body.pop(0)
        return (
            "\n".join([*_without_edges(head, end=False), *body, *_without_edges(tail, start=False)]).rstrip("\n") + "\n"
        )

    def _mapping(
        self, node: yaml.MappingNode, path: DataPath, indent: int, *, since: int = 0, dash: str = ""
    ) -> list[str]:
        """Lines of a block mapping whose keys begin at `indent`.

        What stands from the row `since` on above the first key belongs to it. As an item of a list the mapping begins with
        a dash.
        """
        first = self._row(self._start(node.value[0][0]))
        column = self._column(node.value[0][0])
        entries = self._entries([(key, value) for key, value in node.value], column, first if dash else since)
        names = [str(entry.key.value) for entry in entries if entry.key is not None]
        rank = {key: place for place, key in enumerate(self._order(path))}
        if rank:
            entries = [
                entry
                for _, entry in sorted(zip(names, entries, strict=True), key=lambda each: rank.get(each[0], len(rank)))
            ]
            entries = [_pushed(entry) if place == 0 and dash else entry for place, entry in enumerate(entries)]
        found: list[str] = []
        for place, entry in enumerate(entries):
            pad = " " * indent
            if place == 0 and dash:
                found += [f"{dash[:-STEP]}{line}".rstrip() for line in entry.above]
                pad = dash
            else:
                found += [f"{pad}{line}".rstrip() for line in entry.above]
            name = entry.key.value if entry.key is not None else ""
            found += self._pair(entry, (*path, name), indent, pad)
            found += [f"{' ' * (indent + STEP)}{line}".rstrip() for line in entry.below]
        return found

    def _sequence(self, node: yaml.SequenceNode, path: DataPath, indent: int, since: int) -> list[str]:
        """Lines of a block list whose dashes stand at `indent`."""
        found: list[str] = []
        entries = self._entries([(None, value) for value in node.value], self._column(node), since)
        for place, entry in enumerate(entries):
            found += [f"{' ' * indent}{line}".rstrip() for line in entry.above]
            found += self._item(entry.value, (*path, place), indent)
            found += [f"{' ' * (indent + STEP)}{line}".rstrip() for line in entry.below]
        return found

    def _item(self, node: yaml.Node, path: DataPath, indent: int) -> list[str]:
        dash = f"{' ' * indent}- "
        if self._is_block(node):
            if self._source[self._line_start(node) : self._start(node)].strip(" -"):
                msg = "a list stands in the line of another"
                raise CannotLayOut(msg)
            if isinstance(node, yaml.MappingNode):
                if "-" not in self._source[self._line_start(node) : self._start(node)]:
                    msg = "an item begins in a line of its own"
                    raise CannotLayOut(msg)
                return self._mapping(node, path, indent + STEP, dash=dash)
            msg = "a list stands directly in a list"
            raise CannotLayOut(msg)
        return self._scalar(node, dash, indent + STEP)

    def _pair(self, entry: _Entry, path: DataPath, indent: int, pad: str) -> list[str]:
        key, value = entry.key, entry.value
        if key is None:
            msg = "a key is no text"
            raise CannotLayOut(msg)
        start, end = self._start(key), key.end_mark.index
        written = f"{pad}{self._source[start:end]}:"
        row = self._row(end)
        rest = self._lines.line(row + 1)[end - self._lines.starts[row] :]
        if self._is_block(value):
            comment = rest.lstrip(" ").removeprefix(":").rstrip()
            if comment and not comment.lstrip(" ").startswith("#"):
                msg = "a list or mapping begins in the line of its key"
                raise CannotLayOut(msg)
            head = f"{written}{comment}"
            if isinstance(value, yaml.MappingNode):
                return [head, *self._mapping(value, path, indent + STEP, since=row + 1)]
            if isinstance(value, yaml.SequenceNode):
                return [head, *self._sequence(value, path, indent + STEP, row + 1)]
        if not self._source[self._start(value) : value.end_mark.index].strip():
            return [f"{written}{rest.lstrip(' ').removeprefix(':').rstrip()}"]
        between = self._source[end : self._start(value)]
        if "\n" in between and between.lstrip(" :").strip():
            msg = "a comment stands between a key and its value"
            raise CannotLayOut(msg)
        return self._scalar(value, f"{written} ", indent + STEP)

    def _scalar(self, node: yaml.Node, head: str, indent: int) -> list[str]:
        """Lines of a scalar, or of something in brackets, behind what stands before it."""
        start, end = self._start(node), self._end(node)
        row = self._row(end)
        after = self._lines.line(row + 1)[end - self._lines.starts[row] :].rstrip()
        if after.strip() and not after.lstrip().startswith("#"):
            msg = "something stands behind a value"
            raise CannotLayOut(msg)
        first, *more = self._source[start:end].split("\n")
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            return [f"{head}{first.rstrip()}", *self._block(node.style, first, more, indent)]
        if isinstance(node, yaml.ScalarNode):
            lines = [f"{head}{first.rstrip()}", *(f"{' ' * indent}{line.strip()}".rstrip() for line in more)]
        else:
            closing = more.pop() if more and more[-1].strip() in ("]", "}") else None
            old = min((_width(line) for line in more if line.strip()), default=0)
            lines = [f"{head}{first.rstrip()}", *(f"{' ' * indent}{line[old:]}".rstrip() for line in more)]
            if closing is not None:
                lines.append(f"{' ' * (indent - STEP)}{closing.strip()}")
        lines[-1] += after
        return lines

    def _block(self, style: str, header: str, lines: list[str], indent: int) -> list[str]:
        """Lines of a block scalar; prose is given a sentence a line."""
        if any(char.isdigit() for char in header.split("#", maxsplit=1)[0]):
            msg = "a text states its own indentation"
            raise CannotLayOut(msg)
        old = min((_width(line) for line in lines if line.strip()), default=0)
        bare = [line[old:] if line.strip() else "" for line in lines]
        if style == ">":
            bare = folded(bare, indent)
        return [f"{' ' * indent}{line}" if line else "" for line in bare]

    def _entries(self, nodes: Sequence[tuple[yaml.Node | None, yaml.Node]], column: int, since: int) -> list[_Entry]:
        """Keys or items at a column, each with the comments that belong to it."""
        key, value = nodes[0]
        above = self._stripped(range(since, self._row(self._start(key if key is not None else value))))
        found: list[_Entry] = []
        for place, (key, value) in enumerate(nodes):
            if key is not None and not isinstance(key, yaml.ScalarNode):
                msg = "a key is no text"
                raise CannotLayOut(msg)
            below: list[str] = []
            following: list[str] = []
            if place + 1 < len(nodes):
                last = self._row(self._end_of(key, value))
                after = nodes[place + 1]
                gap = range(last + 1, self._row(self._start(after[0] if after[0] is not None else after[1])))
                deep = [row for row in gap if self._is_comment(row) and _width(self._lines.line(row + 1)) > column]
                edge = self._run(gap, deep)
                below = self._stripped(range(last + 1, edge))
                following = self._stripped(range(edge, gap.stop))
            found.append(_Entry(key, value, tuple(_squeezed(above)), tuple(_squeezed(below))))
            above = following
        return found

    def _run(self, gap: range, deep: list[int]) -> int:
        """The row after the last comment that still belongs to what stands above the gap."""
        edge = gap.start
        for row in gap:
            if row in deep:
                edge = row + 1
            elif self._is_comment(row):
                break
        return edge

    def _is_comment(self, row: int) -> bool:
        return self._lines.line(row + 1).lstrip(" ").startswith("#")

    def _stripped(self, rows: range) -> list[str]:
        found = [self._lines.line(row + 1).strip() for row in rows]
        if any(line and not line.startswith(("#", "---", "%")) for line in found):
            msg = "something stands between its keys"
            raise CannotLayOut(msg)
        return found

    def _is_block(self, node: yaml.Node) -> bool:
        return isinstance(node, yaml.CollectionNode) and not node.flow_style

    def _start(self, node: yaml.Node) -> int:
        return int(node.start_mark.index)

    def _line_start(self, node: yaml.Node) -> int:
        return self._lines.starts[self._row(self._start(node))]

    def _row(self, index: int) -> int:
        return self._lines.place(index)[0] - 1

    def _column(self, node: yaml.Node) -> int:
        return self._lines.place(self._start(node))[1] - 1

    def _end_of(self, key: yaml.Node | None, value: yaml.Node) -> int:
        end = self._end(value)
        return end if key is None or end > key.end_mark.index else int(key.end_mark.index)

    def _end(self, node: yaml.Node) -> int:
        """Index after the node's last character."""
        while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            if isinstance(last, tuple):
                key, node = last
                if not self._source[self._start(node) : node.end_mark.index].strip():
                    return int(key.end_mark.index)
            else:
                node = last
        start, end = self._start(node), int(node.end_mark.index)
        return start + len(self._source[start:end].rstrip())


def _pushed(entry: _Entry) -> _Entry:
    """An entry that now comes first in its item: a blank line above it would part the dash from the item before."""
    return _Entry(entry.key, entry.value, tuple(line for line in entry.above if line), entry.below)


def _width(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _squeezed(lines: Sequence[str]) -> list[str]:
    """No two blank lines after each other."""
    return [line for place, line in enumerate(lines) if line or place == 0 or lines[place - 1]]


def _without_edges(lines: Sequence[str], *, start: bool = True, end: bool = True) -> list[str]:
    found = list(lines)
    while start and found and not found[0]:
        found.pop(0)
    while end and found and not found[-1]:
        found.pop()
    return found
