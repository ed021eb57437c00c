"""What a barrier is worth: how many times as probable a consequence is once it is gone."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rca.analysis.bow_tie.guarded import Fails
from rca.analysis.bow_tie.solved import Solved
from rca.analysis.measures import Interval


def worth(solved: Solved, barrier: Fails, true: Sequence[str], now: Interval, *, coherent: bool) -> Interval | None:
    """Probability that all nodes in `true` come about without the barrier, over `now`, with it as it is.

    The risk reduction factor of layer of protection analysis (CCPS 2001); of one barrier in line 1 / PFD. As the failure of
    a barrier is an event, its risk achievement worth. Bounds where numbers are missing: with P1 and P0 the probabilities
    once it fails always and never, and q its own, the ratio is 1 / (q + (1 − q)·P0/P1). None where `now` is 0.
    """
    if now.upper == 0:
        return None
    gone = solved.probability(true, certain={barrier.event: True})
    if gone.value is not None and now.value is not None:
        ratio = gone.value / now.value
        return Interval(ratio, ratio)
    if barrier.is_leaf_of_its_own and barrier.chance is not None:
        never = solved.probability(true, certain={barrier.event: False})
        least = _over(never.lower, gone.upper, otherwise=0.0)
        most = _over(never.upper, gone.lower, otherwise=math.inf)
        if coherent or least == most == 0:
            most = min(most, 1.0)
        return _ordered(_inverse(barrier.chance, most), _inverse(barrier.chance, least))
    lower = _over(gone.lower, now.upper, otherwise=0.0)
    return _ordered(max(lower, 1.0) if coherent else lower, _over(gone.upper, now.lower, otherwise=math.inf))


def _over(part: float, whole: float, *, otherwise: float) -> float:
    return part / whole if whole > 0 else 0.0 if part == 0 else otherwise


def _inverse(chance: float, ratio: float) -> float:
    """1 / (q + (1 − q)·r)."""
    rest = (1 - chance) * ratio if chance < 1 else 0.0
    return 1 / (chance + rest) if chance + rest > 0 else math.inf


def _ordered(lower: float, upper: float) -> Interval:
    return Interval(lower, max(lower, upper))
