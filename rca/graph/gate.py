"""What a kind of gate has to say: when it holds, how it reads, how it is drawn."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar, TypeAlias

from rca.graph.tree import GateKind

Truth: TypeAlias = "bool | None"

Cases: TypeAlias = int
"""A set of cases, one bit each: bit `i` stands for the i-th case that is evaluated at the same time."""


class Gate(ABC):
    """A kind of gate. Its one definition is `cases`; truth for one case follows from it."""

    word: ClassVar[GateKind]
    coherent: ClassVar[bool]
    """Whether one more cause can never undo the effect."""
    iec: ClassVar[str]
    """What stands inside the box of IEC 61025 (qualifying symbol of IEC 60617-12)."""
    ansi: ClassVar[str]
    """Name of the distinctive shape: `and`, `or`, `vote`, `nor`, `xor`."""

    @abstractmethod
    def cases(
        self, certain: Sequence[Cases], possible: Sequence[Cases], every: Cases, threshold: int | None
    ) -> tuple[Cases, Cases]:
        """Cases in which the gate certainly holds, and those in which it can hold.

        `certain[i]` and `possible[i]` say the same of cause `i`; a case in `possible` and not in `certain` is one in
        which the cause is unknown. `every` is the set of all cases.
        """

    @abstractmethod
    def words(self, threshold: int | None, causes: int) -> str:
        """How the gate reads to people, such as `all of these together`."""

    def symbol(self, threshold: int | None) -> str:
        """Text inside the IEC box."""
        del threshold
        return self.iec

    def truth(self, causes: Sequence[Truth], threshold: int | None = None) -> Truth:
        """Three-valued truth of the gate (Kleene's strong logic); None is unknown."""
        certain, possible = self.cases(
            [int(cause is True) for cause in causes], [int(cause is not False) for cause in causes], 1, threshold
        )
        return True if certain else (None if possible else False)

    def holds(self, causes: Sequence[bool], threshold: int | None = None) -> bool:
        """Whether the gate holds when every cause is known."""
        bits = [int(cause) for cause in causes]
        return bool(self.cases(bits, bits, 1, threshold)[0])
