"""A number with a gamma distribution."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from rca.graph.operation import Mathematics, Operation, Value, positive

if TYPE_CHECKING:
    from numpy.random import Generator


def mean(m: Mathematics, x: Sequence[Value]) -> Value:
    """k·θ: shape k, scale θ. Open-PSA MEF 2.0d."""
    positive(m, "the shape and the scale of a gamma distribution are", *x)
    return x[0] * x[1]


def draw(generator: Generator, x: Sequence[float], count: int) -> Value:
    """So many numbers."""
    return cast("Value", generator.gamma(x[0], x[1], count))


OPERATIONS = (Operation("gamma-deviate", (2,), mean, draw),)
