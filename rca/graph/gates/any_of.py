"""OR: one cause is enough."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rca.graph.gate import Cases, Gate
from rca.graph.tree import GateKind


class AnyOf(Gate):
    """Holds when at least one cause holds."""

    word: ClassVar[GateKind] = "any_of"
    coherent: ClassVar[bool] = True
    iec: ClassVar[str] = "≥1"
    ansi: ClassVar[str] = "or"

    def cases(
        self, certain: Sequence[Cases], possible: Sequence[Cases], every: Cases, threshold: int | None
    ) -> tuple[Cases, Cases]:
        """Certain where some cause is certain, possible where some cause is possible."""
        del every, threshold
        surely = perhaps = 0
        for sure, can in zip(certain, possible, strict=True):
            surely |= sure
            perhaps |= can
        return surely, perhaps

    def words(self, threshold: int | None, causes: int) -> str:
        """`any one of these`"""
        del threshold
        return "this alone" if causes == 1 else "any one of these"
