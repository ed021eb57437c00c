"""Minimal cut sets of a solved tree, listed by order and name as far as asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rca.analysis.circuit import FIRST_LEAF
from rca.analysis.cut_sets import NEVER, Orders, least_orders
from rca.analysis.diagram import ExhaustedError
from rca.analysis.families import UNIT
from rca.analysis.part import Part
from rca.analysis.solution import Solution

MOST_WORK = 1_500_000
"""So many sets are joined while a list is put in order; beyond, a shorter list is given. About half a second."""
COPIED_FOR_ONE_JOINED = 16
OCTETS_FOR_ONE_JOINED = 4096

Sets: TypeAlias = dict[int, Sequence[int]]
"""By order, the first sets of that order, as whole numbers in descending size."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Minimal cut sets as far as asked for."""

    sets: tuple[tuple[str, ...], ...]
    """Sorted ids each, by order and then by name."""
    cut_short: bool
    """Whether there are more within the limit, which could not be put in order within the budget."""


def list_sets(solution: Solution, counts: Sequence[int], limit: int, among: Sequence[bool] | None = None) -> Listing:
    """The first `limit` minimal cut sets by order and then by name; `among` chooses leaves.

    `counts` is what `count_by_order` says; cut after an order it bounds the order of the sets. A set is held as a whole
    number whose highest bit is the first name, so that union is one operation and, within one order, the order by name
    is the order by size. No node keeps more than `limit` sets of an order, and none of an order that leads to no set
    asked for.
    """
    asked = found = min(limit, sum(counts))
    while found > 0:
        try:
            return Listing(_Collector(solution, counts, found, among).collect(), cut_short=found < asked)
        except ExhaustedError:
            found //= 4
    return Listing((), cut_short=asked > 0)


class _Collector:
    """Sets of all parts, from the leaves to the top."""

    def __init__(self, solution: Solution, counts: Sequence[int], limit: int, among: Sequence[bool] | None) -> None:
        self.solution = solution
        self.limit = limit
        self.work = MOST_WORK
        self.orders = least_orders(solution, among)
        self.highest = _highest_order(counts, limit)
        self.room = _room(solution, self.orders, self.highest)
        self.names = _Names(solution.leaves)
        self.held: dict[int, Sets] = {}

    def collect(self) -> tuple[tuple[str, ...], ...]:
        """The first sets of the top."""
        top: Sets = {0: (0,)} if self.solution.constant else {}
        for index, gate in enumerate(self.solution.part_of):
            top = self.held[gate] = self._part(index) if self.room[index] else {}
        masks = [mask for order in range(self.highest + 1) for mask in top.get(order, ())]
        return tuple(self.names.of(mask) for mask in masks[: self.limit])

    def _part(self, index: int) -> Sets:
        """Sets of one part by order. What a node holds is dropped once everything above it has been done."""
        part, room = self.solution.parts[index], self.room[index]
        uses = [0] * len(part.set_level)
        for node in range(2, len(part.set_level)):
            uses[part.set_low[node]] += 1
            uses[part.set_high[node]] += 1
        uses[part.sets] += 1
        nodes: list[Sets] = [{}, {0: (0,)}]
        for node in range(2, len(part.set_level)):
            low, high = part.set_low[node], part.set_high[node]
            nodes.append(self._joined(part, node, nodes[low], nodes[high], int(room.get(node, -1))))
            for below in (low, high):
                uses[below] -= 1
                if not uses[below] and below > UNIT:
                    nodes[below] = {}
        for number in part.inputs:
            self.held.pop(number, None)
        return nodes[part.sets]

    def _joined(self, part: Part, node: int, low: Sets, high: Sets, room: int) -> Sets:
        """The sets of a node up to the order `room`: those of `low`, and each of `high` with each of its input."""
        added: dict[int, list[int]] = {}
        for order, own in self._input(part.inputs[part.set_level[node]]).items():
            for above, rest in high.items():
                if order + above <= room:
                    self._spend(len(own) * len(rest) + 1)
                    added.setdefault(order + above, []).extend(a | b for a in own for b in rest)
        merged = {order: sets for order, sets in low.items() if order <= room} if added else low
        for order, more in added.items():
            sets = merged.get(order, ())
            if len(sets) < self.limit or max(more) > sets[-1]:
                self._spend(len(sets) // COPIED_FOR_ONE_JOINED + 1)
                merged[order] = sorted((*sets, *more), reverse=True)[: self.limit]
        return merged

    def _input(self, number: int) -> Sets:
        if number - FIRST_LEAF >= len(self.solution.leaves):
            return self.held[number]
        return {1: (self.names.mask(number - FIRST_LEAF),)} if self.orders.inputs[number] == 1 else {}

    def _spend(self, joined: int) -> None:
        self.work -= joined * self.names.weight
        if self.work < 0:
            raise ExhaustedError


def _highest_order(counts: Sequence[int], limit: int) -> int:
    """The order that the last set asked for has."""
    highest, left = 0, limit
    for order, count in enumerate(counts):
        if left > 0 and count:
            highest, left = order, left - count
    return highest


def _room(solution: Solution, orders: Orders, highest: int) -> list[dict[int, float]]:
    """For every part the nodes that lead to a set asked for, and the highest order of use below each."""
    above: dict[int, float] = dict.fromkeys(solution.part_of[-1:], highest)
    found: list[dict[int, float]] = [{} for _ in solution.parts]
    for index in reversed(range(len(solution.parts))):
        part, least = solution.parts[index], orders.nodes[index]
        room = found[index]
        if above.get(solution.part_of[index], -1) >= least[part.sets]:
            room[part.sets] = above[solution.part_of[index]]
        for node in range(len(part.set_level) - 1, 1, -1):
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


class _Names:
    """Names as bits of a whole number, the first name highest, and such numbers turned back into sorted names."""

    def __init__(self, leaves: Sequence[str]) -> None:
        ordered = sorted(range(len(leaves)), key=lambda place: leaves[place], reverse=True)
        self.names = tuple(leaves[place] for place in ordered)
        self.bit = {place: bit for bit, place in enumerate(ordered)}
        self.octets = (len(leaves) + 7) // 8
        self.weight = 1 + self.octets // OCTETS_FOR_ONE_JOINED
        self.seen: dict[tuple[int, int], tuple[str, ...]] = {}

    def mask(self, place: int) -> int:
        """The set that holds the leaf at that place alone."""
        return 1 << self.bit[place]

    def of(self, mask: int) -> tuple[str, ...]:
        """The names of a set, in order; eight at a time where it is large, remembering each eight."""
        found: list[str] = []
        if 4 * mask.bit_count() < self.octets:
            while mask:
                highest = mask.bit_length() - 1
                found.append(self.names[highest])
                mask ^= 1 << highest
            return tuple(found)
        place = 8 * self.octets
        for octet in mask.to_bytes(self.octets, "big"):
            place -= 8
            if octet:
                part = self.seen.get((place, octet))
                if part is None:
                    part = tuple(self.names[place + bit] for bit in range(7, -1, -1) if octet >> bit & 1)
                    self.seen[place, octet] = part
                found += part
        return tuple(found)
