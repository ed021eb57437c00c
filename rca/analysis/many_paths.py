"""Paths too many to hold one by one: which actions break them, counted on the diagram."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rca.analysis.solving.circuit import FIRST_LEAF, circuit
from rca.analysis.solving.cut_sets import count_by_order
from rca.analysis.solving.diagram import Diagram, ExhaustedError
from rca.analysis.solving.families import Families
from rca.analysis.solving.listing import list_sets
from rca.analysis.solving.part import Part, build_into
from rca.analysis.solving.solution import Solution
from rca.graph.tree import FaultTree

BUDGET = 50_000


@dataclass(frozen=True, slots=True)
class ManyPaths:
    """The family of actual paths of a coherent tree, on one diagram, with the top's function under each action."""

    leaves: tuple[str, ...]
    diagram: Diagram
    families: Families
    paths: int
    tops: tuple[int, ...]
    """For every action, in the order given, the top's function once its events are impossible."""

    def left(self, actions: Sequence[int]) -> int:
        """Family of the paths that none of the actions (by place) breaks.

        Raises:
            ExhaustedError: more nodes were needed than the budget.
        """
        kept = self.paths
        for place in actions:
            kept = self.families.without_models(kept, self.diagram, self.tops[place] ^ 1)
        return kept

    def solution(self, family: int) -> Solution:
        """The family as something that can be counted and listed."""
        inputs = tuple(range(FIRST_LEAF, FIRST_LEAF + len(self.leaves)))
        part = Part.of_family(inputs, self.families, family)
        return Solution(self.leaves, (part,), (FIRST_LEAF + len(self.leaves),), constant=False, order="as written")

    def count(self, family: int) -> int:
        """How many paths the family holds."""
        return sum(count_by_order(self.solution(family)))

    def listed(self, family: int, limit: int) -> tuple[tuple[str, ...], ...]:
        """The first paths of the family by order and name."""
        solution = self.solution(family)
        return list_sets(solution, count_by_order(solution), limit).sets


def many_paths(
    tree: FaultTree,
    true: Collection[str],
    order: Sequence[str],
    forced: Sequence[Collection[str]],
    budget: int = BUDGET,
) -> ManyPaths | None:
    """The actual paths of a coherent tree on one diagram, or None when more than `budget` nodes are needed.

    `true` are the leaves that happened, `order` the variables' order, `forced` the events each action makes impossible.
    """
    leaves = tuple(name for name in order if name in true)
    place = {name: level for level, name in enumerate(leaves)}
    diagram, families = Diagram(budget), Families(budget)
    never = {node.id for node in tree.leaves() if node.id not in true}

    def top(false: Collection[str]) -> int:
        own = circuit(tree, frozenset({*never, *false}))
        return build_into(diagram, own, {FIRST_LEAF + at: place[name] for at, name in enumerate(own.leaves)})

    try:
        paths = families.minimal(diagram, top(()))
        return ManyPaths(leaves, diagram, families, paths, tuple(top(events) for events in forced))
    except ExhaustedError:
        return None
