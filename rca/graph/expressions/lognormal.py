"""A number whose logarithm has a normal distribution."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist
from typing import TYPE_CHECKING, cast

from rca.graph.operation import Mathematics, Operation, Value, not_negative, positive

if TYPE_CHECKING:
    from numpy.random import Generator


def mean(m: Mathematics, x: Sequence[Value]) -> Value:
    """Three arguments: mean, error factor and its confidence level. Two: μ and σ of the logarithm, exp(μ + σ²/2).

    The error factor EF at level a is exp(z·σ), z being the standard normal quantile of a. Open-PSA MEF 2.0d.
    """
    if len(x) == 2:
        not_negative(m, standard_deviation=x[1])
        return m.exp(x[0] + x[1] * x[1] / 2)
    positive(m, "the mean of a lognormal distribution is", x[0])
    m.require(x[1] >= 1, "the error factor {} of a lognormal distribution is below 1", x[1])
    m.require((x[2] > 0.5) & (x[2] < 1), "the level {} of an error factor is not between 0.5 and 1", x[2])
    return x[0]


def draw(generator: Generator, x: Sequence[float], count: int) -> Value:
    """So many numbers."""
    if len(x) == 2:
        location, scale = x[0], x[1]
    else:
        scale = math.log(x[1]) / NormalDist().inv_cdf(x[2])
        location = math.log(x[0]) - scale * scale / 2
    return cast("Value", generator.lognormal(location, scale, count))


OPERATIONS = (Operation("lognormal-deviate", (2, 3), mean, draw),)
