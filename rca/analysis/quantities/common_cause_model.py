"""What a model of common-cause failure has to say: which factors it takes, and what share of failures each level has."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rca.graph.expression import Expression
from rca.graph.model import CommonCauseWord

Factors = Mapping[int, Expression]
"""By level: how many members fail together."""


@dataclass(frozen=True, slots=True)
class CommonCauseModel:
    """A model of common-cause failure."""

    word: CommonCauseWord
    first_level: Callable[[int], int]
    """Lowest level that takes a factor, for so many members."""
    shares: Callable[[int, Factors], Mapping[int, Expression]]
    """For so many members: the share of a member's total probability that one set of so many members has, by its size."""
    sum_of_factors: float | None = None
    """What the factors have to add up to."""


def number(value: float) -> Expression:
    """A constant."""
    return Expression("float", value=value)


def product(*inputs: Expression) -> Expression:
    """Their product."""
    return Expression("mul", inputs)


def rest(factor: Expression) -> Expression:
    """1 less the factor."""
    return Expression("sub", (number(1.0), factor))


def sets_of(members: int, level: int) -> int:
    """Sets of `level` members that hold a certain one of them."""
    return math.comb(members - 1, level - 1)
