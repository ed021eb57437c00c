"""How far a long command has come: on a terminal, after a second, on the stream for messages."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

WAIT = 1.0
"""Seconds before anything is said; a second is when people start to wonder."""
PAUSE = 0.1
"""Seconds between two lines."""


class Progress:
    """Shows `Reading 1,200 of 5,000` while it is open, and leaves nothing behind."""

    def __init__(self) -> None:
        self._on = sys.stderr.isatty()
        self._next = time.monotonic() + WAIT
        self._counts: dict[str, int] = {}
        self._shown = False

    def step(self, what: str, count: int) -> None:
        """Tell that one more of `count` pieces of a kind of work has begun; 0: nobody knows of how many."""
        if not self._on:
            return
        done = self._counts[what] = self._counts.get(what, 0) + 1
        now = time.monotonic()
        if now >= self._next:
            self._next = now + PAUSE
            self._shown = True
            whole = f" of {count:,}" if count else ""
            sys.stderr.write(f"\r\033[K{what} {done:,}{whole}")
            sys.stderr.flush()

    def say(self, line: str) -> None:
        """Write a line that stays, on the stream for messages."""
        self._clear()
        sys.stderr.write(f"{line}\n")

    def _clear(self) -> None:
        if self._shown:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
            self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._clear()
