"""A number that may lie anywhere between two bounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from rca.graph.operation import Mathematics, Operation, Value

if TYPE_CHECKING:
    from numpy.random import Generator


def mean(m: Mathematics, x: Sequence[Value]) -> Value:
    """(lower + upper) / 2."""
    m.require(x[0] <= x[1], "the lower bound {} of a uniform distribution is above the upper", x[0])
    return (x[0] + x[1]) / 2


def draw(generator: Generator, x: Sequence[float], count: int) -> Value:
    """So many numbers between the bounds."""
    return cast("Value", generator.uniform(x[0], x[1], count))


OPERATIONS = (Operation("uniform-deviate", (2,), mean, draw),)
