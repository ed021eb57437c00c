"""Probabilities of all nodes of a large diagram, level by level with numpy."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from rca.analysis.solving.deadline import NEVER, Deadline
from rca.analysis.solving.part import Part

if TYPE_CHECKING:
    from numpy.typing import NDArray


def nodes_by_level(level: NDArray[np.int64], count: int) -> list[NDArray[np.int64]]:
    """Nodes of each of so many levels, in their order, the terminal left out."""
    inner = np.argsort(level[1:], kind="stable") + 1
    starts = np.searchsorted(level[inner], np.arange(count + 1))
    return [inner[start:end] for start, end in itertools.pairwise(starts)]


class LargeValues:
    """What `solution.Values` holds, for hundreds of thousands of nodes."""

    def __init__(self, part: Part, chances: Sequence[tuple[float, float]], deadline: Deadline = NEVER) -> None:
        """From the leaves to the root; `chances` by level: the probabilities that the input is true and that it is false.

        Raises:
            LimitError: the deadline has passed; it is looked at once a level, by `slopes` too.
        """
        self.deadline = deadline
        level, high, low = (np.asarray(column, dtype=np.int64) for column in (part.level, part.high, part.low))
        self.chances = chances
        self.high, self.low, self.turned = high >> 1, low >> 1, (low & 1).astype(bool)
        self.by_level = nodes_by_level(level, len(chances))
        self.true = np.ones(len(level))
        self.false = np.zeros(len(level))
        for nodes, (true, false) in zip(reversed(self.by_level), reversed(chances), strict=True):
            deadline.look()
            low_true, low_false = self._low(nodes)
            self.true[nodes] = true * self.true[self.high[nodes]] + false * low_true
            self.false[nodes] = true * self.false[self.high[nodes]] + false * low_false

    def _low(self, nodes: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The values of the false children."""
        below, turned = self.low[nodes], self.turned[nodes]
        true, false = self.true[below], self.false[below]
        return np.where(turned, false, true), np.where(turned, true, false)

    def at(self, edge: int) -> tuple[float, float]:
        """The probabilities that the function is true and that it is false."""
        true, false = float(self.true[edge >> 1]), float(self.false[edge >> 1])
        return (false, true) if edge & 1 else (true, false)

    def slopes(self, root: int, upper: float) -> list[float]:
        """By level the derivative of the top, when that by the root is `upper`: one pass back."""
        reach = np.zeros(len(self.true))
        reach[root >> 1] = -upper if root & 1 else upper
        found: list[float] = []
        for nodes, (true, false) in zip(self.by_level, self.chances, strict=True):
            self.deadline.look()
            weight = reach[nodes]
            found.append(float(weight @ (self.true[self.high[nodes]] - self._low(nodes)[0])))
            np.add.at(reach, self.high[nodes], true * weight)
            np.add.at(reach, self.low[nodes], false * np.where(self.turned[nodes], -weight, weight))
        return found
