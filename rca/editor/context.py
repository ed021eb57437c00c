"""Where a cursor stands in YAML that may be half written: which key or value of which place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rca.source.document import DataPath
from rca.source.lines import Lines

_KEY = re.compile(
    r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s:#\[\]{},"'&*!|>%@`-][^:#\[\]{},"]*?|[^\s:#\[\]{},"'][^\s:#\[\]{},"]*?)\s*:(?=\s|$)"""
)
_TOKEN = re.compile(r"[^\s,\[\]{}:\"'`()]+(?::(?=[^\s,\[\]{}])[^\s,\[\]{}:\"'`()]+)*")
MAX_OPEN = 200
"""Brackets and levels that are followed; what lies deeper is not a review."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """What is being written."""

    path: DataPath
    """Of the value that is being written; where a key is, of the mapping it belongs to."""
    prefix: str
    """What stands of it before the cursor."""
    start: int
    """Index of the text where it begins."""
    key: bool
    """Whether a key may stand here."""
    value: bool
    """Whether a value may stand here."""
    flow: bool = False
    """Whether it stands inside brackets."""


@dataclass(frozen=True, slots=True)
class _Level:
    column: int
    step: str | int


class _Block:
    """The keys and items that lines of block style have opened."""

    def __init__(self) -> None:
        self.levels: list[_Level] = []

    @property
    def path(self) -> DataPath:
        return tuple(level.step for level in self.levels)

    def item(self, column: int) -> None:
        """A dash."""
        while self.levels and self.levels[-1].column > column:
            self.levels.pop()
        if self.levels and self.levels[-1].column == column and isinstance(self.levels[-1].step, int):
            number = self.levels.pop().step
            self.levels.append(_Level(column, int(number) + 1))
            return
        if len(self.levels) < MAX_OPEN:
            self.levels.append(_Level(column, 0))

    def leave(self, column: int) -> None:
        """What stands at a column or right of it has ended."""
        while self.levels and self.levels[-1].column >= column:
            self.levels.pop()

    def key(self, column: int, name: str) -> None:
        """A key."""
        self.leave(column)
        if len(self.levels) < MAX_OPEN:
            self.levels.append(_Level(column, name))


def cursor_at(text: str, index: int) -> Cursor:
    """What is being written at an index of a text. Cost is linear in what stands before it."""
    block = _Block()
    lines = Lines(text[:index])
    last = len(lines.starts)
    prose: int | None = None
    number = 1
    while number <= last:
        line = lines.line(number)
        column = len(line) - len(line.lstrip(" "))
        if number < last and not line.strip():
            number += 1
            continue
        if prose is not None and (column > prose or (number == last and not line.strip())):
            if number == last:
                return Cursor(block.path, line.strip(), index - len(line.strip()), key=False, value=True)
            number += 1
            continue
        prose = None
        rest = line[column:]
        while rest == "-" or rest.startswith("- "):
            block.item(column)
            blanks = len(rest) - len(rest[1:].lstrip(" "))
            column, rest = column + blanks, rest[blanks:]
        match = None if rest.startswith(("{", "[", "#")) else _KEY.match(rest)
        if match is None:
            if rest.startswith(("{", "[")) and number <= last:
                found, number = _flow(block.path, lines, number, column, index)
                if found is not None:
                    return found
                continue
            if number == last:
                whole = _below_item(block, column)
                if not whole:
                    block.leave(column)
                return Cursor(block.path, rest, index - len(rest), key=True, value=whole)
            number += 1
            continue
        block.key(column, _unquoted(match[1]))
        value = rest[match.end() :]
        inner = value.lstrip(" ")
        if re.match(r"[|>][-+0-9]*\s*(#.*)?$", inner):
            prose = column
        elif inner.startswith(("{", "[")):
            found, number = _flow(block.path, lines, number, column + match.end() + len(value) - len(inner), index)
            if found is not None:
                return found
            continue
        if number == last:
            return Cursor(block.path, inner, index - len(inner), key=False, value=True)
        number += 1
    return Cursor(block.path, "", index, key=True, value=False)


def _below_item(block: _Block, column: int) -> bool:
    """Whether what stands at a column is the whole of an item so far."""
    return bool(block.levels) and isinstance(block.levels[-1].step, int) and block.levels[-1].column < column


def _flow(path: DataPath, lines: Lines, number: int, column: int, index: int) -> tuple[Cursor | None, int]:
    """The cursor, when brackets that begin at a place are still open there; else the line behind them."""
    text = lines.text
    at = lines.starts[number - 1] + column
    open_steps: list[str | int | None] = []
    kinds: list[str] = []
    begun, quote = at, ""
    while at < len(text):
        letter = text[at]
        if quote:
            if letter == "\\" and quote == '"':
                at += 1
            elif letter == quote:
                quote = ""
        elif letter in "\"'" and not text[begun:at].strip():
            quote = letter
        elif letter in "{[":
            if len(kinds) >= MAX_OPEN:
                break
            kinds.append(letter)
            open_steps.append(None if letter == "{" else 0)
            begun = at + 1
        elif letter in "}]" and kinds:
            kinds.pop()
            open_steps.pop()
            begun = at + 1
            if not kinds:
                return None, lines.place(at)[0] + 1
        elif letter == "," and kinds:
            step = open_steps[-1]
            open_steps[-1] = step + 1 if isinstance(step, int) else None
            begun = at + 1
        elif (
            letter == ":"
            and kinds
            and kinds[-1] == "{"
            and text[at + 1 : at + 2] in (" ", "", "\n")
            and open_steps[-1] is None
        ):
            open_steps[-1] = _unquoted(text[begun:at].strip())
            begun = at + 1
        at += 1
    partial = text[begun:index]
    word = partial.lstrip()
    steps = tuple(step for step in open_steps if step is not None)
    wants_key = open_steps[-1] is None if open_steps else True
    return Cursor((*path, *steps), word, index - len(word), key=wants_key, value=not wants_key, flow=True), number


def _unquoted(key: str) -> str:
    key = key.strip()
    return key[1:-1] if len(key) > 1 and key[0] in "\"'" and key[-1] == key[0] else key


def word_at(text: str, index: int) -> tuple[str, int, int]:
    """The id, code or word that an index stands in or behind, with where it begins and ends."""
    lines = Lines(text)
    line, column = lines.place(min(index, len(text)))
    start = lines.starts[line - 1]
    for match in _TOKEN.finditer(lines.line(line)):
        if match.start() <= column - 1 <= match.end():
            return match[0], start + match.start(), start + match.end()
    return "", index, index
