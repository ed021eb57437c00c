"""Minimal cut sets of a solved tree, listed by order and name as far as asked for."""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from typing import NamedTuple

from rca.analysis.solving.circuit import FIRST_LEAF
from rca.analysis.solving.cut_sets import NEVER, Orders, least_orders
from rca.analysis.solving.deadline import NEVER as NO_LIMIT
from rca.analysis.solving.deadline import Deadline, LimitError
from rca.analysis.solving.diagram import ExhaustedError
from rca.analysis.solving.families import UNIT
from rca.analysis.solving.solution import Solution

MOST_WORK = 6_000_000
"""So many sets are joined or copied while a list is put in order; beyond, a shorter list is given. About half a second."""
FEW = 8
"""Sets are put in one by one where there are so many times fewer of them than of those in order already."""
LEAVES_FOR_ONE = 4096
"""Joining sets over so many leaves counts twice."""


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
    whole number (see `_Ranks`) such that the union of disjoint sets is their sum and the order asked for is that of the
    numbers. No node keeps more than `limit` sets, and none of an order that leads to no set asked for. The list is shorter
    where work, time or memory do not do for it; each try may take half of the time that is left.
    """
    if among is None and sum(counts[:1]) == 0 and 0 < limit <= sum(counts[1:2]):
        return Listing(tuple((name,) for name in single_points(solution)[:limit]), cut_short=False)
    asked = found = min(limit, sum(counts))
    while found > 0:
        try:
            collector = _Collector(solution, counts, found, among, deadline.share(0.5))
            return Listing(collector.collect(), cut_short=found < asked)
        except (ExhaustedError, LimitError):
            found //= 10
    return Listing((), cut_short=asked > 0)


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


class _Collector:
    """Sets of all parts, from the leaves to the top."""

    def __init__(
        self,
        solution: Solution,
        counts: Sequence[int],
        limit: int,
        among: Sequence[bool] | None,
        deadline: Deadline,
    ) -> None:
        self.deadline = deadline
        self.solution = solution
        self.limit = limit
        self.work = MOST_WORK
        self.orders = least_orders(solution, among, deadline)
        self.room = _room(solution, self.orders, _highest_order(counts, limit), deadline)
        self.ranks = _Ranks(solution.leaves)
        self.held: dict[int, Sequence[int]] = {}

    def collect(self) -> tuple[tuple[str, ...], ...]:
        """The first sets of the top."""
        top: Sequence[int] = (0,) if self.solution.constant else ()
        for index, gate in enumerate(self.solution.part_of):
            top = self.held[gate] = self._part(index) if self.room[index] else ()
        return tuple(self.ranks.names_of(rank) for rank in top)

    def _part(self, index: int) -> Sequence[int]:
        """First sets of one part. What a node holds is dropped once everything above it has been done."""
        part, room = self.solution.parts[index], self.room[index]
        uses = [0] * len(part.set_level)
        for node in range(2, len(part.set_level)):
            uses[part.set_low[node]] += 1
            uses[part.set_high[node]] += 1
        uses[part.sets] += 1
        nodes: list[Sequence[int]] = [(), (0,)]
        for node in range(2, len(part.set_level)):
            low, high = part.set_low[node], part.set_high[node]
            own = self._input(part.inputs[part.set_level[node]])
            nodes.append(self._joined(own, nodes[low], nodes[high], int(room[node])) if node in room else ())
            for below in (low, high):
                uses[below] -= 1
                if not uses[below] and below > UNIT:
                    nodes[below] = ()
        for number in part.inputs:
            self.held.pop(number, None)
        return nodes[part.sets]

    def _joined(self, own: Sequence[int], low: Sequence[int], high: Sequence[int], room: int) -> Sequence[int]:
        """First sets of a node up to the order `room`: those of `low`, and each of `high` with each of its input.

        Of the i-th of one list and the j-th of the other the sum is not among the first i·j, so that few pairs count.
        """
        added: list[int] = []
        for place, rank in enumerate(own):
            added.extend([rank + rest for rest in high[: self.limit // (place + 1)]])
        if not added or (len(low) == self.limit and min(added) > low[-1]):
            return low
        self.deadline.look()
        self.work -= len(added) * self.ranks.weight + len(low) // 64 + 1
        if self.work < 0:
            raise ExhaustedError
        highest = room << self.ranks.width
        merged = [*low]
        if FEW * len(added) < len(low):
            for rank in added:
                insort(merged, rank)
        else:
            merged.extend(added)
            merged.sort()
        del merged[self.limit :]
        while merged and merged[-1] > highest:
            merged.pop()
        return merged

    def _input(self, number: int) -> Sequence[int]:
        if number - FIRST_LEAF >= len(self.solution.leaves):
            return self.held[number]
        return (self.ranks.of(number - FIRST_LEAF),) if self.orders.inputs[number] == 1 else ()


def _highest_order(counts: Sequence[int], limit: int) -> int:
    """The order that the last set asked for has."""
    highest, left = 0, limit
    for order, count in enumerate(counts):
        if left > 0 and count:
            highest, left = order, left - count
    return highest


def _room(solution: Solution, orders: Orders, highest: int, deadline: Deadline) -> list[dict[int, float]]:
    """For every part the nodes that lead to a set asked for, and the highest order of use below each."""
    above: dict[int, float] = dict.fromkeys(solution.part_of[-1:], highest)
    found: list[dict[int, float]] = [{} for _ in solution.parts]
    for index in reversed(range(len(solution.parts))):
        part, least = solution.parts[index], orders.nodes[index]
        room = found[index]
        if above.get(solution.part_of[index], -1) >= least[part.sets]:
            room[part.sets] = above[solution.part_of[index]]
        for piece in deadline.pieces(2, len(part.set_level)):
            for node in range(len(part.set_level) + 1 - piece.start, len(part.set_level) + 1 - piece.stop, -1):
                own = room.get(node)
                if own is None:
                    continue
                low, high, number = part.set_low[node], part.set_high[node], part.inputs[part.set_level[node]]
                if least[low] <= own:
                    room[low] = max(room.get(low, -1), own)
                if least[high] + orders.inputs[number] <= own < NEVER:
                    room[high] = max(room.get(high, -1), own - orders.inputs[number])
                    above[number] = max(above.get(number, -1), own - least[high])
    return found


class _Ranks:
    """Sets of leaves as whole numbers in the order in which they are listed.

    A set of k leaves is k·2^n − m, where m has a bit for each leaf, the first name being the highest of n bits: fewer
    leaves come first, then the earlier name, and the number of a union of disjoint sets is the sum of theirs.
    """

    def __init__(self, leaves: Sequence[str]) -> None:
        ordered = sorted(range(len(leaves)), key=lambda place: leaves[place], reverse=True)
        self.names = tuple(leaves[place] for place in ordered)
        self.bit = {place: bit for bit, place in enumerate(ordered)}
        self.width = len(leaves)
        self.weight = 1 + len(leaves) // LEAVES_FOR_ONE

    def of(self, place: int) -> int:
        """The set that holds the leaf at that place alone."""
        return (1 << self.width) - (1 << self.bit[place])

    def names_of(self, rank: int) -> tuple[str, ...]:
        """The names of a set, in order."""
        mask = -rank & ((1 << self.width) - 1)
        found: list[str] = []
        while mask:
            highest = mask.bit_length() - 1
            found.append(self.names[highest])
            mask ^= 1 << highest
        return tuple(found)
