"""A component whose failure stays hidden until a test finds it: the three forms of the periodic test."""

from __future__ import annotations

from collections.abc import Sequence

from rca.graph.operation import Mathematics, Operation, Value, chance, not_negative, positive

Matrix = tuple[tuple[Value, Value], tuple[Value, Value], tuple[Value, Value]]
"""Of a step: how (failed, in repair) come from (failed, in repair, 1), a row of the last for what is available."""


def periodic_test(m: Mathematics, x: Sequence[Value]) -> Value:
    """Unavailability at t of a component that fails unseen, and is tested at θ, θ + τ, θ + 2τ … hours.

    Four arguments λ τ θ t: a test takes no time and repairs at once. Five, λ μ τ θ t: repair at rate μ. Eleven,
    λ λ* μ τ θ γ π x σ ω t: a test takes π hours, itself causes a failure with probability γ, the component fails
    meanwhile at rate λ* and is of use during the test when x is 1; a failure is found with probability σ, and after
    repair the component is left failed with probability ω. Rates per hour. Open-PSA MEF 2.0d, built-ins; states and
    their order at a test as SCRAM 0.16 has them. Cost: logarithmic in the number of tests.
    """
    if len(x) == 4:
        return _instant_repair(m, x)
    if len(x) == 5:
        rate, repair, tau, first, time = x
        return _complete(m, (rate, rate, repair, tau, first, 0.0, 0.0, 1.0, 1.0, 0.0, time))
    positive(m, "the duration of a test is", x[6])
    return _complete(m, x)


def _instant_repair(m: Mathematics, x: Sequence[Value]) -> Value:
    rate, tau, first, time = x
    not_negative(m, rate=rate, first_test=first, time=time)
    positive(m, "the time between tests is", tau)
    since = m.greatest((time - first, 0.0 * time))
    rest = since - m.floor(m.quotient(since, tau)) * tau
    age = m.choose(time <= first, time, m.choose(rest <= 0, tau, rest))
    return -m.expm1(-rate * age)


def _complete(m: Mathematics, x: Sequence[Value]) -> Value:
    rate, test_rate, repair, tau, first, gamma, lasts, usable, found, bad, time = x
    not_negative(m, rate=rate, rate_in_test=test_rate, repair_rate=repair, first_test=first, time=time)
    positive(m, "the time between tests is", tau)
    chance(m, probability_of_failure_by_the_test=gamma, test_coverage=found, probability_of_a_bad_restart=bad)
    m.require(lasts <= tau, "the duration of a test {} is longer than the time between tests", lasts)
    since = m.greatest((time - first, 0.0 * time))
    tests = m.floor(m.quotient(since, tau))
    rest = m.greatest((since - tests * tau, 0.0 * time))

    def test(hours: Value) -> Matrix:
        own = -m.expm1(-test_rate * hours)
        return _test(own, _back(m, rate, repair, bad, hours), -m.expm1(-repair * hours), gamma, found)

    def between(hours: Value) -> Matrix:
        return _between(-m.expm1(-rate * hours), _back(m, rate, repair, bad, hours), -m.expm1(-repair * hours))

    failed, mending = -m.expm1(-rate * first), 0.0 * time
    failed, mending = _after(m, _joined(test(lasts), between(tau - lasts)), tests, failed, mending)
    inside = (rest <= lasts) & (lasts > 0)
    tested = m.least((rest, lasts + 0.0 * rest))
    useless = (1 - failed - mending) * (1 - gamma) * m.exp(-test_rate * tested)
    failed, mending = _step(test(tested), failed, mending)
    ended, ending = _step(between(m.greatest((rest - lasts, 0.0 * rest))), failed, mending)
    during = failed + mending + m.choose(usable != 0, 0.0, useless)
    tested_once = m.choose(inside, during, ended + ending)
    return m.choose(time <= first, -m.expm1(-rate * time), tested_once)


def _back(m: Mathematics, rate: Value, repair: Value, bad: Value, hours: Value) -> Value:
    """Probability that a component in repair comes back within so many hours and is failed at their end."""
    apart = rate - repair
    close = (apart <= 1e-9 * rate) & (apart >= -1e-9 * rate)
    mended, own = -m.expm1(-repair * hours), -m.expm1(-rate * hours)
    equal = own - m.exp(-rate * hours) * rate * hours
    other = m.quotient(rate * mended - repair * own, m.choose(close, 1.0, apart))
    return mended * bad + (1 - bad) * m.choose(close, equal, other)


def _test(own: Value, back: Value, mended: Value, gamma: Value, found: Value) -> Matrix:
    """Failed and available components are tested at the start; what the test finds goes to repair."""
    fails = gamma + (1 - gamma) * own
    return (
        ((1 - found) * (1 - fails), found * (1 - fails)),
        (back - (1 - found) * fails, 1 - mended - found * fails),
        ((1 - found) * fails, found * fails),
    )


def _between(own: Value, back: Value, mended: Value) -> Matrix:
    """What is available fails unseen, what is in repair comes back."""
    return (1 - own, 0.0 * own), (back - own, 1 - mended), (own, 0.0 * own)


def _step(matrix: Matrix, failed: Value, mending: Value) -> tuple[Value, Value]:
    a, b, c = matrix
    return failed * a[0] + mending * b[0] + c[0], failed * a[1] + mending * b[1] + c[1]


def _joined(first: Matrix, then: Matrix) -> Matrix:
    """One step and then another, as one."""
    a, b, _ = then

    def moved(row: tuple[Value, Value]) -> tuple[Value, Value]:
        return row[0] * a[0] + row[1] * b[0], row[0] * a[1] + row[1] * b[1]

    return moved(first[0]), moved(first[1]), _step(then, *first[2])


def _after(m: Mathematics, matrix: Matrix, times: Value, failed: Value, mending: Value) -> tuple[Value, Value]:
    """The state after so many equal steps, by repeated squaring."""
    left = times
    for _ in range(m.repeats(times).bit_length()):
        half = m.floor(left / 2)
        odd = left - 2 * half
        moved = _step(matrix, failed, mending)
        failed, mending = m.choose(odd, moved[0], failed), m.choose(odd, moved[1], mending)
        matrix, left = _joined(matrix, matrix), half
    return failed, mending


OPERATIONS = (Operation("periodic-test", (4, 5, 11), periodic_test),)
