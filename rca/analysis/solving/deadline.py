"""When the search for an answer has to end."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Literal

AT_ONCE = 8192
"""Nodes of a pass between two looks: some milliseconds."""
OFTEN = 0.02
"""Seconds between two readings of the memory; each takes 20 µs."""
LEAST_ROOM = 16_000_000
"""Octets that there are at least, however much the process held before."""
STATUS = Path("/proc/self/statm")
"""Where Linux says how many pages a process holds."""


class LimitError(Exception):
    """A limit is reached; never leaves `rca.analysis`."""

    reached: ClassVar[Literal["time", "memory"]]


class OutOfTimeError(LimitError):
    """The time limit is reached."""

    reached = "time"


class OutOfMemoryError(LimitError):
    """The memory limit is reached."""

    reached = "memory"


class Deadline:
    """Readings that end a search: of the clock, of the processor's time, and of the memory that the process holds.

    The clock is `time.perf_counter`, the processor's time `time.process_time`. Memory, in octets, is read on Linux alone.
    """

    __slots__ = ("clock", "next_look", "octets", "parent", "processor", "reached")

    def __init__(
        self,
        clock: float = math.inf,
        processor: float = math.inf,
        octets: float = math.inf,
        parent: Deadline | None = None,
    ) -> None:
        """No limit where none is given. `parent`: what this is a share of; it is told when a limit is reached."""
        self.parent = parent
        self.clock = clock
        self.processor = processor
        self.octets = octets
        self.reached: Literal["time", "memory"] | None = None
        """Which limit a look found reached; None as long as none did."""
        self.next_look = 0.0
        """When the next look is due: time cannot be over before so much of it has passed on the clock."""

    @classmethod
    def within(
        cls, clock: float | None, processor: float | None = None, megabytes: float | None = None, *, more: bool = False
    ) -> Deadline:
        """So many seconds from now, and MB of the process, or with `more` beside those it holds now; None: no limit."""
        octets = math.inf
        if megabytes is not None and math.isfinite(megabytes):
            now = held()
            octets = max(megabytes * 1e6 + now * more, now + LEAST_ROOM)
        return cls(
            math.inf if clock is None else time.perf_counter() + clock,
            math.inf if processor is None else time.process_time() + processor,
            octets,
        )

    def share(self, part: float) -> Deadline:
        """The same, with so much of the time that is left, 0..1."""
        left = max(0.0, self.left()) if self.has_time else 0.0
        found = Deadline(self.clock - (1.0 - part) * left, self.processor - (1.0 - part) * left, self.octets, self)
        found.next_look = min(self.next_look, time.perf_counter() + part * left) if self.has_time else self.next_look
        return found

    @property
    def has_time(self) -> bool:
        """Whether time is limited."""
        return self.clock < math.inf or self.processor < math.inf

    def left(self) -> float:
        """Seconds until it, as if nothing else ran on the machine; below zero once it has passed."""
        clock = self.clock - time.perf_counter() if self.clock < math.inf else math.inf
        return min(clock, self.processor - time.process_time()) if self.processor < math.inf else clock

    def passed(self) -> bool:
        """Whether its time lies behind."""
        return self.left() < 0

    def look(self) -> None:
        """Nothing while there is time and memory.

        Raises:
            OutOfTimeError: the deadline has passed.
            OutOfMemoryError: the process holds more than it may.
        """
        now = time.perf_counter()
        if now < self.next_look:
            return
        left = self.left()
        if left < 0:
            raise self._over(OutOfTimeError)
        if self.octets < math.inf:
            left = min(left, OFTEN)
            if held() > self.octets:
                raise self._over(OutOfMemoryError)
        due = now + left
        own: Deadline | None = self
        while own is not None and own.next_look < due and own.octets == self.octets:
            own.next_look = due  # what this is a share of ends no earlier, nor does its next share have to look at once
            own = own.parent

    def _over(self, error: type[LimitError]) -> LimitError:
        """The error, once it is remembered which limit was reached."""
        own: Deadline | None = self
        while own is not None:
            own.reached = error.reached
            own = own.parent
        return error()

    def pieces(self, start: int, stop: int) -> Iterator[slice]:
        """The places from `start` to before `stop` in pieces, with a look before each.

        Raises:
            LimitError: as `look`.
        """
        for at in range(start, stop, AT_ONCE):
            self.look()
            yield slice(at, min(at + AT_ONCE, stop))


def held() -> int:
    """Octets of memory that the process holds; 0 where the system does not say."""
    try:
        pages = int(STATUS.read_bytes().split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


NEVER = Deadline()
"""No limit."""
