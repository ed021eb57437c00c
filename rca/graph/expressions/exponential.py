"""A component that fails at a constant rate and is not repaired."""

from __future__ import annotations

from collections.abc import Sequence

from rca.graph.operation import Mathematics, Operation, Value, not_negative


def exponential(m: Mathematics, x: Sequence[Value]) -> Value:
    """1 − exp(−λt): failure rate λ (per hour), time t (hours). Open-PSA MEF 2.0d, built-ins."""
    rate, time = x
    not_negative(m, rate=rate, time=time)
    return -m.expm1(-rate * time)


OPERATIONS = (Operation("exponential", (2,), exponential),)
