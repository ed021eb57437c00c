"""A component that ages or wears in, and is not repaired."""

from __future__ import annotations

from collections.abc import Sequence

from rca.graph.operation import Mathematics, Operation, Value, not_negative, positive


def weibull(m: Mathematics, x: Sequence[Value]) -> Value:
    """1 − exp(−((t − t0)/α)^β), and 0 up to t0: scale α, shift t0 and time t in hours. Open-PSA MEF 2.0d, built-ins."""
    scale, shape, start, time = x
    not_negative(m, start=start, time=time)
    positive(m, "the scale and the shape of a Weibull distribution are", scale, shape)
    age = m.greatest((time - start, 0.0 * time))
    return m.choose(time <= start, 0.0, -m.expm1(-m.power(m.quotient(age, scale), shape)))


OPERATIONS = (Operation("Weibull", (4,), weibull),)
