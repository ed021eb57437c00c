"""Probabilities of what stands in a bow-tie, each solved exactly as a tree of its own."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from rca.analysis.analyse import NODES_OF_A_REVIEW
from rca.analysis.bow_tie.guarded import Guarded
from rca.analysis.logic import STEPS_OF_A_REVIEW
from rca.analysis.measures import Interval
from rca.analysis.probability import priors, top_probability
from rca.analysis.solving.automatic import Automatic
from rca.analysis.solving.circuit import circuit
from rca.analysis.solving.solution import Solution
from rca.graph.tree import FaultTree


class Solved:
    """The tree with its barriers, while it is asked."""

    def __init__(self, own: Guarded) -> None:
        self.own = own
        self.engine = Automatic(math.inf, math.inf, NODES_OF_A_REVIEW)
        self.whole = True
        """Whether all that was asked so far was solved whole."""

    def probability(
        self, true: Sequence[str], false: Sequence[str] = (), certain: Mapping[str, bool] | None = None
    ) -> Interval:
        """Probability that all nodes in `true` come about and none in `false`; see `Guarded.tree`.

        Exact whatever events they share; bounds where a leaf has no number.
        """
        return self.of(self.own.tree(true, false, certain))[0]

    def of(self, tree: FaultTree) -> tuple[Interval, Solution]:
        """Probability of the top of a tree, and the tree solved."""
        plain = circuit(tree)
        solution = self.engine.solve(plain)
        found = top_probability(tree, plain, solution, priors(tree), steps=STEPS_OF_A_REVIEW)
        self.whole = self.whole and found.tight
        return found.value, solution
