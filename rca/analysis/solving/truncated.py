"""Minimal cut sets up to an order, for a tree that is too large to be solved whole."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from rca.analysis.solving.circuit import FIRST_LEAF, TRUE, Circuit, Op
from rca.analysis.solving.deadline import NEVER, Deadline, OutOfTimeError
from rca.analysis.solving.diagram import ExhaustedError
from rca.analysis.solving.families import EMPTY, UNIT, Families
from rca.analysis.solving.part import Part
from rca.analysis.solving.solution import Reached, Solution

MOST_SETS = 4_000
"""So many sets a gate may have before the order is held to be too high, for the tree of a review."""
MOST_STEPS = 300_000
"""Of one order: sets joined and compared."""
CANDIDATES = 20
"""So many times more sets may be held before those that contain another are left out."""
HIGHEST_ORDER = 12


def truncated(
    circuit: Circuit,
    reached: Reached = "nodes",
    deadline: Deadline = NEVER,
    most: tuple[int, int] = (MOST_SETS, MOST_STEPS),
) -> Solution:
    """The minimal cut sets up to the highest order that could be listed in full; `proved_order` says which.

    Sets are carried upward gate by gate and cut by their order (MOCUS, Fussell and Vesely 1972; the cut drops no set
    of lower order). A tree with negations has none proved, since a cut may then be wrong. `reached` is the budget that
    kept the tree from being solved whole, `most` how many sets a gate may have and how many steps an order may take.
    """
    kept: list[int] = []
    proved = 0
    for order in range(1, HIGHEST_ORDER + 1):
        try:
            found = _sets(circuit, order, deadline, most)
        except (ExhaustedError, OutOfTimeError):
            break
        kept, proved = found, order
    families = Families(max(1, sum(mask.bit_count() for mask in kept)) + 2)
    sets = _family(families, sorted(_places(mask) for mask in kept))
    inputs = tuple(range(FIRST_LEAF, circuit.first_gate))
    part = Part.of_family(inputs, families, sets)
    return Solution(
        circuit.leaves,
        (part,),
        (circuit.first_gate,),
        constant=False,
        order="as written",
        proved_order=proved,
        reached=reached,
    )


class _Room:
    """What one order may take."""

    def __init__(self, sets: int, steps: int) -> None:
        """`sets` of a gate, `steps` in all."""
        self.sets = sets
        self.steps = steps

    def take(self, steps: int) -> None:
        """So many steps are done.

        Raises:
            ExhaustedError: there are none left.
        """
        self.steps -= steps
        if self.steps < 0:
            raise ExhaustedError


def _sets(circuit: Circuit, order: int, deadline: Deadline, most: tuple[int, int]) -> list[int]:
    """Minimal sets of at most `order` leaves that make the top true, one bit a leaf.

    Raises:
        ExhaustedError: too many sets or steps, or a negated event.
        OutOfTimeError: the deadline has passed.
    """
    room = _Room(*most)
    found: dict[tuple[int, bool], list[int]] = {}

    def at(literal: int) -> list[int]:
        number = abs(literal)
        if number == TRUE:
            return [0] if literal > 0 else []
        if circuit.is_leaf(number):
            if literal < 0:
                raise ExhaustedError
            return [1 << number - FIRST_LEAF]
        return found[number, literal > 0]

    for number, positive in _needed(circuit):
        deadline.look()
        gate = circuit.gate(number)
        turn = 1 if positive else -1
        inputs = [at(turn * literal) for literal in gate.inputs]
        if gate.op is Op.ONE:
            raise ExhaustedError
        count = len(inputs)
        needed = count if gate.op is Op.AND else gate.threshold
        found[number, positive] = _at_least(inputs, needed if positive else count - needed + 1, order, room)
    return at(circuit.top)


def _needed(circuit: Circuit) -> list[tuple[int, bool]]:
    """Gates with the sign they are asked for in, causes before effects."""
    seen: set[tuple[int, bool]] = set()
    pending = [] if circuit.is_leaf(abs(circuit.top)) else [(abs(circuit.top), circuit.top > 0)]
    while pending:
        pair = pending.pop()
        if pair in seen:
            continue
        seen.add(pair)
        number, positive = pair
        pending.extend(
            (abs(literal), (literal > 0) == positive)
            for literal in circuit.gate(number).inputs
            if not circuit.is_leaf(abs(literal))
        )
    return sorted(seen)


def _at_least(inputs: Sequence[list[int]], needed: int, order: int, room: _Room) -> list[int]:
    """Minimal sets for at least `needed` of the inputs (all: AND, one: OR)."""
    reach: list[list[int]] = [[0]] + [[] for _ in range(needed)]
    for place, own in enumerate(inputs):
        still = len(inputs) - place - 1
        for count in range(min(needed, place + 1), max(0, needed - still - 1), -1):
            room.take(len(own) * len(reach[count - 1]) + 1)
            joined = (a | b for a in own for b in reach[count - 1])
            reach[count] = _minimal(itertools.chain(reach[count], joined), order, room)
    return reach[needed]


def _minimal(masks: Iterable[int], order: int, room: _Room) -> list[int]:
    """The sets of at most `order` leaves of which none contains another."""
    by_order: list[set[int]] = [set() for _ in range(order + 1)]
    for mask in masks:
        count = mask.bit_count()
        if count <= order:
            by_order[count].add(mask)
            if len(by_order[count]) > CANDIDATES * room.sets:
                raise ExhaustedError
    kept: set[int] = set()
    for count, own in enumerate(by_order):
        room.take(len(own) * min(len(kept) // 8 + 1, 1 << count))
        if len(kept) + len(own) > room.sets:
            raise ExhaustedError
        if len(kept) > 1 << count:
            kept |= {mask for mask in own if kept.isdisjoint(_parts(mask))}
        elif kept:
            kept |= {mask for mask in own if not any(mask & part == part for part in kept)}
        else:
            kept |= own
    return sorted(kept)


def _parts(mask: int) -> list[int]:
    """Every set that this one contains, itself among them."""
    found = [0]
    while mask:
        lowest = mask & -mask
        mask ^= lowest
        found += [part | lowest for part in found]
    return found


def _places(mask: int) -> tuple[int, ...]:
    found = []
    while mask:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return tuple(found)


def _family(families: Families, sets: Sequence[tuple[int, ...]]) -> int:
    """The family of sorted sets, none of which is the beginning of another. Depth is that of the longest set."""
    if sets and not sets[0]:
        return UNIT
    family, end = EMPTY, len(sets)
    while end:
        first = sets[end - 1][0]
        start = end
        while start and sets[start - 1][0] == first:
            start -= 1
        family = families.node(first, _family(families, [own[1:] for own in sets[start:end]]), family)
        end = start
    return family
