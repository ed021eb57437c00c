"""The min-cut upper bound, without listing the cut sets."""

from __future__ import annotations

import math
from collections.abc import Mapping

from rca.analysis.solving.circuit import FIRST_LEAF
from rca.analysis.solving.cut_off import sets_above
from rca.analysis.solving.deadline import NEVER, Deadline
from rca.analysis.solving.solution import Solution

LARGE = 0.3
"""Cut sets of at least this probability are taken one by one; for all others the series below has some thirty terms."""
CLOSE = 1e-9
"""Of the sum, what the rest of the series may add."""
CLOSE_ENOUGH = 1e-6
MOST_STEPS = 1_500_000
"""Nodes that are visited before the series is given up: half a second."""
CERTAIN = 40.0
"""exp(−40) is nothing beside 1."""


def rare_event(solution: Solution, known: Mapping[str, float], power: int = 1, deadline: Deadline = NEVER) -> float:
    """Sum over all minimal cut sets of the product of their events' probabilities, each to `power`.

    One step a node of the families; none is listed. At power 1: the rare-event approximation, which may exceed 1.

    Raises:
        LimitError: the deadline has passed.
    """
    values = {FIRST_LEAF + place: known[name] ** power for place, name in enumerate(solution.leaves)}
    top = float(solution.constant)
    for gate, part in zip(solution.part_of, solution.parts, strict=True):
        nodes = [0.0, 1.0]
        for piece in deadline.pieces(2, len(part.set_level)):
            for level, high, low in zip(part.set_level[piece], part.set_high[piece], part.set_low[piece], strict=True):
                nodes.append(values[part.inputs[level]] * nodes[high] + nodes[low])
        top = values[gate] = nodes[part.sets]
    return top


def min_cut_upper_bound(
    solution: Solution, known: Mapping[str, float], first: float, deadline: Deadline = NEVER
) -> float | None:
    """1 − Π(1 − P(C)) over all minimal cut sets C, 0..1; not below the exact value. None: it would take too long.

    Esary and Proschan 1963. Σ log(1 − p) = −Σ (1/k) Σ p^k, and Σ p^k over all cut sets is the rare-event sum with every
    probability to the power k: one step a node each; `first` is that of power 1. Cut sets of 0.3 or more are taken one by
    one: they are few, or the bound is 1. The rest converges by the power of its likeliest set, which is no more than 0.3
    and no more than the sum, to nine digits; to six where that is all that the time allows.

    Raises:
        LimitError: the deadline has passed.
    """
    large = [] if first < LARGE else sets_above(solution, known, LARGE, math.inf, deadline)
    if large is None:
        return None
    if len(large) * -math.log1p(-LARGE) > CERTAIN:
        return 1.0
    chances = [math.prod(known[name] for name in names) for names in large]
    if any(chance >= 1.0 for chance in chances):
        return 1.0
    total = -math.fsum(math.log1p(-chance) for chance in chances)
    steps = sum(len(part.set_level) for part in solution.parts)
    power, ratio = 1, LARGE
    while True:
        own = first if power == 1 else rare_event(solution, known, power, deadline)
        own = max(0.0, own - math.fsum(chance**power for chance in chances))
        total += own / power
        if power == 1:
            ratio = min(LARGE, own)
        rest = own * ratio / ((1 - ratio) * (power + 1))
        if rest <= CLOSE * total or total > CERTAIN:
            return -math.expm1(-total)
        power += 1
        if power * steps > MOST_STEPS:
            return -math.expm1(-total) if rest <= CLOSE_ENOUGH * total else None
