"""Probability of the top event: exact where every number is given, between bounds where not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rca.analysis.measures import Interval
from rca.analysis.solving.circuit import FIRST_LEAF, Circuit, Op
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
    tree: FaultTree, circuit: Circuit, solution: Solution, known: Mapping[str, float], deadline: Deadline = NEVER
) -> Bounded:
    """Probability of the top, 0..1, leaves being independent; a leaf that is not in `known` may have any.

    For a coherent tree the bounds put the missing values at 0 and at 1. The top's probability is linear in each, so
    that for any other tree they are the least and the greatest over all such choices, read from a diagram with the
    missing leaves first; where that diagram is too large they are bounds that hold and need not be reached.

    Raises:
        LimitError: the deadline has passed.
    """
    missing = [name for name in circuit.leaves if name not in known]
    if solution.proved_order is not None:
        return Bounded(outer_bounds(circuit, known), tight=False)
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
        return Bounded(outer_bounds(circuit, known), tight=False)


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
    """Bounds on the top's probability that hold whatever events the gates share; one pass, no diagram.

    AND of any events: at least the sum less n − 1, at most the least (Fréchet 1935). At least k: at most the sum over
    k (Markov), at least (sum − k + 1) / (n − k + 1). Exactly one: between both.
    """
    bounds: dict[int, tuple[float, float]] = {1: (1.0, 1.0)}
    for place, name in enumerate(circuit.leaves):
        chance = known.get(name)
        bounds[FIRST_LEAF + place] = (0.0, 1.0) if chance is None else (chance, chance)

    def at(literal: int) -> tuple[float, float]:
        lower, upper = bounds[abs(literal)]
        return (lower, upper) if literal > 0 else (1.0 - upper, 1.0 - lower)

    for place, gate in enumerate(circuit.gates):
        inputs = [at(literal) for literal in gate.inputs]
        least, most = sum(lower for lower, _ in inputs), sum(upper for _, upper in inputs)
        count, needed = len(inputs), gate.threshold
        if gate.op is Op.AND:
            found = (max(0.0, least - count + 1), min(upper for _, upper in inputs))
        elif gate.op is Op.COUNT:
            found = (max(0.0, (least - needed + 1) / (count - needed + 1)), min(1.0, most / needed))
        else:
            found = (0.0, min(1.0, most))
        bounds[circuit.first_gate + place] = found
    lower, upper = at(circuit.top)
    return Interval(lower, upper)
