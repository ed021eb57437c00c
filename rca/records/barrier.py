"""Barriers: what stood, or should have stood, between a hazard and people."""

from __future__ import annotations

from typing import Literal

from rca.records.base import Id, Ids, OneOrMore, Stated, Text
from rca.records.vocabulary import BarrierKind, BarrierLayer, BarrierState, BarrierTask


class Barrier(Stated):
    """One barrier, the state it was in, and the events it guards against."""

    id: Id
    what: Text
    layer: BarrierLayer | None = None
    kind: BarrierKind | None = None
    side: Literal["prevention", "mitigation"] | None = None
    """Left or right of the bow-tie's knot; left out, `relief`, `separation` and `response` stand on the right where they
    guard what lies behind the knot, and all others on the left."""
    state: BarrierState
    how: Text | None = None
    """How it failed, or how it worked."""
    task: OneOrMore[BarrierTask] = ()
    """Which of the four tasks that keep a barrier alive was not carried out."""
    guards: Ids = ()
    """Events it should have stopped."""
