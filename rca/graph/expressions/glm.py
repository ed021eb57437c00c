"""A repairable component that may also fail on demand: the generalised life model."""

from __future__ import annotations

from collections.abc import Sequence

from rca.graph.operation import Mathematics, Operation, Value, chance, not_negative


def glm(m: Mathematics, x: Sequence[Value]) -> Value:
    """λ/(λ+μ) − (λ/(λ+μ) − γ)·exp(−(λ+μ)t): the unavailability at t of a component that starts failed with probability γ.

    γ 0..1, failure rate λ and repair rate μ (per hour), time t (hours). Open-PSA MEF 2.0d, built-ins.
    """
    gamma, fails, repairs, time = x
    not_negative(m, probability=gamma, rate=fails, repair_rate=repairs, time=time)
    chance(m, probability=gamma)
    both = fails + repairs
    settled = m.quotient(fails, m.choose(both == 0, 1.0, both))
    moved = -m.expm1(-both * time)
    return gamma + (settled - gamma) * moved


OPERATIONS = (Operation("GLM", (4,), glm),)
