"""The lines of a text, as an editor counts them."""

from __future__ import annotations

import bisect
import re
from functools import cached_property, lru_cache

from rca.diagnostics import Span
from rca.source.document import SourceFile

_ENDS = re.compile(r"\r\n|\r|\n")
_KEPT = 8
"""Files whose lines are kept; findings come file by file."""


class Lines:
    """Lines ended by LF, CRLF or CR and nothing else; YAML 1.1's further line ends are not what an editor shows."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def starts(self) -> list[int]:
        """Index of the first character of each line."""
        return [0, *(match.end() for match in _ENDS.finditer(self.text))]

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n") if "\r" not in self.text else _ENDS.split(self.text)

    def line(self, number: int) -> str:
        """A line, counted from 1, without its end; empty past the last."""
        return self._lines[number - 1] if 1 <= number <= len(self._lines) else ""

    def place(self, index: int) -> tuple[int, int]:
        """Line and column, from 1, of the character at an index."""
        row = bisect.bisect_right(self.starts, index) - 1
        return row + 1, index - self.starts[row] + 1

    def span(self, start: int, end: int) -> Span:
        """The stretch from one index up to another."""
        return Span(*self.place(start), *self.place(max(start, end)))


@lru_cache(maxsize=_KEPT)
def lines_of(file: SourceFile) -> Lines:
    """The lines of a file."""
    return Lines(file.text)


def excerpt(file: SourceFile, line: int) -> str:
    """The source line with a number counted from 1; empty past the end."""
    return lines_of(file).line(line)
