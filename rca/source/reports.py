"""The faults of one file, gathered while it is read."""

from __future__ import annotations

from typing import NoReturn

from rca.diagnostics import Diagnostic, Severity
from rca.source.document import SourceFile
from rca.source.lines import lines_of

MAX_FAULTS = 100
"""Faults after which a file is laid aside: it is something else than a review."""


class Stop(Exception):
    """Nothing more of the file is read; what was wrong is in the reports."""


class Reports:
    """Diagnostics about stretches of a file, given as indices of its text."""

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.found: list[Diagnostic] = []

    def fault(self, code: str, start: int, end: int, message: str, *, why: str = "", help: str = "") -> None:  # noqa: A002
        """Note a fault and go on.

        Raises:
            Stop: the file has too many.
        """
        if len(self.found) >= MAX_FAULTS:
            self.stop("RCA017", start, end, f"more than {MAX_FAULTS} faults; the rest of the file is not read")
        self._note(code, start, end, message, why, help)

    def stop(self, code: str, start: int, end: int, message: str, *, why: str = "", help: str = "") -> NoReturn:  # noqa: A002
        """Note a fault after which nothing can be read.

        Raises:
            Stop: always.
        """
        self._note(code, start, end, message, why, help)
        raise Stop(message)

    def line_of(self, index: int) -> int:
        """The line, from 1, that an index stands in."""
        return lines_of(self.file).place(index)[0]

    def _note(self, code: str, start: int, end: int, message: str, why: str, help_text: str) -> None:
        lines = lines_of(self.file)
        length = len(self.file.text)
        span = lines.span(min(start, length), min(end, length))
        excerpt = lines.line(span.line)
        self.found.append(Diagnostic(code, Severity.ERROR, self.file.path, span, message, why, help_text, excerpt))


def shown(text: str, width: int = 60) -> str:
    """A name from a file as a message shows it: on one line and not too long."""
    flat = " ".join(text[: 4 * width].split())
    return flat if len(flat) <= width else f"{flat[: width - 1]}…"
