"""The first minimal cut sets of a solved tree, put in order from the leaves to the top."""

from __future__ import annotations

from bisect import bisect, insort
from collections.abc import Mapping, Sequence
from itertools import islice

from rca.analysis.solving.circuit import FIRST_LEAF
from rca.analysis.solving.cut_sets import NEVER, Orders, least_orders
from rca.analysis.solving.deadline import Deadline
from rca.analysis.solving.diagram import ExhaustedError
from rca.analysis.solving.families import UNIT
from rca.analysis.solving.part import Part
from rca.analysis.solving.ranks import Ranks, SetsInOrder
from rca.analysis.solving.solution import Solution

MOST_WORK = 6_000_000
"""So many sets are joined or copied while a list is put in order; beyond, a shorter list is given. About half a second."""
FEW = 8
"""Sets are put in one by one where there are so many times fewer of them than of those in order already."""

TOGETHER = 16
"""So many times the sets asked for are put in order at once."""


class FirstSets:
    """The first sets of all parts, from the leaves to the top."""

    def __init__(
        self,
        solution: Solution,
        counts: Sequence[int],
        limit: int,
        among: Sequence[bool] | None,
        deadline: Deadline,
    ) -> None:
        """As for `list_sets`, which says what is given."""
        self.deadline = deadline
        self.solution = solution
        self.limit = limit
        self.work = MOST_WORK
        self.orders = least_orders(solution, among, deadline)
        self.room = _room(solution, self.orders, _highest_order(counts, limit), deadline)
        self.ranks = Ranks(solution.leaves)
        self.held: dict[int, Sequence[int]] = {}

    def listed(self) -> SetsInOrder:
        """Those of the top.

        Raises:
            ExhaustedError: too many sets were joined.
            LimitError: the deadline has passed.
        """
        top: Sequence[int] = (0,) if self.solution.constant else ()
        for index, gate in enumerate(self.solution.part_of):
            top = self.held[gate] = self._part(index) if self.room[index] else ()
        return SetsInOrder(self.ranks, top)

    def _part(self, index: int) -> Sequence[int]:
        """First sets of one part. What a node holds is dropped once everything above it has been done."""
        part, room = self.solution.parts[index], self.room[index]
        if part.gate == "any":
            return self._any_of(part.inputs, room[part.sets])
        if part.gate == "all":
            return self._all_of(part.inputs, room[part.sets])
        uses = [0] * len(part.set_level)
        for high, low in zip(part.set_high, part.set_low, strict=True):
            uses[high] += 1
            uses[low] += 1
        uses[part.sets] += 1
        inputs = [self._input(number) for number in part.inputs]
        nodes: list[Sequence[int]] = [(), (0,)]
        walk = zip(part.set_level, part.set_high, part.set_low, strict=True)
        for node, (level, high, low) in enumerate(islice(walk, 2, None), 2):
            own = room.get(node)
            nodes.append(() if own is None else self._joined(inputs[level], nodes[low], nodes[high], own))
            for below in (low, high):
                uses[below] -= 1
                if not uses[below] and below > UNIT:
                    nodes[below] = ()
        return nodes[part.sets]

    def _any_of(self, inputs: Sequence[int], room: float) -> Sequence[int]:
        """First sets of a part that is an OR of its inputs: theirs, put in order together."""
        found: list[int] = []
        in_order = 0
        for number in inputs:
            own = self._input(number)
            if own and in_order == self.limit and own[0] > found[in_order - 1]:
                continue
            found += own
            if len(found) - in_order > TOGETHER * self.limit:
                self._pay(len(found) - in_order)
                found = self._first(found, room)
                in_order = len(found)
        self._pay(len(found) - in_order)
        return self._first(found, room)

    def _all_of(self, inputs: Sequence[int], room: float) -> Sequence[int]:
        """First sets of a part that is an AND of its inputs; each step leaves room for what the other inputs need at least."""
        least = self.orders.inputs
        room -= sum(least[number] for number in inputs)
        found: Sequence[int] = (0,)
        for number in inputs:
            room += least[number]
            found = self._joined(self._input(number), (), found, room)
        return found

    def _joined(self, own: Sequence[int], low: Sequence[int], high: Sequence[int], room: float) -> Sequence[int]:
        """First sets of a node up to the order `room`: those of `low`, and each of `high` with each of its input.

        Of the i-th of one list and the j-th of the other the sum is not among the first i·j, so that few pairs count.
        """
        added: list[int] = []
        highest = int(room) << self.ranks.width
        few, many = (own, high) if len(own) <= len(high) else (high, own)
        for place, rank in enumerate(few, 1):
            added += [rank + rest for rest in many[: min(self.limit // place, bisect(many, highest - rank))]]
        if not added or (len(low) == self.limit and min(added) > low[-1]):
            return low
        self._pay(len(added), len(low))
        if FEW * len(added) >= len(low):
            return self._first([*low, *added], room)
        merged = [*low]
        for rank in added:
            insort(merged, rank)
        return self._first(merged, room)

    def _pay(self, joined: int, copied: int = 0) -> None:
        """So many sets are joined, and as many copied.

        Raises:
            ExhaustedError: too many so far.
            LimitError: the deadline has passed.
        """
        self.deadline.look()
        self.work -= joined * self.ranks.weight + copied // 64 + 1
        if self.work < 0:
            raise ExhaustedError

    def _first(self, ranks: list[int], room: float) -> list[int]:
        """As many as are asked for, in order, up to the order `room`."""
        ranks.sort()
        del ranks[self.limit :]
        highest = int(room) << self.ranks.width
        while ranks and ranks[-1] > highest:
            ranks.pop()
        return ranks

    def _input(self, number: int) -> Sequence[int]:
        """First sets of a leaf or of a module, which is the input of one part only."""
        if number - FIRST_LEAF >= len(self.solution.leaves):
            return self.held.pop(number)
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
    found: list[dict[int, float]] = []
    least_of = orders.inputs
    for gate, part, least in zip(solution.part_of[::-1], solution.parts[::-1], orders.nodes[::-1], strict=True):
        most, needed = above.get(gate, -1), least_of[gate]
        room = {part.sets: most} if most >= needed else {}
        found.append(room)
        if room and part.gate == "any":
            above.update((number, most) for number in part.inputs if least_of[number] <= most)
        elif room and part.gate == "all":
            above.update((number, most - needed + least_of[number]) for number in part.inputs)
        elif room:
            _room_of_nodes(part, room, least, least_of, above, deadline)
    return found[::-1]


def _room_of_nodes(
    part: Part,
    room: dict[int, float],
    least: Sequence[float],
    least_of: Mapping[int, float],
    above: dict[int, float],
    deadline: Deadline,
) -> None:
    """The same below the part's own node, which is in `room`; `above` takes up what is left for its inputs."""
    for piece in deadline.pieces(2, len(part.set_level)):
        for node in range(len(part.set_level) + 1 - piece.start, len(part.set_level) + 1 - piece.stop, -1):
            own = room.get(node)
            if own is None:
                continue
            low, high, number = part.set_low[node], part.set_high[node], part.inputs[part.set_level[node]]
            if least[low] <= own:
                room[low] = max(room.get(low, -1), own)
            if least[high] + least_of[number] <= own < NEVER:
                room[high] = max(room.get(high, -1), own - least_of[number])
                above[number] = max(above.get(number, -1), own - least[high])
