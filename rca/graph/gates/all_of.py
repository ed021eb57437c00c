"""AND: the effect needs every cause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rca.graph.gate import Cases, Gate
from rca.graph.tree import GateKind


class AllOf(Gate):
    """Holds when every cause holds."""

    word: ClassVar[GateKind] = "all_of"
    coherent: ClassVar[bool] = True
    iec: ClassVar[str] = "&"
    ansi: ClassVar[str] = "and"

    def cases(
        self, certain: Sequence[Cases], possible: Sequence[Cases], every: Cases, threshold: int | None
    ) -> tuple[Cases, Cases]:
        """Certain where every cause is certain, possible where every cause is possible."""
        del threshold
        surely = perhaps = every
        for sure, can in zip(certain, possible, strict=True):
            surely &= sure
            perhaps &= can
        return surely, perhaps

    def words(self, threshold: int | None, causes: int) -> str:
        """`all of these together`"""
        del threshold
        return "this alone" if causes == 1 else "all of these together"
