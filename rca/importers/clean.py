"""From what other programs wrote to text that may stand in a review."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rca.lint.names import person

MAX_BYTES = 1_000_000
"""Of a text that is brought over: ten times the longest tree seen so far, and a draft of it still reads."""
MAX_EVENTS = 2_000
"""Events of a tree that is brought over: what a model of a whole plant has belongs in the program it came from."""
MAX_LETTERS = 4_000
"""Of one statement; what is longer is cut, and the rest is listed."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


class NotReadable(ValueError):
    """The file is none that can be brought over; the message says why in one line."""


@dataclass(frozen=True, slots=True)
class Given:
    """A file that somebody wants to bring over."""

    name: str
    """Of the file, without its folder."""
    content: bytes

    @property
    def suffix(self) -> str:
        """`.csv` and the like, in lower case."""
        return Path(self.name).suffix.lower()

    def text(self) -> str:
        """The content as text.

        Raises:
            NotReadable: it is empty, too large, or no UTF-8 (or UTF-16 with a byte-order mark).
        """
        if len(self.content) > MAX_BYTES:
            msg = f"`{self.name}` is larger than {MAX_BYTES // 1_000_000} MB; bring over a part of it"
            raise NotReadable(msg)
        wide = self.content[:2] in (b"\xff\xfe", b"\xfe\xff")
        try:
            text = self.content.decode("utf-16" if wide else "utf-8-sig")
        except UnicodeDecodeError as error:
            msg = f"`{self.name}` is not text in UTF-8; save it as UTF-8 and try again"
            raise NotReadable(msg) from error
        if "\x00" in text:
            msg = f"`{self.name}` is not text"
            raise NotReadable(msg)
        if not text.strip():
            msg = f"`{self.name}` holds nothing"
            raise NotReadable(msg)
        return text


def cleaned(text: str, where: str, say: Callable[[str], None]) -> str:
    """One line of printable text without names of persons; what was taken out is said.

    Args:
        text: as the other program wrote it.
        where: how a reader finds it there, such as `row 7`.
        say: takes a line on what was not carried.
    """
    line = " ".join(_CONTROL.sub(" ", text).split())
    while named := person(line):
        pattern = r"\s+".join(re.escape(word) for word in named.split())
        line, count = re.subn(pattern, "a person", line)
        if not count:
            break
        say(f"{where}: the name of a person; a review names roles")
    if len(line) > MAX_LETTERS:
        say(f"{where}: the end of a long text: {line[MAX_LETTERS:]}")
        line = line[:MAX_LETTERS].rstrip()
    return line
