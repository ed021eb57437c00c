"""The likeliest sets that hold one input, found without looking at the rest of the family."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rca.analysis.fussell_vesely.sums import Likeliest, likeliest
from rca.analysis.fussell_vesely.unions import Sets
from rca.analysis.solving.deadline import NEVER, Deadline
from rca.analysis.solving.families import EMPTY, UNIT


class Kept(NamedTuple):
    """Sets that hold an input, that input left out."""

    sets: Sets
    total: float
    """Sum of their probabilities, under the greatest chances."""


AT_ONCE = 1024
"""On a walk the deadline is looked at where one node of so many is met."""


class Surroundings:
    """A family with what is needed to walk from an input's nodes up to the root and down to the ends."""

    def __init__(
        self, sets: Sets, chances: Sequence[float], greatest: Sequence[float], deadline: Deadline = NEVER
    ) -> None:
        """`chances` by level: how likely sets are; `greatest`: chances that their sum is taken with. Three passes.

        Raises:
            LimitError: the deadline has passed; the walks look at it too.
        """
        self.deadline = deadline
        self.sets = sets
        self.chances = chances
        self.greatest = greatest
        self.best: Likeliest = likeliest(sets, chances, deadline)
        self.looked_at = 0
        """Nodes on the walks so far."""
        self.by_level: list[list[int]] = [[] for _ in chances]
        self.above: list[list[int]] = [[] for _ in sets.level]
        """Nodes that each is a child of; ~node where it is the child without the node's input."""
        by_level, above = self.by_level, self.above
        for piece in deadline.pieces(2, len(sets.level)):
            walk = zip(sets.level[piece], sets.high[piece], sets.low[piece], strict=True)
            for node, (level, high, low) in enumerate(walk, piece.start):
                by_level[level].append(node)
                above[high].append(node)
                above[low].append(~node)

    def likeliest(self, level: int) -> float:
        """Probability of the likeliest set that holds the input of a level, that input left out."""
        below, above, high = self.best.below, self.best.above, self.sets.high
        return max((above[node] * below[high[node]] for node in self.by_level[level]), default=0.0)

    def limit(self, likeliest: float) -> float:
        """The same under the greatest chances; 1, which always holds, where these are others."""
        return likeliest if self.chances == self.greatest else 1.0

    def kept(self, level: int, least: float) -> Kept:
        """Of the sets that hold the input of a level, at least all with a probability of `least` or more without it.

        Raises:
            LimitError: the deadline has passed.
        """
        below, above, high = self.best.below, self.best.above, self.sets.high
        own = [node for node in self.by_level[level] if above[node] * below[high[node]] >= least]
        family = _Family(self.greatest)
        moved = self._below({high[node]: 0.0 for node in own}, own, least, family)
        return family.kept(self._above(own, least, moved, family))

    def _below(self, ends: Mapping[int, float], own: Sequence[int], least: float, family: _Family) -> dict[int, int]:
        """The families below the nodes of an input, by the node they stand for."""
        below, above, sets = self.best.below, self.best.above, self.sets
        reach = dict(ends)
        for node in own:
            reach[sets.high[node]] = max(reach[sets.high[node]], above[node])
        pending = [-node for node in reach]
        heapq.heapify(pending)
        met: list[int] = []
        while pending:
            node = -heapq.heappop(pending)
            if node <= UNIT:
                continue
            if node % AT_ONCE == 0:
                self.deadline.look()
            met.append(node)
            for child, weight in (
                (sets.low[node], reach[node]), (sets.high[node], reach[node] * self.chances[sets.level[node]])
            ):  # fmt: skip
                if weight * below[child] >= least:
                    if child not in reach:
                        heapq.heappush(pending, -child)
                        reach[child] = weight
                    elif weight > reach[child]:
                        reach[child] = weight
        self.looked_at += len(met)
        moved = {EMPTY: EMPTY, UNIT: UNIT}
        for node in reversed(met):
            child, level = sets.high[node], sets.level[node]
            with_it = moved[child] if reach[node] * self.chances[level] * below[child] >= least else EMPTY
            moved[node] = family.node(level, with_it, moved.get(sets.low[node], EMPTY))
        return moved

    def _above(self, own: Sequence[int], least: float, moved: Mapping[int, int], family: _Family) -> int:
        """The family of all ways from the root through the nodes of an input. The innermost loop of bounds."""
        above, chances, parents = self.best.above, self.chances, self.above
        level, high, low = self.sets.level, self.sets.high, self.sets.low
        found = {node: moved[high[node]] for node in own}
        reach = {node: self.best.below[high[node]] for node in own}
        pending = list(own)
        heapq.heapify(pending)
        while pending:
            node = heapq.heappop(pending)
            if node % AT_ONCE == 0:
                self.deadline.look()
            if node not in found:
                child, without_it = high[node], found.get(low[node], EMPTY)
                if child in found and above[node] * chances[level[node]] * reach[child] >= least:
                    found[node] = family.node(level[node], found[child], without_it)
                else:
                    found[node] = without_it
            weight = reach[node]
            for parent in parents[node]:
                if parent < 0:
                    upper, lifted = ~parent, weight
                else:
                    upper, lifted = parent, weight * chances[level[parent]]
                if above[upper] * lifted >= least:
                    known = reach.get(upper)
                    if known is None:
                        heapq.heappush(pending, upper)
                        reach[upper] = lifted
                    elif lifted > known:
                        reach[upper] = lifted
        self.looked_at += len(found)
        return found.get(self.sets.root, EMPTY)


class _Family:
    """A family that is being built, children first, with the sum of the sets below each node."""

    def __init__(self, chances: Sequence[float]) -> None:
        self.chances = chances
        self.level, self.high, self.low = [0, 0], [0, 0], [0, 0]
        self.total = [0.0, 1.0]
        self.unique: dict[tuple[int, int, int], int] = {}

    def node(self, level: int, high: int, low: int) -> int:
        if high == EMPTY:
            return low
        found = self.unique.get((level, high, low))
        if found is None:
            found = self.unique[level, high, low] = len(self.level)
            self.level.append(level)
            self.high.append(high)
            self.low.append(low)
            self.total.append(self.total[low] + self.chances[level] * self.total[high])
        return found

    def kept(self, root: int) -> Kept:
        return Kept(Sets(self.level, self.high, self.low, root), self.total[root])
