"""What a bow-tie shows: barriers sorted onto lines by the events they guard, left and right of the loss of control."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rca.analysis.findings import Findings
from rca.graph.tree import FaultTree, Node
from rca.records.barrier import Barrier

MOST_BARS = 3
"""On one line; more go on another."""
_AFTER = frozenset({"relief", "separation", "response"})
"""Layers that act once control is lost, after the order of layers in IEC 61511-1, figure 9."""


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


def side_of(barrier: Barrier) -> str:
    """Prevention or mitigation: as stated, else by the layer."""
    return barrier.side or ("mitigation" if barrier.layer in _AFTER else "prevention")


def bow_tie(barriers: Sequence[Barrier], tree: FaultTree, findings: Findings | None = None) -> BowTie:
    """The barriers on lines; those that guard the same events share a line.

    The knot is the nearest event that all guarded causes on the left lead to, when it does not also lie above what the
    barriers on the right guard; else it is the top event.
    """
    left = [barrier for barrier in barriers if side_of(barrier) == "prevention"]
    right = [barrier for barrier in barriers if side_of(barrier) == "mitigation"]
    knot = _knot(left, right, tree)
    if knot == tree.top:
        # Nothing lies behind the top event: what guards a cause of it stands before it, whatever its layer.
        early = [each for each in right if each.side is None and any(name in tree.nodes for name in each.guards)]
        left = [barrier for barrier in barriers if barrier in left or barrier in early]
        right = [barrier for barrier in right if barrier not in early]
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


def _above(name: str, parents: Mapping[str, tuple[str, ...]]) -> set[str]:
    found: set[str] = set()
    pending = [name]
    while pending:
        each = pending.pop()
        if each not in found:
            found.add(each)
            pending.extend(parents.get(each, ()))
    return found


def _knot(left: Sequence[Barrier], right: Sequence[Barrier], tree: FaultTree) -> str:
    parents = tree.parents()
    causes, later = (
        sorted({name for barrier in group for name in barrier.guards if name in tree.nodes}) for group in (left, right)
    )
    if not causes or not later:
        return tree.top
    common = set.intersection(*(_above(name, parents) - {name} for name in causes))
    above_later = set().union(*(_above(name, parents) for name in later))
    order = [node.id for node in tree.bottom_up()]
    return next((name for name in order if name in common and name not in above_later), tree.top)
