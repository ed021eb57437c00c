"""A number that lies in one of several intervals, uniformly within it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from rca.graph.operation import Mathematics, Operation, Value, not_negative

if TYPE_CHECKING:
    from numpy.random import Generator


def mean(m: Mathematics, x: Sequence[Value]) -> Value:
    """The centres of the intervals by their weights: lower bound, then the upper bound and the weight of each interval.

    Weights are relative: they are divided by their sum. Open-PSA MEF 2.0d.
    """
    bounds, weights = (x[0], *x[1::2]), x[2::2]
    for lower, upper in pairwise(bounds):
        m.require(lower < upper, "the bound {} of a histogram is not above the one before", upper)
    for weight in weights:
        not_negative(m, weight=weight)
    total = sum(weights[1:], weights[0])
    m.require(total > 0, "the weights of a histogram add up to {}", total)
    centres = [(lower + upper) / 2 for lower, upper in pairwise(bounds)]
    return m.quotient(sum(centre * weight for centre, weight in zip(centres, weights, strict=True)), total)


def draw(generator: Generator, x: Sequence[float], count: int) -> Value:
    """So many numbers; one number at random chooses both the interval and the place in it."""
    bounds, weights = (x[0], *x[1::2]), x[2::2]
    total = math.fsum(weights)
    reached = [math.fsum(weights[:at]) / total for at in range(len(weights) + 1)]
    from numpy import interp

    return cast("Value", interp(generator.random(count), reached, bounds))


OPERATIONS = (Operation("histogram", None, mean, draw, pairs="bin"),)
