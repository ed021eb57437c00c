"""A solved tree: what can be asked of it without building anything more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from rca.analysis.circuit import FIRST_LEAF
from rca.analysis.part import Part

Reached: TypeAlias = Literal["time", "memory", "nodes"]


@dataclass(frozen=True, slots=True)
class Solution:
    """Parts of a tree, causes before effects, the top's last; none when the top is constant.

    Leaves are asked for by their place in `leaves`, probabilities and choices of leaves are sequences of that length.
    """

    leaves: tuple[str, ...]
    parts: tuple[Part, ...]
    part_of: tuple[int, ...]
    """Number of the gate that each part stands for."""
    constant: bool
    """The top's truth when there is no part."""
    order: str
    proved_order: int | None = None
    """None when the tree is solved whole. Else only cut sets up to this order are here, and there are no diagrams."""
    engine: str = "pure Python"
    """What solved the hardest part."""
    reached: Reached | None = None
    """Which budget ended the search, where the tree is not solved whole."""

    @property
    def nodes(self) -> int:
        """Nodes of all diagrams and families."""
        return sum(len(part.level) + len(part.set_level) for part in self.parts)

    def probability(self, probabilities: Sequence[float]) -> float:
        """Probability of the top, 0..1, leaves being independent. One step a node (Rauzy 1993)."""
        return self._values(probabilities)[0]

    def derivatives(self, probabilities: Sequence[float]) -> tuple[float, tuple[float, ...]]:
        """Probability of the top, and its derivative by each leaf's: Birnbaum importance. One pass back over the nodes."""
        top, values, inner = self._values(probabilities)
        slope = [0.0] * (FIRST_LEAF + len(self.leaves) + 1)
        by_gate: dict[int, float] = {self.part_of[-1]: 1.0} if self.parts else {}
        for index in reversed(range(len(self.parts))):
            part = self.parts[index]
            upper = by_gate.get(self.part_of[index], 0.0)
            for number, found in zip(part.inputs, _slopes(part, inner[index], values, upper), strict=True):
                if number - FIRST_LEAF < len(self.leaves):
                    slope[number] += found
                else:
                    by_gate[number] = by_gate.get(number, 0.0) + found
        return top, tuple(slope[FIRST_LEAF : FIRST_LEAF + len(self.leaves)])

    def _values(
        self, probabilities: Sequence[float]
    ) -> tuple[float, dict[int, tuple[float, float]], list[list[tuple[float, float]]]]:
        """Top's probability; for every input, and for every node of every part, the probabilities of true and false.

        Both are carried, since one minus a number close to one has few digits left.
        """
        values = {FIRST_LEAF + place: (chance, 1.0 - chance) for place, chance in enumerate(probabilities)}
        inner: list[list[tuple[float, float]]] = []
        result = (1.0, 0.0) if self.constant else (0.0, 1.0)
        for gate, part in zip(self.part_of, self.parts, strict=True):
            nodes = node_values(part.level, part.high, part.low, [values[number] for number in part.inputs])
            inner.append(nodes)
            true, false = nodes[part.root >> 1]
            result = values[gate] = (false, true) if part.root & 1 else (true, false)
        return result[0], values, inner


def node_values(
    levels: Sequence[int], highs: Sequence[int], lows: Sequence[int], chances: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    """For every node of a diagram the probabilities that it is true and that it is false; `chances` by level."""
    nodes = [(1.0, 0.0)]
    for level, high, low in zip(levels[1:], highs[1:], lows[1:], strict=True):
        true, false = chances[level]
        high_true, high_false = nodes[high >> 1]
        low_true, low_false = nodes[low >> 1]
        if low & 1:
            low_true, low_false = low_false, low_true
        nodes.append((true * high_true + false * low_true, true * high_false + false * low_false))
    return nodes


def _slopes(
    part: Part, nodes: Sequence[tuple[float, float]], values: dict[int, tuple[float, float]], upper: float
) -> list[float]:
    """Derivative of the top by each input of the part, when that by the part itself is `upper`."""
    found = [0.0] * len(part.inputs)
    reach = [0.0] * len(nodes)
    reach[part.root >> 1] = -upper if part.root & 1 else upper
    chances = [values[number] for number in part.inputs]
    for node in range(len(nodes) - 1, 0, -1):
        weight = reach[node]
        if weight == 0.0:
            continue
        high, low, level = part.high[node], part.low[node], part.level[node]
        low_true = nodes[low >> 1][low & 1]
        found[level] += weight * (nodes[high >> 1][0] - low_true)
        true, false = chances[level]
        reach[high >> 1] += weight * true
        reach[low >> 1] += -weight * false if low & 1 else weight * false
    return found
