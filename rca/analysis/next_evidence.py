"""The next best evidence: the leaf whose answer would remove most doubt about the top."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rca.analysis.solving.solution import Solution
from rca.analysis.verdict import status_of
from rca.graph.tree import FaultTree

UNSTATED_PRIOR = 0.5
DIGITS = 12
"""Gains that agree to so many digits are ties."""
_CLOSED = {"confirmed": 1.0, "likely": 1.0, "refuted": 0.0}


def evidence_gain(tree: FaultTree, solution: Solution) -> dict[str, float]:
    """Mutual information of every open or possible leaf with the top, in bits, given what is closed.

    Leaves are independent, those without a probability have 1/2; confirmed and likely ones are true, refuted ones
    false. I(T; X) = h(P) − p·h(P1) − (1 − p)·h(P0), where P1 and P0 follow from the slope of the top by the leaf: exact,
    and one pass over the diagram for all leaves together (Shannon 1948; ranking of tests after Lindley 1956).
    """
    unknown = [node for node in tree.leaves() if status_of(node) in ("open", "possible")]
    if not unknown:
        return {}
    prior = {node.id: UNSTATED_PRIOR if node.probability is None else node.probability for node in unknown}
    status = {node.id: status_of(node) for node in tree.leaves()}
    chances: Sequence[float] = [prior[name] if name in prior else _CLOSED[status[name]] for name in solution.leaves]
    top, slopes = solution.derivatives(chances)
    slope = dict(zip(solution.leaves, slopes, strict=True))
    return {name: _gain(top, prior[name], slope.get(name, 0.0)) for name in sorted(prior)}


def best(gains: dict[str, float]) -> str | None:
    """The leaf with the greatest gain, ties by id; None when no leaf is open."""
    return min(gains, key=lambda name: (-gains[name], name), default=None)


def _gain(top: float, chance: float, slope: float) -> float:
    doubt = _entropy(top)
    left = chance * _entropy(top + (1.0 - chance) * slope) + (1.0 - chance) * _entropy(top - chance * slope)
    return round(max(0.0, doubt - left), DIGITS)


def _entropy(chance: float) -> float:
    """Entropy of an event with that probability, in bits."""
    if not 0.0 < chance < 1.0:
        return 0.0
    return -chance * math.log2(chance) - (1.0 - chance) * math.log2(1.0 - chance)
