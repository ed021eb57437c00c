"""A lower bound on the top's probability from the cut sets that were found of a tree that is not solved whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from rca.analysis.solving.circuit import FIRST_LEAF, Circuit, Gate, Op
from rca.analysis.solving.cut_sets import count_by_order
from rca.analysis.solving.diagram import ExhaustedError
from rca.analysis.solving.listing import list_sets
from rca.analysis.solving.one_diagram import probability_by_diagram
from rca.analysis.solving.solution import Solution

MOST = 300
"""Cut sets that are taken, those of the lowest order first."""
NODES = 30_000
"""Of the diagram of their union."""


def probability_of_found(solution: Solution, known: Mapping[str, float]) -> float:
    """Probability that at least one of the cut sets found occurs, 0..1; a leaf that is not in `known` counts as impossible.

    Cut sets bring the top about, so that it is at least as likely. 0 where their union is too large a diagram.
    """
    sets = list_sets(solution, count_by_order(solution), MOST).sets
    number = {name: FIRST_LEAF + place for place, name in enumerate(solution.leaves)}
    uses = Counter(name for own in sets for name in own)
    if not uses:
        return float(() in sets)
    gates = [Gate(Op.AND, tuple(number[name] for name in own)) for own in sets]
    first = FIRST_LEAF + len(solution.leaves)
    none = Gate(Op.AND, tuple(-(first + place) for place in range(len(gates))))
    union = Circuit(solution.leaves, (*gates, none), -(first + len(gates)))
    order = sorted(uses, key=lambda name: (-uses[name], number[name]))
    try:
        return probability_by_diagram(union, [number[name] for name in order], known, NODES)[0]
    except ExhaustedError:
        return 0.0
