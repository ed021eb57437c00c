"""Minimal cut sets of a solved tree, listed by order and name as far as asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rca.analysis.solving.circuit import FIRST_LEAF
from rca.analysis.solving.deadline import NEVER as NO_LIMIT
from rca.analysis.solving.deadline import Deadline, LimitError
from rca.analysis.solving.diagram import ExhaustedError
from rca.analysis.solving.families import UNIT
from rca.analysis.solving.first_sets import FirstSets
from rca.analysis.solving.ranks import Ranks, SetsInOrder
from rca.analysis.solving.solution import Solution


class Listing(NamedTuple):
    """Minimal cut sets as far as asked for."""

    sets: tuple[tuple[str, ...], ...]
    """Sorted ids each, by order and then by name."""
    cut_short: bool
    """Whether there are more within the limit, which could not be put in order within the budget."""


def list_sets(
    solution: Solution,
    counts: Sequence[int],
    limit: int,
    among: Sequence[bool] | None = None,
    deadline: Deadline = NO_LIMIT,
) -> Listing:
    """The first `limit` minimal cut sets by order and then by name; `among` chooses leaves.

    `counts` is what `count_by_order` says; cut after an order it bounds the order of the sets. A set is held as one
    whole number (see `Ranks`) such that the union of disjoint sets is their sum and the order asked for is that of the
    numbers. No node keeps more than `limit` sets, and none of an order that leads to no set asked for. The list is shorter
    where work, time or memory do not do for it; each try may take half of the time that is left.
    """
    if among is None and sum(counts[:1]) == 0 and 0 < limit <= sum(counts[1:2]):
        return Listing(tuple((name,) for name in single_points(solution)[:limit]), cut_short=False)
    found = sets_in_order(solution, counts, limit, among, deadline)
    return Listing(tuple(found.names()), cut_short=len(found) < min(limit, sum(counts)))


def sets_in_order(
    solution: Solution,
    counts: Sequence[int],
    limit: int,
    among: Sequence[bool] | None = None,
    deadline: Deadline = NO_LIMIT,
) -> SetsInOrder:
    """The same without their names, which are many where only the first are shown; fewer than asked for where cut short."""
    found = min(limit, sum(counts))
    while found > 0:
        try:
            return FirstSets(solution, counts, found, among, deadline.share(0.5)).listed()
        except (ExhaustedError, LimitError):
            found //= 10
    return SetsInOrder(Ranks(solution.leaves), ())


def single_points(solution: Solution) -> tuple[str, ...]:
    """Events that are a minimal cut set by themselves, sorted. One step a node at most, however many there are."""
    found: dict[int, list[str]] = {}
    own: list[str] = []
    for gate, part in zip(solution.part_of, solution.parts, strict=True):
        own = []
        node = part.sets
        while node > UNIT:
            if part.set_high[node] == UNIT:
                number = part.inputs[part.set_level[node]]
                place = number - FIRST_LEAF
                own.extend([solution.leaves[place]] if place < len(solution.leaves) else found[number])
            node = part.set_low[node]
        found[gate] = own
    return tuple(sorted(own))
