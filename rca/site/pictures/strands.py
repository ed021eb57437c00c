"""What a bow-tie shows: barriers sorted onto lines by the events they guard, left and right of the loss of control."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rca.analysis.bow_tie.sides import sides
from rca.analysis.findings import Findings
from rca.graph.tree import FaultTree, Node
from rca.records.barrier import Barrier

MOST_BARS = 3
"""On one line; more go on another."""


@dataclass(frozen=True, slots=True)
class Strand:
    """A line of the bow-tie: barriers, and the events that they should have stopped."""

    events: tuple[str, ...]
    """Empty when the barriers guard nothing that the tree holds."""
    happened: bool
    barriers: tuple[Barrier, ...]


@dataclass(frozen=True, slots=True)
class BowTie:
    """What the picture shows, before it is drawn."""

    knot: str
    """The event in the middle."""
    harm: str
    """The event at the right end; empty when the knot is the top event itself."""
    before: tuple[Strand, ...]
    after: tuple[Strand, ...]


def bow_tie(barriers: Sequence[Barrier], tree: FaultTree, findings: Findings | None = None) -> BowTie:
    """The barriers on lines; those that guard the same events share a line."""
    knot, left, right = sides(barriers, tree)
    on_path = findings.on_path if findings else frozenset()
    return BowTie(
        knot, "" if knot == tree.top else tree.top, _strands(left, tree, on_path), _strands(right, tree, on_path)
    )


def _strands(barriers: Sequence[Barrier], tree: FaultTree, on_path: frozenset[str]) -> tuple[Strand, ...]:
    known: Mapping[str, Node] = {**tree.influences, **tree.nodes}
    guarding: dict[str, list[Barrier]] = {}
    strays: list[Barrier] = []
    for barrier in barriers:
        guarded = [name for name in dict.fromkeys(barrier.guards) if name in known]
        for event in guarded:
            guarding.setdefault(event, []).append(barrier)
        strays += [] if guarded else [barrier]
    shared: dict[tuple[str, ...], list[str]] = {}
    for event, group in guarding.items():
        shared.setdefault(tuple(barrier.id for barrier in group), []).append(event)
    lines = [(tuple(events), guarding[events[0]]) for events in shared.values()]
    lines += [((), strays)] if strays else []
    return tuple(
        Strand(events, any(event in on_path for event in events), tuple(group[start : start + MOST_BARS]))
        for events, group in lines
        for start in range(0, len(group), MOST_BARS)
    )
