"""A solved tree, evaluated for many sets of probabilities at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rca.analysis.quantities.arrays import Floats
from rca.analysis.solving.circuit import FIRST_LEAF
from rca.analysis.solving.part import Part
from rca.analysis.solving.solution import Solution

ROOM = 4_000_000
"""Numbers that one batch may hold: 32 MB."""
MOST_AT_ONCE = 4096
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Level:
    """The nodes of one variable; edges are twice a node, plus one where they are complemented."""

    level: int
    nodes: Numbers
    high: Numbers
    low: Numbers
    order: Numbers
    """Of the nodes below, high ones first: how to sort them."""
    starts: Numbers
    """Where each of them begins, once sorted."""
    below: Numbers
    """Each node below once."""
    signs: Floats
    """−1 for a complemented edge, high ones first."""


class Vectors:
    """Probability and slopes of a top for a batch of cases: arrays have a row a leaf and a column a case.

    The same sums as `Solution.probability` and `Solution.derivatives`, level by level instead of node by node.
    """

    def __init__(self, solution: Solution) -> None:
        """`solution` is of a tree that was solved whole."""
        self.solution = solution
        self.levels = [part_levels(part) for part in solution.parts]
        nodes = sum(len(part.level) for part in solution.parts)
        self.batch = max(1, min(MOST_AT_ONCE, ROOM // (4 * nodes + 4 * len(solution.leaves) + 1)))
        """Cases at once that keep within `ROOM`."""

    def probability(self, chances: Floats) -> Floats:
        """Probability of the top in each case, 0..1."""
        return self._values(chances)[0]

    def derivatives(self, chances: Floats) -> tuple[Floats, Floats]:
        """The same, and its derivative by each leaf's probability: Birnbaum importance, a row a leaf."""
        top, values, inner = self._values(chances)
        leaves, cases = chances.shape
        slope = np.zeros((leaves, cases))
        by_gate: dict[int, Floats] = {}
        if self.solution.parts:
            by_gate[self.solution.part_of[-1]] = np.ones(cases)
        for index in reversed(range(len(self.solution.parts))):
            part = self.solution.parts[index]
            upper = by_gate.get(self.solution.part_of[index])
            if upper is None:
                continue
            for level, found in self._slopes(index, inner[index], values, upper):
                number = part.inputs[level]
                if number - FIRST_LEAF < leaves:
                    slope[number - FIRST_LEAF] += found
                else:
                    before = by_gate.get(number)
                    by_gate[number] = found if before is None else before + found
        return top, slope

    def _values(self, chances: Floats) -> tuple[Floats, dict[int, tuple[Floats, Floats]], list[Floats]]:
        """Top's probability; of every input the probabilities of true and false; of every edge of every part its own."""
        cases = chances.shape[1]
        values = {FIRST_LEAF + at: (own, 1.0 - own) for at, own in enumerate(chances)}
        inner: list[Floats] = []
        top = np.full(cases, 1.0 if self.solution.constant else 0.0)
        for gate, part, levels in zip(self.solution.part_of, self.solution.parts, self.levels, strict=True):
            edges = part_edges(part, levels, values, cases)
            inner.append(edges)
            values[gate] = edges[part.root], edges[part.root ^ 1]
            top = edges[part.root]
        return top, values, inner

    def _slopes(
        self, index: int, edges: Floats, values: dict[int, tuple[Floats, Floats]], upper: Floats
    ) -> Iterator[tuple[int, Floats]]:
        """Derivative of the top by each input of a part, when that by the part itself is `upper`."""
        part = self.solution.parts[index]
        reach = np.zeros((len(part.level), edges.shape[1]))
        reach[part.root >> 1] = -upper if part.root & 1 else upper
        for own in reversed(self.levels[index]):
            weight = reach[own.nodes]
            true, false = values[part.inputs[own.level]]
            yield own.level, np.sum(weight * (edges[own.high] - edges[own.low]), axis=0)
            down = np.concatenate((weight * true, weight * false)) * own.signs[:, None]
            reach[own.below] += np.add.reduceat(down[own.order], own.starts, axis=0)


def part_edges(part: Part, levels: Sequence[Level], values: Mapping[int, tuple[Floats, Floats]], cases: int) -> Floats:
    """Probability of every edge of a part in each case: a row an edge. `values` has those of its inputs, true and false."""
    edges = np.empty((2 * len(part.level), cases))
    edges[0], edges[1] = 1.0, 0.0
    for own in levels:
        true, false = values[part.inputs[own.level]]
        edges[2 * own.nodes] = true * edges[own.high] + false * edges[own.low]
        edges[2 * own.nodes + 1] = true * edges[own.high ^ 1] + false * edges[own.low ^ 1]
    return edges


def part_levels(part: Part) -> list[Level]:
    """Nodes by level, the deepest first: what a node is made of stands before it."""
    level, high, low = (np.array(each, dtype=np.int64) for each in (part.level, part.high, part.low))
    nodes = np.arange(1, len(level))
    ordered = nodes[np.argsort(-level[1:], kind="stable")]
    cuts = np.flatnonzero(np.diff(level[ordered])) + 1
    found = []
    for own in np.split(ordered, cuts):
        if len(own):
            edges = np.concatenate((high[own], low[own]))
            order = np.argsort(edges >> 1, kind="stable")
            below, starts = np.unique((edges >> 1)[order], return_index=True)
            signs = np.where(edges & 1, -1.0, 1.0)
            found.append(Level(int(level[own[0]]), own, high[own], low[own], order, starts, below, signs))
    return found
