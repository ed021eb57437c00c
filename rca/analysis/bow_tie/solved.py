"""Probabilities of what stands in a bow-tie, exact whatever events it shares."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rca.analysis.analyse import NODES_OF_A_REVIEW
from rca.analysis.bow_tie.guarded import Guarded
from rca.analysis.measures import Interval
from rca.analysis.probability import priors, top_probability
from rca.analysis.solving.automatic import Automatic
from rca.analysis.solving.circuit import Circuit, circuit
from rca.analysis.solving.solution import Solution
from rca.graph.tree import FaultTree

STEPS = 10_000
"""For bounds where a tree is not solved: hundredths of a second, since many are asked for."""
_Key = tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, bool], ...]]


class Part(NamedTuple):
    """A tree that was solved."""

    tree: FaultTree
    circuit: Circuit
    solution: Solution


class Solved:
    """The tree with its barriers, while it is asked; each conjunction is solved once."""

    def __init__(self, own: Guarded) -> None:
        self.own = own
        self.engine = Automatic(math.inf, math.inf, NODES_OF_A_REVIEW)
        self.chances = {each.event: each.chance for each in (*own.behind, *own.before) if each.is_leaf_of_its_own}
        self.whole = True
        """Whether all that was asked so far was solved whole."""
        self._known: dict[_Key, Part] = {}

    def probability(
        self, true: Sequence[str], false: Sequence[str] = (), certain: Mapping[str, bool] | None = None
    ) -> Interval:
        """Probability that all nodes in `true` come about and none in `false`; bounds where a leaf has no number.

        `certain`: other nodes, that are taken as true or false. The failure of a barrier that is a leaf of its own is independent of
        all others: the tree is solved once, and evaluated with that leaf at 1 or 0, times the probability that it is.
        """
        certain = certain or {}
        fixed = {name: float(holds) for name, holds in certain.items() if name in self.chances}
        weight = Interval(1.0, 1.0)
        for names, holds in ((true, True), (false, False)):
            for name in self.chances.keys() & names:
                fixed[name] = float(holds)
                weight = _times(weight, self.chances[name], holds=holds)
        part = self.part(
            [name for name in true if name not in self.chances], [name for name in false if name not in self.chances],
            {name: holds for name, holds in certain.items() if name not in self.chances},
        )  # fmt: skip
        known = {**priors(part.tree), **{name: value for name, value in fixed.items() if name in part.tree.nodes}}
        found = top_probability(part.tree, part.circuit, part.solution, known, steps=STEPS)
        self.whole = self.whole and found.tight
        return Interval(found.value.lower * weight.lower, found.value.upper * weight.upper)

    def part(self, true: Sequence[str], false: Sequence[str], certain: Mapping[str, bool]) -> Part:
        """The tree of those nodes, solved; see `Guarded.tree`."""
        key = (tuple(true), tuple(false), tuple(certain.items()))
        if key not in self._known:
            tree = self.own.tree(true, false, certain)
            plain = circuit(tree)
            self._known[key] = Part(tree, plain, self.engine.solve(plain))
        return self._known[key]


def _times(weight: Interval, chance: float | None, *, holds: bool) -> Interval:
    lower, upper = (0.0, 1.0) if chance is None else (chance, chance) if holds else (1 - chance, 1 - chance)
    return Interval(weight.lower * lower, weight.upper * upper)
