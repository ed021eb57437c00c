"""What the cut sets that hold an event make true, as diagrams."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rca.analysis.solving.deadline import NEVER, Deadline
from rca.analysis.solving.diagram import ONE, ZERO, Diagram
from rca.analysis.solving.families import EMPTY, UNIT
from rca.analysis.solving.part import Part
from rca.analysis.solving.solution import values_of


class Sets(NamedTuple):
    """A family of sets over the levels of a part, as `Part` holds it: nodes children first, after two terminals."""

    level: Sequence[int]
    high: Sequence[int]
    low: Sequence[int]
    root: int

    @classmethod
    def of(cls, part: Part) -> Sets:
        """The minimal solutions of a part."""
        return cls(tuple(part.set_level), tuple(part.set_high), tuple(part.set_low), part.sets)


class Unions(NamedTuple):
    """Functions that are true where some set of a family occurs, or some set that holds an input."""

    nodes: Part
    """Of all of them; it has no sets and no root."""
    whole: int | None
    """Edge of "some set occurs"; None where it was not asked for or not found."""
    holding: Mapping[int, int]
    """By level, edge of "some set with this input occurs, given that the input does"; what was not found is not here."""

    def chances(self, inputs: Sequence[tuple[float, float]]) -> tuple[tuple[float, float] | None, dict[int, float]]:
        """Probabilities of the whole (that it is true and that it is false) and, by level, of the others.

        `inputs` holds for every level the probabilities that the input is true and that it is false. One step a node.
        """
        values = values_of(self.nodes, inputs)
        whole = None if self.whole is None else values.at(self.whole)
        return whole, {level: values.at(edge)[0] for level, edge in self.holding.items()}


def without_sets(inputs: tuple[int, ...], level: Sequence[int], high: Sequence[int], low: Sequence[int]) -> Part:
    """A part that has a diagram and no sets."""
    return Part(inputs, level, high, low, ONE, (0, 0), (0, 0), (0, 0), EMPTY, flipped=False)


def small_unions(
    inputs: tuple[int, ...], sets: Sets, wanted: Iterable[int], budget: int, deadline: Deadline = NEVER
) -> Unions:
    """The whole and the union for each wanted level, in pure Python.

    One pass over the nodes above a level gives its sets, the input of the level left out.

    Raises:
        ExhaustedError: more nodes were needed than `budget`.
        LimitError: the deadline has passed.
    """
    diagram = Diagram(budget, deadline)
    unions = {EMPTY: ZERO, UNIT: ONE}
    by_level: list[list[int]] = [[] for _ in inputs]
    for node in range(2, len(sets.level)):
        level, high, low = sets.level[node], unions[sets.high[node]], unions[sets.low[node]]
        unions[node] = diagram.node(level, diagram.either(high, low), low)
        by_level[level].append(node)
    holding: dict[int, int] = {}
    for wanted_level in wanted:
        deadline.look()
        found = {node: unions[sets.high[node]] for node in by_level[wanted_level]}
        for level in range(wanted_level - 1, -1, -1):
            for node in by_level[level]:
                high, low = found.get(sets.high[node], ZERO), found.get(sets.low[node], ZERO)
                if high != ZERO:
                    found[node] = diagram.node(level, high if low == ZERO else diagram.either(high, low), low)
                elif low != ZERO:
                    found[node] = low
        holding[wanted_level] = found.get(sets.root, ZERO)
    nodes = without_sets(inputs, diagram.level, diagram.high, diagram.low)
    return Unions(nodes, unions[sets.root], holding)
