"""Bounds on how likely the cut sets that hold an input occur."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from rca.analysis.fussell_vesely.around import Surroundings
    from rca.analysis.fussell_vesely.sums import Sums
    from rca.analysis.solving.solution import Values

Chance: TypeAlias = tuple[float, float]
"""Probabilities that something is true and that it is false."""


CLOSE = 1e-9


class Bounds:
    """What is known so far of the unions of a part.

    They are: some set occurs; and by level: some set with the input occurs, given that the input does.
    """

    def __init__(self, levels: int) -> None:
        """Nothing is known but that probabilities lie within 0 and 1."""
        self.least: Chance = (0.0, 1.0)
        """That some set occurs, at least."""
        self.most: Chance = (1.0, 0.0)
        self.lower = [0.0] * levels
        self.upper = [1.0] * levels

    @property
    def known(self) -> bool:
        """Whether it is known how likely it is that some set occurs."""
        return self.least == self.most

    def whole(self, least: Chance, most: Chance) -> None:
        """Take bounds on the whole where they are closer and it is not known."""
        if self.known:
            return
        self.least = max(self.least, least)
        self.most = max(min(self.most, most), self.least)

    def holding(self, level: int, lower: float, upper: float) -> None:
        """Take bounds on one input where they are closer."""
        self.lower[level] = max(self.lower[level], lower)
        self.upper[level] = max(min(self.upper[level], upper), self.lower[level])

    def are_close(self, level: int) -> bool:
        """Whether the bounds on one input agree to nine digits."""
        return self.upper[level] - self.lower[level] <= CLOSE * self.upper[level]

    def exactly(self, least: Mapping[int, float], most: Mapping[int, float]) -> None:
        """Take the values under the least and the greatest chances of the inputs, by level."""
        for level, value in least.items():
            self.lower[level], self.upper[level] = value, max(value, most[level])


def by_slopes(bounds: Bounds, values: Values, root: int, chances: Sequence[Chance], levels: Sequence[int]) -> None:
    """Bounds of a monotone function F, read from its slopes.

    Let G say that a set with the input occurs, given that the input does, and F1, F0 be F with and without the input. F1 is
    G or F0: an event is critical only when every set that occurs holds it, and a set that holds it occurs only where F1 is
    true, so that P(F1) − P(F0) ≤ P(G) ≤ P(F1). As G and F0 both rise with all events, P(G and F0) ≥ P(G)·P(F0) (Harris
    1960), hence P(G) ≥ (P(F1) − P(F0)) / (1 − P(F0)).
    """
    true, false = values.at(root)
    slopes = values.slopes(root, 1.0)
    for level in levels:
        slope, (own, absent) = max(0.0, slopes[level]), chances[level]
        never = false + own * slope
        bounds.holding(level, min(1.0, slope / never) if never > 0.0 else slope, min(1.0, true + absent * slope))


def at_most(known: float, rest: float, likeliest: float) -> float:
    """Upper bound on the probability that one of two families occurs: of the first it is `known`, of the second the sum is.

    That none of some sets occurs is at least as likely as if they were independent (Harris 1960; Esary and Proschan 1963).
    For sets of probability `likeliest` at most, ln(1 − P) is at least P times what it is for that.
    """
    if likeliest >= 1.0:
        return min(1.0, known + rest)
    weight = -math.log1p(-likeliest) / likeliest if likeliest > 0.0 else 1.0
    return min(1.0, known + rest, known - (1.0 - known) * math.expm1(-weight * rest))


def by_sums(bounds: Bounds, near: Surroundings, most: Sums, levels: Sequence[int]) -> None:
    """Bounds of any family: at least its likeliest set, at most the sum of all."""
    best = near.best.below[near.sets.root]
    total = at_most(0.0, most.total, near.limit(best))
    bounds.whole((best, 1.0 - best), (total, 1.0 - total))
    for level in levels:
        own = near.likeliest(level)
        bounds.holding(level, own, at_most(0.0, most.holding[level], near.limit(own)))
