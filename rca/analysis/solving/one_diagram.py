"""Probability of a small circuit by one diagram, without modules and without its cut sets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rca.analysis.solving.circuit import FIRST_LEAF, Circuit
from rca.analysis.solving.part import build
from rca.analysis.solving.solution import node_values


def probability_by_diagram(
    circuit: Circuit, order: Sequence[int], known: Mapping[str, float], budget: int
) -> tuple[float, int]:
    """Of the top, 0..1, leaves being independent, and how many nodes that took; `order`: leaves that the top may depend on.

    A leaf that is not in `known` counts as impossible. One step a node.

    Raises:
        ExhaustedError: more nodes were needed than `budget`.
    """
    diagram, root = build(circuit, order, budget)
    chances = [known.get(circuit.leaves[number - FIRST_LEAF], 0.0) for number in order]
    values = node_values(diagram.level, diagram.high, diagram.low, [(own, 1.0 - own) for own in chances])
    return values[root >> 1][root & 1], len(diagram.level)
