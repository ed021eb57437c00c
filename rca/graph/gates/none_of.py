"""NOR: the effect needs every cause to be absent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rca.graph.gate import Cases, Gate
from rca.graph.tree import GateKind


class NoneOf(Gate):
    """Holds when no cause holds; with one cause it is NOT."""

    word: ClassVar[GateKind] = "none_of"
    coherent: ClassVar[bool] = False
    iec: ClassVar[str] = "≥1 ○"
    ansi: ClassVar[str] = "nor"

    def cases(
        self, certain: Sequence[Cases], possible: Sequence[Cases], every: Cases, threshold: int | None
    ) -> tuple[Cases, Cases]:
        """Certain where no cause is possible, possible where no cause is certain."""
        del threshold
        surely = perhaps = every
        for sure, can in zip(certain, possible, strict=True):
            surely &= ~can
            perhaps &= ~sure
        return surely, perhaps

    def words(self, threshold: int | None, causes: int) -> str:
        """`none of these`"""
        del threshold
        return "this is absent" if causes == 1 else "none of these"
