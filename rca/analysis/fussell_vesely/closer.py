"""Closer bounds on what is not known exactly: the union of the likeliest sets, and the sum over the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rca.analysis.fussell_vesely.around import Surroundings
from rca.analysis.fussell_vesely.bounds import Bounds, Chance, at_most
from rca.analysis.fussell_vesely.large_unions import large_families
from rca.analysis.fussell_vesely.sums import Sums, pruned, sums
from rca.analysis.fussell_vesely.unions import Sets

KEPT = ((1e-1, 1), (1e-3, 1), (1e-5, 2), (1e-7, 4))
"""Sets are kept down to such a share of the likeliest, in turn, with one part in so many of the budget."""


COST = 1
"""Of a node that was looked at, in steps of the budget."""


class Closer:
    """The bounds of a part, made closer as far as a budget allows."""

    def __init__(
        self, bounds: Bounds, inputs: tuple[int, ...], near: Surroundings, total: Sums,
        least: Sequence[Chance], most: Sequence[Chance],
    ) -> None:  # fmt: skip
        """`near` and `total` are of all sets; `least` and `most` have by level how likely each input is."""
        self.bounds = bounds
        self.inputs = inputs
        self.near = near
        self.total = total
        self.least = least
        self.most = most

    def whole(self, budget: int) -> None:
        """That some set occurs.

        Raises:
            LimitError: the deadline has passed.
        """
        sets, best = self.near.sets, self.near.best
        for share, part in KEPT:
            self.near.deadline.look()
            kept = pruned(sets, self.near.chances, best, share * best.below[sets.root])
            unions = large_families(self.inputs, [(0, kept, 0)], budget // part, self.near.deadline, each=1)
            if not unions.holding:
                return
            rest = max(0.0, self.total.total - sums(kept, self.near.greatest).total)
            lower, upper = unions.chances(self.least)[1][0], unions.chances(self.most)[1][0]
            upper = at_most(upper, rest, self.near.limit(best.below[sets.root]))
            self.bounds.whole((lower, 1.0 - lower), (upper, 1.0 - upper))

    def holding(self, levels: Sequence[int], budget: int) -> None:
        """That some set with the input of a level occurs; those that matter most come first.

        Raises:
            LimitError: the deadline has passed.
        """
        best = {level: self.near.likeliest(level) for level in levels if not self.bounds.are_close(level)}
        left = [level for level in best if best[level] > 0.0]
        left.sort(key=lambda level: -best[level] * self.near.chances[level])
        for share, part in KEPT:
            self.near.deadline.look()
            totals: dict[int, float] = {}
            unions = large_families(
                self.inputs, self._families(left, share, best, totals), budget // part, self.near.deadline
            )
            lower, upper = unions.chances(self.least)[1], unions.chances(self.most)[1]
            for level, value in lower.items():
                rest = max(0.0, self.total.holding[level] - totals[level])
                self.bounds.holding(level, value, at_most(upper[level], rest, self.near.limit(best[level])))
            left = [level for level in left if level in lower and not self.bounds.are_close(level)]

    def _families(
        self, levels: Sequence[int], share: float, best: dict[int, float], totals: dict[int, float]
    ) -> Iterator[tuple[int, Sets, int]]:
        """The likeliest sets with the input of each level, and what it cost to find them; `totals` takes up their sums."""
        for level in levels:
            before = self.near.looked_at
            kept = self.near.kept(level, share * best[level])
            totals[level] = kept.total
            yield level, kept.sets, COST * (self.near.looked_at - before)
