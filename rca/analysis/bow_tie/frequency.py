"""How often control is lost, where the events that bring it about begin at known rates."""

from __future__ import annotations

import math
from collections.abc import Mapping

from rca.analysis.probability import priors
from rca.analysis.solving.solution import Solution
from rca.graph.tree import FaultTree
from rca.records.review import Review

HOURS_A_YEAR = 8760.0


def failure_rates(review: Review) -> dict[str, float]:
    """Rate per hour of every event that has one, by id."""
    return {
        placed.id: placed.event.probability.rate
        for placed in reversed(review.fault_tree.placed())
        if placed.event.probability is not None and placed.event.probability.rate is not None
    }


def yearly(tree: FaultTree, solution: Solution, rates: Mapping[str, float]) -> float | None:
    """Frequency of the top per year of 8,760 hours; None where the leaves do not determine it.

    The sum over the leaves of Birnbaum importance × rate × (1 − probability): the unconditional failure intensity of a
    coherent tree (IEC 61025; Vesely 1970). A leaf without a rate is a condition that is there or not and begins nothing.
    So every way to the top must need a leaf with a rate; else what begins it is not said, and there is no frequency. One
    pass back over the diagram.
    """
    known = priors(tree)
    if solution.proved_order is not None or not tree.is_coherent or any(name not in known for name in solution.leaves):
        return None
    if solution.probability([0.0 if name in rates else 1.0 for name in solution.leaves]) > 0:
        return None
    _, slopes = solution.derivatives([known[name] for name in solution.leaves])
    begun = (
        slope * rates[name] * (1 - known[name])
        for name, slope in zip(solution.leaves, slopes, strict=True)
        if name in rates
    )
    return math.fsum(begun) * HOURS_A_YEAR
