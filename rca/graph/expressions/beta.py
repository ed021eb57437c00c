"""A probability with a beta distribution."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from rca.graph.operation import Mathematics, Operation, Value, positive

if TYPE_CHECKING:
    from numpy.random import Generator


def mean(m: Mathematics, x: Sequence[Value]) -> Value:
    """α/(α + β). Open-PSA MEF 2.0d."""
    positive(m, "both shapes of a beta distribution are", *x)
    return m.quotient(x[0], x[0] + x[1])


def draw(generator: Generator, x: Sequence[float], count: int) -> Value:
    """So many numbers."""
    return cast("Value", generator.beta(x[0], x[1], count))


OPERATIONS = (Operation("beta-deviate", (2,), mean, draw),)
