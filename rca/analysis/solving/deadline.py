"""When the search for an answer has to end."""

from __future__ import annotations

import math
import time
from typing import NamedTuple


class OutOfTimeError(Exception):
    """The time limit is reached; never leaves `rca.analysis`."""


class Deadline(NamedTuple):
    """A reading of the clock (`time.perf_counter`) and one of the processor's time (`time.process_time`)."""

    clock: float = math.inf
    processor: float = math.inf

    @classmethod
    def within(cls, clock: float | None, processor: float | None = None) -> Deadline:
        """So many seconds from now; None: no limit."""
        return cls(
            math.inf if clock is None else time.perf_counter() + clock,
            math.inf if processor is None else time.process_time() + processor,
        )

    def left(self) -> float:
        """Seconds until it, as if nothing else ran on the machine; below zero once it has passed."""
        clock = self.clock - time.perf_counter() if self.clock < math.inf else math.inf
        return min(clock, self.processor - time.process_time()) if self.processor < math.inf else clock

    def passed(self) -> bool:
        """Whether it lies behind."""
        return self.left() < 0

    def look(self) -> None:
        """Nothing while there is time.

        Raises:
            OutOfTimeError: the deadline has passed.
        """
        if self.passed():
            raise OutOfTimeError


NEVER = Deadline()
"""No limit."""
