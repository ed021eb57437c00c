"""Minimal cut sets of a solved tree: counted by order without listing any, listed as far as asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rca.analysis.circuit import FIRST_LEAF
from rca.analysis.diagram import ExhaustedError
from rca.analysis.families import EMPTY, UNIT
from rca.analysis.part import Part
from rca.analysis.solution import Solution

MOST_HELD = 1_000_000
"""So many sets are held at once while a list is put in order; beyond, a shorter list is given."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Minimal cut sets as far as asked for."""

    sets: tuple[tuple[str, ...], ...]
    """Sorted ids each, by order and then by name."""
    cut_short: bool
    """Whether there are more within the limit, which could not be put in order within the budget."""


def count_by_order(solution: Solution, among: Sequence[bool] | None = None) -> tuple[int, ...]:
    """How many minimal cut sets have 0, 1, 2 … events; index 0 is 1 just when the top is certain.

    `among` restricts to cut sets whose every event is chosen. The counts are the coefficients of a polynomial that is
    carried through the families as one whole number (Kronecker's substitution): one addition a node.
    """
    width = _Table(solution, among, 0).top.bit_length() + 1
    packed = _Table(solution, among, width).top
    found: list[int] = []
    while packed:
        found.append(packed & ((1 << width) - 1))
        packed >>= width
    return tuple(found)


def list_sets(solution: Solution, limit: int, among: Sequence[bool] | None = None, most: int | None = None) -> Listing:
    """The first `limit` minimal cut sets by order and then by name; `most` bounds the order.

    A set is held as a whole number whose highest bit is the first name, so that union is one operation and, within
    one order, the order by name is the order by size. No node keeps more than `limit` sets of an order.
    """
    counts = count_by_order(solution, among)
    if most is not None:
        counts = counts[: most + 1]
    asked = limit
    while limit > 0 and any(counts):
        try:
            return _listed(solution, counts, limit, among, cut_short=limit < min(asked, sum(counts)))
        except ExhaustedError:
            limit //= 4
    return Listing((), cut_short=asked > 0 and any(counts))


def carrying_leaves(solution: Solution, among: Sequence[bool] | None = None) -> frozenset[str]:
    """Leaves that stand in at least one minimal cut set, as far as `among` allows."""
    table = _Table(solution, among, 0)
    reached: set[int] = set(solution.part_of[-1:])
    for gate, part, nodes in reversed(list(zip(solution.part_of, solution.parts, table.inner, strict=True))):
        seen: set[int] = set()
        pending = [part.sets] if gate in reached else []
        while pending:
            node = pending.pop()
            if node in (EMPTY, UNIT) or node in seen or not nodes[node]:
                continue
            seen.add(node)
            pending.append(part.set_low[node])
            number = part.inputs[part.set_level[node]]
            if table.values[number] and nodes[part.set_high[node]]:
                reached.add(number)
                pending.append(part.set_high[node])
    return frozenset(name for place, name in enumerate(solution.leaves) if FIRST_LEAF + place in reached)


class _Table:
    """Number of sets below every node, as a polynomial by order packed into one whole number of `width` bits a term.

    With width 0 all orders fall together: then it is the plain number of sets.
    """

    def __init__(self, solution: Solution, among: Sequence[bool] | None, width: int) -> None:
        one = 1 << width
        self.values = {
            FIRST_LEAF + place: one if among is None or among[place] else 0 for place in range(len(solution.leaves))
        }
        self.inner: list[list[int]] = []
        self.top = int(solution.constant)
        for gate, part in zip(solution.part_of, solution.parts, strict=True):
            nodes = [0, 1]
            for level, high, low in zip(part.set_level[2:], part.set_high[2:], part.set_low[2:], strict=True):
                nodes.append(nodes[low] + nodes[high] * self.values[part.inputs[level]])
            self.inner.append(nodes)
            self.top = self.values[gate] = nodes[part.sets]


Sets = Mapping[int, Sequence[int]]
"""By order, the first sets of that order, as whole numbers in descending size."""


def _listed(
    solution: Solution, counts: Sequence[int], limit: int, among: Sequence[bool] | None, *, cut_short: bool
) -> Listing:
    highest, left = 0, limit
    for order, count in enumerate(counts):
        if left > 0 and count:
            highest, left = order, left - count
    names = sorted(solution.leaves)
    place = {name: len(names) - 1 - index for index, name in enumerate(names)}
    held: dict[int, Sets] = {
        FIRST_LEAF + index: {1: (1 << place[name],)} if among is None or among[index] else {}
        for index, name in enumerate(solution.leaves)
    }
    top: Sets = {0: (0,)} if solution.constant else {}
    budget = MOST_HELD
    for gate, part in zip(solution.part_of, solution.parts, strict=True):
        top, budget = _part_sets(part, held, highest, limit, budget)
        held[gate] = top
    masks = [mask for order in range(highest + 1) for mask in top.get(order, ())]
    return Listing(tuple(_named(mask, names) for mask in masks[:limit]), cut_short)


def _part_sets(part: Part, held: Mapping[int, Sets], highest: int, limit: int, budget: int) -> tuple[Sets, int]:
    """Sets of one part by order, and what is left of the budget of sets held at once."""
    nodes: list[Sets] = [{}, {0: (0,)}]
    for level, high, low in zip(part.set_level[2:], part.set_high[2:], part.set_low[2:], strict=True):
        merged: dict[int, list[int]] = {order: list(sets) for order, sets in nodes[low].items()}
        for order, own in held[part.inputs[level]].items():
            for above, rest in nodes[high].items():
                if order + above <= highest:
                    budget -= min(len(own) * len(rest), limit * limit)
                    if budget < 0:
                        raise ExhaustedError
                    merged.setdefault(order + above, []).extend(a | b for a in own for b in rest)
        for order, sets in merged.items():
            sets.sort(reverse=True)
            del sets[limit:]
            budget -= len(sets)
            del order
        if budget < 0:
            raise ExhaustedError
        nodes.append(merged)
    return nodes[part.sets], budget


def _named(mask: int, names: Sequence[str]) -> tuple[str, ...]:
    """The names of a set, in order."""
    last = len(names) - 1
    found = []
    while mask:
        highest = mask.bit_length() - 1
        found.append(names[last - highest])
        mask ^= 1 << highest
    return tuple(found)
