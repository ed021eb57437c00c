"""Where the knot of a bow-tie is, and which barriers stand before and behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rca.graph.tree import FaultTree
from rca.records.barrier import Barrier

_AFTER = frozenset({"relief", "separation", "response"})
"""Layers that act once control is lost, after the order of layers in IEC 61511-1, figure 9."""


class Sides(NamedTuple):
    """The knot, and the barriers left and right of it in the order written."""

    knot: str
    """The loss of control; the top event where nothing tells the two apart."""
    before: tuple[Barrier, ...]
    after: tuple[Barrier, ...]


def side_of(barrier: Barrier) -> str:
    """Prevention or mitigation: as stated, else by the layer."""
    return barrier.side or ("mitigation" if barrier.layer in _AFTER else "prevention")


def sides(barriers: Sequence[Barrier], tree: FaultTree) -> Sides:
    """The barriers on the two sides of the knot.

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
    return Sides(knot, tuple(left), tuple(right))


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
