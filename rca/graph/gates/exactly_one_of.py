"""XOR over n causes: one, and no second."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rca.graph.gate import Cases, Gate
from rca.graph.tree import GateKind


class ExactlyOneOf(Gate):
    """Holds when one cause holds and all others do not."""

    word: ClassVar[GateKind] = "exactly_one_of"
    coherent: ClassVar[bool] = False
    iec: ClassVar[str] = "=1"
    ansi: ClassVar[str] = "xor"

    def cases(
        self, certain: Sequence[Cases], possible: Sequence[Cases], every: Cases, threshold: int | None
    ) -> tuple[Cases, Cases]:
        """Certain where one cause is certain and no second is possible; possible where one can be and no two must be."""
        del every, threshold
        surely_one, surely_two = _once_and_twice(certain)
        perhaps_one, perhaps_two = _once_and_twice(possible)
        return surely_one & ~perhaps_two, perhaps_one & ~surely_two

    def words(self, threshold: int | None, causes: int) -> str:
        """`exactly one of these`"""
        del threshold
        return "this alone" if causes == 1 else "exactly one of these"


def _once_and_twice(causes: Sequence[Cases]) -> tuple[Cases, Cases]:
    """Cases in which at least one cause holds, and in which at least two do."""
    once = twice = 0
    for cause in causes:
        twice |= once & cause
        once |= cause
    return once, twice
