"""Minimal cut sets of a solved tree, counted by order without listing any."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from rca.analysis.solving.circuit import FIRST_LEAF
from rca.analysis.solving.deadline import NEVER as NO_LIMIT
from rca.analysis.solving.deadline import Deadline
from rca.analysis.solving.families import EMPTY, UNIT
from rca.analysis.solving.part import Part
from rca.analysis.solving.solution import Solution

NEVER = math.inf
"""Order of what no cut set holds."""


MANY = 20_000
"""Nodes of a part beyond which what a node holds is dropped when nothing needs it any more: numbers may be long."""


def count_by_order(
    solution: Solution, among: Sequence[bool] | None = None, deadline: Deadline = NO_LIMIT, most: int | None = None
) -> tuple[int, ...]:
    """How many minimal cut sets have 0, 1, 2 … events; index 0 is 1 just when the top is certain.

    `among` restricts to cut sets whose every event is chosen. The counts are the coefficients of a polynomial that is
    carried through the families as one whole number (Kronecker's substitution): one addition a node. Orders above
    `most` are left out.

    Raises:
        LimitError: the deadline has passed.
    """
    _, total = _counted(solution, among, 0, deadline, None)
    octets = total.bit_length() // 8 + 1
    least, packed = _counted(solution, among, 8 * octets, deadline, most)
    if not packed:
        return ()
    digits = packed.to_bytes((packed.bit_length() + 7) // 8, "little")
    counts = (int.from_bytes(digits[at : at + octets], "little") for at in range(0, len(digits), octets))
    return (*[0] * least, *counts)


def _counted(
    solution: Solution, among: Sequence[bool] | None, width: int, deadline: Deadline, most: int | None
) -> tuple[int, int]:
    """Polynomial of the number of sets by order: its least order, and from there on `width` bits a term.

    With width 0 the number is that of all sets. A module is the input of one part only, so that its polynomial is
    dropped once it has been used.
    """
    values: dict[int, tuple[int, int]] = {}
    top = (0, int(solution.constant))
    for gate, part in zip(solution.part_of, solution.parts, strict=True):
        inputs = [
            values.pop(number, (0, 0))
            if number - FIRST_LEAF >= len(solution.leaves)
            else (1, int(among is None or among[number - FIRST_LEAF]))
            for number in part.inputs
        ]
        if part.gate is not None and most is None:
            deadline.look()
            top = values[gate] = _sum(inputs, width) if part.gate == "any" else _product(inputs)
            continue
        nodes = [(0, 0), (0, 1)]
        ends = _last_uses(part)
        for piece in deadline.pieces(2, len(part.set_level)):
            for level, high, low in zip(part.set_level[piece], part.set_high[piece], part.set_low[piece], strict=True):
                own_order, own = inputs[level]
                high_order, rest = nodes[high]
                order, terms = nodes[low]
                joined_order, joined = own_order + high_order, own * rest
                if not terms:
                    found = (joined_order, joined)
                elif not joined:
                    found = (order, terms)
                else:
                    least = min(order, joined_order)
                    summed = (terms << width * (order - least)) + (joined << width * (joined_order - least))
                    found = (least, summed)
                nodes.append(found if most is None else _cut(found, width, most))
                if ends:
                    node = len(nodes) - 1
                    for below in (high, low):
                        if ends[below] == node:
                            nodes[below] = NOTHING
        top = values[gate] = nodes[part.sets]
    return top


NOTHING = (0, 0)


def _sum(inputs: Sequence[tuple[int, int]], width: int) -> tuple[int, int]:
    least = min((order for order, terms in inputs if terms), default=0)
    return least, sum([terms << width * (order - least) for order, terms in inputs if terms])


def _product(inputs: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return sum([order for order, _ in inputs]), math.prod([terms for _, terms in inputs])


def _last_uses(part: Part) -> list[int] | None:
    """By node the last one that is made of it, itself where there is none; None for parts that are not large."""
    if len(part.set_level) < MANY:
        return None
    ends = list(range(len(part.set_level)))
    for node, (high, low) in enumerate(zip(part.set_high[2:], part.set_low[2:], strict=True), 2):
        ends[high] = ends[low] = node
    ends[0] = ends[1] = -1
    return ends


def _cut(terms: tuple[int, int], width: int, most: int) -> tuple[int, int]:
    """A polynomial without its orders above `most`."""
    least, packed = terms
    return (least, packed & (1 << width * (most - least + 1)) - 1) if least <= most else NOTHING


class Orders(NamedTuple):
    """Least order of the sets below every node and input; `NEVER` where there are none."""

    inputs: dict[int, float]
    """By number, those of modules too."""
    nodes: tuple[tuple[float, ...], ...]
    """Of every part that is no single gate."""


def least_orders(solution: Solution, among: Sequence[bool] | None = None, deadline: Deadline = NO_LIMIT) -> Orders:
    """The least order of what each node and input stands for, as far as `among` allows. One pass.

    Raises:
        LimitError: the deadline has passed.
    """
    values: dict[int, float] = {
        FIRST_LEAF + place: 1 if among is None or among[place] else NEVER for place in range(len(solution.leaves))
    }
    inner: list[tuple[float, ...]] = []
    for gate, part in zip(solution.part_of, solution.parts, strict=True):
        if part.gate is not None:
            own = [values[number] for number in part.inputs]
            values[gate] = min(own) if part.gate == "any" else sum(own)
            inner.append(())
            continue
        nodes: list[float] = [NEVER, 0]
        for piece in deadline.pieces(2, len(part.set_level)):
            for level, high, low in zip(part.set_level[piece], part.set_high[piece], part.set_low[piece], strict=True):
                nodes.append(min(nodes[low], nodes[high] + values[part.inputs[level]]))
        inner.append(tuple(nodes))
        values[gate] = nodes[part.sets]
    return Orders(values, tuple(inner))


def carrying_leaves(solution: Solution, among: Sequence[bool] | None = None) -> frozenset[str]:
    """Leaves that stand in at least one minimal cut set, as far as `among` allows."""
    orders = least_orders(solution, among)
    reached: set[int] = set(solution.part_of[-1:])
    for gate, part, nodes in reversed(list(zip(solution.part_of, solution.parts, orders.nodes, strict=True))):
        if part.gate is not None:
            if gate in reached and orders.inputs[gate] < NEVER:
                reached.update(number for number in part.inputs if orders.inputs[number] < NEVER)
            continue
        seen: set[int] = set()
        pending = [part.sets] if gate in reached else []
        while pending:
            node = pending.pop()
            if node in (EMPTY, UNIT) or node in seen or nodes[node] == NEVER:
                continue
            seen.add(node)
            pending.append(part.set_low[node])
            number = part.inputs[part.set_level[node]]
            if nodes[part.set_high[node]] + orders.inputs[number] < NEVER:
                reached.add(number)
                pending.append(part.set_high[node])
    return frozenset(name for place, name in enumerate(solution.leaves) if FIRST_LEAF + place in reached)
