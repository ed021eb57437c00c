"""Probability of the top event: exact where every number is given, between bounds where not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rca.analysis.measures import Interval
from rca.analysis.solving.circuit import FIRST_LEAF, Circuit
from rca.analysis.solving.deadline import NEVER, Deadline
from rca.analysis.solving.diagram import ExhaustedError
from rca.analysis.solving.part import build
from rca.analysis.solving.solution import Solution
from rca.graph.tree import FaultTree

BUDGET = 30_000
ROUNDING = 1e-13


class Bounded(NamedTuple):
    """A probability, and whether its bounds are as close as the missing numbers allow."""

    value: Interval
    tight: bool


def priors(tree: FaultTree) -> dict[str, float]:
    """Prior probability of every leaf that has one."""
    return {node.id: node.probability for node in tree.leaves() if node.probability is not None}


def given_evidence(tree: FaultTree) -> dict[str, float]:
    """The same with closed leaves as house events: confirmed and likely 1, refuted 0."""
    closed = {"confirmed": 1.0, "likely": 1.0, "refuted": 0.0}
    found = {node.id: closed[node.status] for node in tree.leaves() if node.status in closed}
    return {**priors(tree), **found}


def top_probability(
    tree: FaultTree, circuit: Circuit, solution: Solution, known: Mapping[str, float], deadline: Deadline = NEVER,
    steps: int | None = None,
) -> Bounded:  # fmt: skip
    """Probability of the top, 0..1, leaves being independent; a leaf that is not in `known` may have any.

    For a coherent tree the bounds put the missing values at 0 and at 1. The top's probability is linear in each, so
    that for any other tree they are the least and the greatest over all such choices, read from a diagram with the
    missing leaves first; where that diagram is too large they are bounds that hold and need not be reached, as close as
    so many `steps` of some 2 µs make them (by default two million).

    Raises:
        LimitError: the deadline has passed.
    """
    missing = [name for name in circuit.leaves if name not in known]
    if solution.proved_order is not None:
        return Bounded(_of_what_was_proved(circuit, solution, known, deadline, steps), tight=False)
    if not missing:
        exact = solution.probability([known[name] for name in circuit.leaves], deadline)
        return Bounded(Interval(exact, exact), tight=True)
    if tree.is_coherent:
        lower = solution.probability([known.get(name, 0.0) for name in circuit.leaves], deadline)
        upper = solution.probability([known.get(name, 1.0) for name in circuit.leaves], deadline)
        return Bounded(_near(lower, upper), tight=True)
    try:
        return Bounded(_extremes(circuit, known, missing, deadline), tight=True)
    except ExhaustedError:
        from rca.analysis.pivoting import pivoted_bounds

        return Bounded(pivoted_bounds(circuit, known, steps, deadline), tight=False)


def _of_what_was_proved(
    circuit: Circuit, solution: Solution, known: Mapping[str, float], deadline: Deadline, steps: int | None
) -> Interval:
    """Bounds for a tree that is not solved whole. What finds them is loaded for such trees alone."""
    from rca.analysis.pivoting import pivoted_bounds
    from rca.analysis.proved_sets import probability_of_found

    lower, upper = pivoted_bounds(circuit, known, steps, deadline)
    lower = max(lower, probability_of_found(solution, known))
    return Interval(lower, max(lower, upper))


def _extremes(circuit: Circuit, known: Mapping[str, float], missing: list[str], deadline: Deadline) -> Interval:
    """Least and greatest probability over every choice of 0 or 1 for the missing leaves."""
    number = {name: FIRST_LEAF + place for place, name in enumerate(circuit.leaves)}
    order = [*missing, *(name for name in circuit.leaves if name in known)]
    diagram, root = build(circuit, [number[name] for name in order], BUDGET, deadline)
    nodes: list[tuple[float, float]] = [(1.0, 1.0)]

    def at(edge: int) -> tuple[float, float]:
        lower, upper = nodes[edge >> 1]
        return (1.0 - upper, 1.0 - lower) if edge & 1 else (lower, upper)

    for level, high, low in zip(diagram.level[1:], diagram.high[1:], diagram.low[1:], strict=True):
        (high_least, high_most), (low_least, low_most) = at(high), at(low)
        if level < len(missing):
            nodes.append((min(high_least, low_least), max(high_most, low_most)))
        else:
            chance = known[order[level]]
            value = chance * high_least + (1.0 - chance) * low_least
            nodes.append((value, value))
    return _near(*at(root))


def _near(lower: float, upper: float) -> Interval:
    """The interval, made one number where rounding alone holds the bounds apart."""
    return Interval(lower, lower) if upper - lower <= ROUNDING * upper else Interval(lower, upper)


def outer_bounds(circuit: Circuit, known: Mapping[str, float]) -> Interval:
    """Bounds on the top's probability that hold whatever events the gates share; one pass, no diagram."""
    from rca.analysis.outer_bounds import OuterBounds

    return OuterBounds(circuit, known).whole()
