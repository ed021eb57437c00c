"""A number with a normal distribution."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from rca.graph.operation import Mathematics, Operation, Value, not_negative

if TYPE_CHECKING:
    from numpy.random import Generator


def mean(m: Mathematics, x: Sequence[Value]) -> Value:
    """The first argument; the second is the standard deviation."""
    not_negative(m, standard_deviation=x[1])
    return x[0]


def draw(generator: Generator, x: Sequence[float], count: int) -> Value:
    """So many numbers."""
    return cast("Value", generator.normal(x[0], x[1], count))


OPERATIONS = (Operation("normal-deviate", (2,), mean, draw),)
