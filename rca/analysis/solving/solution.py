"""A solved tree: what can be asked of it without building anything more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol, TypeAlias

from rca.analysis.solving.circuit import FIRST_LEAF
from rca.analysis.solving.deadline import NEVER, Deadline
from rca.analysis.solving.part import Part

MANY = 150_000
"""Beyond so many nodes loading numpy pays."""
Reached: TypeAlias = Literal["time", "memory", "nodes"]


class Solution(NamedTuple):
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

    def probability(self, probabilities: Sequence[float], deadline: Deadline = NEVER) -> float:
        """Probability of the top, 0..1, leaves being independent. One step a node (Rauzy 1993).

        Raises:
            LimitError: the deadline has passed.
        """
        return self._values(probabilities, deadline)[0]

    def derivatives(
        self, probabilities: Sequence[float], deadline: Deadline = NEVER
    ) -> tuple[float, tuple[float, ...]]:
        """Probability of the top, and its derivative by each leaf's: Birnbaum importance. One pass back over the nodes.

        Raises:
            LimitError: the deadline has passed.
        """
        top, inner = self._values(probabilities, deadline)
        slope = [0.0] * (FIRST_LEAF + len(self.leaves) + 1)
        by_gate: dict[int, float] = {self.part_of[-1]: 1.0} if self.parts else {}
        for gate, part, values in zip(reversed(self.part_of), reversed(self.parts), reversed(inner), strict=True):
            for number, found in zip(part.inputs, values.slopes(part.root, by_gate.get(gate, 0.0)), strict=True):
                if number - FIRST_LEAF < len(self.leaves):
                    slope[number] += found
                else:
                    by_gate[number] = by_gate.get(number, 0.0) + found
        return top, tuple(slope[FIRST_LEAF : FIRST_LEAF + len(self.leaves)])

    def _values(self, probabilities: Sequence[float], deadline: Deadline) -> tuple[float, list[Values]]:
        """Top's probability, and for every part the values of its nodes.

        The probabilities of true and of false are both carried, since one minus a number close to one has few digits left.
        """
        values = {FIRST_LEAF + place: (chance, 1.0 - chance) for place, chance in enumerate(probabilities)}
        inner: list[Values] = []
        result = (1.0, 0.0) if self.constant else (0.0, 1.0)
        for gate, part in zip(self.part_of, self.parts, strict=True):
            inner.append(values_of(part, [values[number] for number in part.inputs], deadline))
            result = values[gate] = inner[-1].at(part.root)
        return result[0], inner


class Values(Protocol):
    """Probabilities of the nodes of one part."""

    def at(self, edge: int) -> tuple[float, float]:
        """The probabilities that the function is true and that it is false."""

    def slopes(self, root: int, upper: float) -> Sequence[float]:
        """By level the derivative of the top, when that by the root is `upper`."""


def values_of(part: Part, chances: Sequence[tuple[float, float]], deadline: Deadline = NEVER) -> Values:
    """Values of the nodes of a part; `chances` by level: the probabilities that the input is true and that it is false.

    Raises:
        LimitError: the deadline has passed; the values' own methods look at it too.
    """
    if len(part.level) > MANY:
        from rca.analysis.solving.large_values import LargeValues

        return LargeValues(part, chances, deadline)
    if part.gate is not None:
        return _GateValues(chances, is_all=part.gate == "all")
    return _FewValues(part, chances, deadline)


def node_values(
    levels: Sequence[int],
    highs: Sequence[int],
    lows: Sequence[int],
    chances: Sequence[tuple[float, float]],
    deadline: Deadline = NEVER,
) -> list[tuple[float, float]]:
    """For every node of a diagram the probabilities that it is true and that it is false; `chances` by level.

    Raises:
        LimitError: the deadline has passed.
    """
    nodes = [(1.0, 0.0)]
    for piece in deadline.pieces(1, len(levels)):
        for level, high, low in zip(levels[piece], highs[piece], lows[piece], strict=True):
            true, false = chances[level]
            high_true, high_false = nodes[high >> 1]
            low_true, low_false = nodes[low >> 1]
            if low & 1:
                low_true, low_false = low_false, low_true
            nodes.append((true * high_true + false * low_true, true * high_false + false * low_false))
    return nodes


class _FewValues:
    """Values of the nodes of a part, one after the other."""

    def __init__(self, part: Part, chances: Sequence[tuple[float, float]], deadline: Deadline) -> None:
        self.part = part
        self.chances = chances
        self.deadline = deadline
        self.nodes = node_values(part.level, part.high, part.low, chances, deadline)

    def at(self, edge: int) -> tuple[float, float]:
        """The probabilities that the function is true and that it is false."""
        true, false = self.nodes[edge >> 1]
        return (false, true) if edge & 1 else (true, false)

    def slopes(self, root: int, upper: float) -> list[float]:
        """By level the derivative of the top, when that by the root is `upper`."""
        part, nodes, chances = self.part, self.nodes, self.chances
        found = [0.0] * len(part.inputs)
        reach = [0.0] * len(nodes)
        reach[root >> 1] = -upper if root & 1 else upper
        for piece in self.deadline.pieces(1, len(nodes)):
            for node in range(len(nodes) - piece.start, len(nodes) - piece.stop, -1):
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


class _GateValues:
    """Values of a part that is all or any of its inputs: what the nodes below each level say, by one product after the other."""

    def __init__(self, chances: Sequence[tuple[float, float]], *, is_all: bool) -> None:
        self.is_all = is_all
        # Of all inputs the question is whether each is true, of any whether each is false: one product and one sum.
        self.chances = chances if is_all else [(false, true) for true, false in chances]
        self.below = [(1.0, 0.0)]
        product, rest = 1.0, 0.0
        for own, other in reversed(self.chances):
            product, rest = own * product, own * rest + other
            self.below.append((product, rest))
        self.below.reverse()

    def at(self, edge: int) -> tuple[float, float]:
        """The probabilities that the function is true and that it is false."""
        product, rest = self.below[0]
        return (product, rest) if self.is_all != bool(edge & 1) else (rest, product)

    def slopes(self, root: int, upper: float) -> list[float]:
        """By level the derivative of the top, when that by the root is `upper`."""
        weight = -upper if root & 1 else upper
        found: list[float] = []
        for (own, _), (product, rest) in zip(self.chances, self.below[1:], strict=True):
            found.append(0.0 + weight * (product if self.is_all else 1.0 - rest))
            weight *= own
        return found
