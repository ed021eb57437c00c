"""Barriers: what stood, or should have stood, between a hazard and people."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from rca.records.base import Id, Ids, OneOrMore, RefId, Stated, Text
from rca.records.tree import Likelihood
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
    failure_on_demand: Likelihood | None = None
    """How probable it is that it does not stop what it guards when it is needed, and what the number rests on (PFD)."""
    failure_event: RefId | None = None
    """The event of the tree that is its failure; the tree then has its probability."""

    @model_validator(mode="after")
    def _one_failure(self) -> Barrier:
        if self.failure_on_demand is not None and self.failure_event is not None:
            msg = "give `failure_on_demand`, or the `failure_event` whose probability the tree has, not both"
            raise ValueError(msg)
        return self
