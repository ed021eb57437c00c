"""Values of expressions, against published numbers, definitions worked by hand, and other ways to the same number."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca.graph.expression import Expression
from rca.graph.expressions import operations
from rca.graph.operation import SCALAR
from rca.graph.quantities import HOURS, Scope, value_of

PLAIN = {
    "rate": 7e-4, "in test": 6e-4, "repair": 4e-4, "tau": 120.0, "first": 4740.0, "gamma": 0.01, "lasts": 20.0, "usable": 1.0,
    "found": 0.9, "bad": 0.01, "time": 8760.0,
}  # fmt: skip


def value(op: str, *inputs: float) -> float:
    return operations()[op].formula(SCALAR, inputs)


def number(text: float) -> Expression:
    return Expression("float", value=text)


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ((7e-4, 4e-4, 4020, 4740, 8760), 0.817508),
        ((7e-4, 4e-4, 2010, 4740, 8760), 0.736611),
        ((7e-4, 4e-4, 120, 4740, 8760), 0.645377),
        ((7e-4, 7e-4, 120, 4740, 8760), 0.511579),
        ((7e-4, 0, 120, 4740, 8760), 0.997828),
        ((0.1, 1, 2, 5), 1 - math.exp(-0.1)),
    ],
)
def test_periodic_tests_of_four_and_five_arguments(inputs: Sequence[float], expected: float) -> None:
    """The numbers of SCRAM's expression tests (tests/expression_tests.cc, PeriodicTest4 and 5)."""
    assert value("periodic-test", *inputs) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, 0.668316),
        ({"usable": 0}, 0.668316),
        ({"usable": 0, "time": 4750}, 1.0),
        ({"usable": 0, "time": 4870}, 0.996715),
        ({"usable": 0, "time": 8710}, 0.997478),
        ({"in test": 7e-4, "repair": 7e-4}, 0.543401),
        ({"lasts": 120}, 0.6469),
        ({"tau": 4020, "lasts": 1e-9, "bad": 0, "found": 1, "gamma": 0}, 0.817508),
        ({"lasts": 1e-9, "bad": 0, "found": 1, "gamma": 0}, 0.645377),
    ],
)
def test_periodic_tests_of_eleven_arguments(changed: dict[str, float], expected: float) -> None:
    """The numbers of SCRAM's expression tests (PeriodicTest11)."""
    assert value("periodic-test", *(PLAIN | changed).values()) == pytest.approx(expected, abs=1e-6)


def test_a_long_test_is_the_markov_chain_that_it_means() -> None:
    """Against small steps: tests of 10 h every 100 h from 50 h on, seen at 475 h, between two tests.

    What a test finds waits for its end before repair begins; what is repaired meanwhile is not tested and fails at the
    rate of work.
    """
    rate, in_test, repair, gamma, found, bad = 2e-3, 5e-3, 0.05, 0.02, 0.8, 0.1
    step = 0.001
    tested, back, failed, mending, waiting = 1.0, 0.0, 0.0, 0.0, 0.0
    for at in range(round(475 / step)):
        into = (at - round(50 / step)) % round(100 / step)
        testing = at >= round(50 / step) and into < round(10 / step)
        if testing and into == 0:
            up = failed + (tested + back) * gamma
            tested, back, failed, waiting = (tested + back) * (1 - gamma), 0.0, (1 - found) * up, found * up
        elif not testing and waiting:
            mending, waiting = mending + waiting, 0.0
        lost, again, mended = (
            tested * (in_test if testing else rate) * step,
            back * rate * step,
            mending * repair * step,
        )
        seen = found if testing else 0.0
        tested, back, mending = tested - lost, back + mended * (1 - bad) - again, mending - mended
        failed, waiting = failed + lost * (1 - seen) + again + mended * bad, waiting + lost * seen

    inputs = (rate, in_test, repair, 100, 50, gamma, 10, 1, found, bad, 475)

    assert value("periodic-test", *inputs) == pytest.approx(1 - tested - back, rel=1e-4)


def test_many_tests_cost_little() -> None:
    """A million million tests, by repeated squaring: the unavailability has settled."""
    settled = value("periodic-test", 1e-3, 0.1, 10, 0, 10 * 10**6 + 5)

    assert value("periodic-test", 1e-3, 0.1, 10, 0, 10 * 10**12 + 5) == pytest.approx(settled, rel=1e-6)


@pytest.mark.parametrize(
    ("op", "inputs", "expected"),
    [
        ("exponential", (1e-3, 100), 0.09516258196404048),
        ("GLM", (0.01, 1e-3, 1e-2, 50), 1 / 11 - (1 / 11 - 0.01) * math.exp(-0.55)),
        ("GLM", (0.2, 0, 0, 50), 0.2),
        ("Weibull", (1000, 2, 100, 600), 1 - math.exp(-0.25)),
        ("Weibull", (1000, 2, 100, 50), 0.0),
        ("uniform-deviate", (0.1, 0.3), 0.2),
        ("uniform-deviate", (0.2, 0.2), 0.2),
        ("Weibull", (1000, 2, 100, 100), 0.0),
        ("normal-deviate", (0.1, 0.3), 0.1),
        ("lognormal-deviate", (0.1, 3, 0.95), 0.1),
        ("lognormal-deviate", (-3, 0.5), math.exp(-3 + 0.125)),
        ("gamma-deviate", (2, 0.05), 0.1),
        ("beta-deviate", (2, 8), 0.2),
        ("histogram", (0, 0.2, 1, 0.6, 3), (0.1 * 1 + 0.4 * 3) / 4),
        ("neg", (2,), -2), ("add", (1, 2, 3), 6), ("sub", (1, 2, 3), -4), ("mul", (2, 3, 4), 24), ("div", (24, 2, 3), 4),
        ("mod", (7, 3), 1), ("mod", (-7, 3), -1), ("pow", (2, 10), 1024), ("exp", (1,), math.e), ("log", (math.e,), 1),
        ("log10", (1000,), 3), ("sqrt", (9,), 3), ("abs", (-2,), 2), ("ceil", (1.2,), 2), ("floor", (-1.2,), -2),
        ("min", (3, 1, 2), 1), ("max", (3, 1, 2), 3), ("mean", (1, 2, 6), 3), ("pi", (), math.pi), ("sin", (0,), 0),
        ("not", (0,), 1), ("and", (1, 1, 0), 0), ("or", (0, 0, 1), 1), ("eq", (1, 1), 1), ("df", (1, 1), 0), ("lt", (1, 2), 1),
        ("gt", (1, 2), 0), ("leq", (2, 2), 1), ("geq", (1, 2), 0), ("ite", (1, 0.3, 0.7), 0.3), ("ite", (0, 0.3, 0.7), 0.7),
        ("switch", (0, 0.1, 1, 0.2, 1, 0.3, 0.4), 0.2), ("switch", (0, 0.1, 0.4), 0.4), ("switch", (0.4,), 0.4),
        ("switch", (1, 0.1, 0.4), 0.1), ("switch", (1, 0.1, 1, 0.2, 0.4), 0.1), ("not", (2,), 0), ("and", (1, 2, 3), 1),
        ("or", (0, 0, 0), 0), ("eq", (1, 2), 0), ("df", (1, 2), 1), ("lt", (2, 2), 0), ("lt", (2, 1), 0), ("gt", (2, 1), 1),
        ("gt", (2, 2), 0), ("leq", (1, 2), 1), ("leq", (3, 2), 0), ("geq", (2, 2), 1), ("geq", (3, 2), 1),
    ],
)  # fmt: skip
def test_every_other_operation(op: str, inputs: Sequence[float], expected: float) -> None:
    """By the definitions of the Open-PSA Model Exchange Format 2.0d."""
    assert value(op, *inputs) == pytest.approx(expected, rel=1e-12, abs=1e-15)


@pytest.mark.parametrize(
    ("op", "inputs", "words"),
    [
        ("Weibull", (0, 1, 0, 1), "scale and the shape"),
        ("GLM", (1.5, 1, 1, 1), "probability 1.5 is outside 0 to 1"),
        ("periodic-test", (1e-3, 0, 0, 1), "time between tests is above zero"),
        ("periodic-test", tuple((PLAIN | {"lasts": 121}).values()), "longer than the time between tests"),
        ("periodic-test", tuple((PLAIN | {"found": 2}).values()), "test coverage 2 is outside 0 to 1"),
        ("uniform-deviate", (0.3, 0.1), "above the upper"),
        ("normal-deviate", (0.3, -0.1), "standard deviation -0.1 is negative"),
        ("lognormal-deviate", (0.1, 0.5, 0.95), "error factor 0.5"),
        ("lognormal-deviate", (0.1, 3, 0.4), "level 0.4"),
        ("gamma-deviate", (0, 1), "gamma"),
        ("beta-deviate", (1, -1), "beta"),
        ("histogram", (0.3, 0.1, 1), "not above the one before"),
        ("histogram", (0.1, 0.3, 1, 0.3, 1), "bound 0.3 of a histogram is not above the one before"),
        ("histogram", (0.1, 0.3, 0), "add up to 0"),
        ("histogram", (0.1, 0.3, -1), "weight -1 is negative"),
        ("log", (0,), "logarithm of 0"),
        ("sqrt", (-1,), "`sqrt` of -1"),
        ("acos", (2,), "`acos` of 2"),
    ],
)
def test_what_no_formula_can_take_is_said(op: str, inputs: Sequence[float], words: str) -> None:
    """One sentence, whatever is wrong."""
    with pytest.raises(ValueError, match=words):
        value(op, *inputs)


@given(st.floats(1e-6, 1e-2), st.floats(0, 1e4), st.floats(0, 1e4))
def test_what_is_not_repaired_never_gets_better(rate: float, early: float, later: float) -> None:
    """Exponential and Weibull rise with time."""
    first, then = sorted((early, later))

    assert value("exponential", rate, first) <= value("exponential", rate, then)
    assert value("Weibull", 1 / rate, 1.5, 10, first) <= value("Weibull", 1 / rate, 1.5, 10, then)


@given(st.floats(1e-6, 1e-2), st.floats(1e-3, 1), st.floats(1, 1000), st.floats(0, 1000), st.floats(0, 5000))
def test_a_test_leaves_a_probability(rate: float, repair: float, tau: float, first: float, time: float) -> None:
    """Whatever the five arguments are."""
    assert 0 <= value("periodic-test", rate, repair, tau, first, time) <= 1


def test_a_path_of_an_event_tree_is_asked_for_its_states() -> None:
    """Initiating event, and the state of a functional event; an event not passed has no state."""
    scope = Scope(HOURS, {}, initiating_event="I", states={"F": "on"})

    assert value_of(Expression("test-initiating-event", name="I"), scope) == 1
    assert value_of(Expression("test-functional-event", name="F", state="on"), scope) == 1
    assert value_of(Expression("test-functional-event", name="G", state="on"), scope) == 0


def test_every_file_of_operations_registers_some() -> None:
    """None is walked for nothing."""
    import importlib
    import pkgutil

    from rca.graph import expressions

    for module in pkgutil.iter_modules(expressions.__path__):
        assert importlib.import_module(f"rca.graph.expressions.{module.name}").OPERATIONS
