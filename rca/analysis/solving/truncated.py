"""Minimal cut sets up to an order, for a tree that is too large to be solved whole."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from rca.analysis.solving.circuit import FIRST_LEAF, Circuit
from rca.analysis.solving.deadline import NEVER, Deadline, LimitError
from rca.analysis.solving.diagram import ExhaustedError
from rca.analysis.solving.families import EMPTY, UNIT, Families
from rca.analysis.solving.part import Part
from rca.analysis.solving.solution import Reached, Solution

MOST_SETS = 4_000
"""So many sets a gate may have before the order is held to be too high, for the tree of a review."""
MOST_STEPS = 300_000
"""Of one order: sets joined and compared."""
HIGHEST_ORDER = 12


def truncated(
    circuit: Circuit,
    reached: Reached = "nodes",
    deadline: Deadline = NEVER,
    most: tuple[int, int] = (MOST_SETS, MOST_STEPS),
) -> Solution:
    """The minimal cut sets up to the highest order that could be listed in full; `proved_order` says which.

    A tree in which an event's absence matters has none proved, since a cut may then be wrong. `reached` is the budget that
    kept the tree from being solved whole, `most` how many sets a gate may have and how many steps an order may take.
    """
    from rca.analysis.solving.carried import Carrier, Most  # loaded for such trees alone
    from rca.analysis.solving.context import in_context

    kept: list[int] = []
    proved = 0
    with suppress(ExhaustedError, LimitError):
        carrier = Carrier(in_context(circuit, deadline=deadline), Most(*most), deadline)
        for order in range(1, HIGHEST_ORDER + 1):
            kept, proved = carrier.sets(order), order
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
