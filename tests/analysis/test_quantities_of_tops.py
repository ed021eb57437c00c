"""Bounds, uncertainty and time curves of a top, against every case, published numbers and numbers worked by hand."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rca.analysis.model_findings import Asked, ModelFindings, analyse_model
from rca.analysis.quantities.course import Course
from rca.analysis.quantities.further import Further
from rca.analysis.quantities.integrity import BANDS, HIGH_DEMAND, LOW_DEMAND, band, level, shares
from rca.analysis.quantities.spread import Uncertainty
from rca.analysis.quantities.uncertainty import spread as spread_of
from rca.analysis.quantities.upper_bound import min_cut_upper_bound, rare_event
from rca.analysis.quantities.vectors import Vectors
from rca.analysis.solving.automatic import Automatic
from rca.analysis.solving.circuit import circuit
from rca.analysis.solving.cut_sets import count_by_order
from rca.analysis.solving.deadline import Deadline
from rca.analysis.solving.listing import list_sets
from rca.analysis.solving.solution import Solution
from rca.graph.expression import Expression
from rca.graph.model import BasicEvent, Model, ModelGate, Parameter
from rca.graph.model_tree import tree_of
from rca.graph.quantities import probabilities
from rca.importers.models.read import read_model

TIME = Expression("system-mission-time")


def number(value: float) -> Expression:
    return Expression("float", value=value)


def operation(op: str, *inputs: Expression | float) -> Expression:
    return Expression(op, tuple(number(each) if isinstance(each, float | int) else each for each in inputs))


def model(word: str, **events: Expression | float) -> Model:
    """One gate over these events."""
    basic = {name: BasicEvent(name, number(each) if isinstance(each, float) else each) for name, each in events.items()}
    gate = ModelGate("TOP", word, tuple(events), least=2)  # type: ignore[arg-type]
    return Model("m", gates={"TOP": gate}, basic=basic)


def analysed(own: Model, **wanted: float) -> ModelFindings:
    further = Further(**wanted)  # type: ignore[arg-type]
    chances, wrong = probabilities(own, further.hours)
    assert wrong == ()
    return analyse_model(own, "TOP", chances, Asked(further=further))


def spread(own: Model, **wanted: float) -> Uncertainty:
    found = analysed(own, **wanted).uncertainty
    assert found is not None
    return found


def course(own: Model, **wanted: float) -> Course:
    found = analysed(own, **wanted).course
    assert found is not None
    return found


# -- bounds ------------------------------------------------------------------------------------------------------------


def test_the_upper_bound_of_two_pairs_by_hand() -> None:
    """A·B and B·C at 0.1, 0.2, 0.3: 1 − (1 − 0.02)(1 − 0.06), beside the sum 0.08."""
    pairs = {"AB": ModelGate("AB", "and", ("A", "B")), "BC": ModelGate("BC", "and", ("B", "C"))}
    plain = model("or", A=0.1, B=0.2, C=0.3)
    own = Model("m", gates={"TOP": ModelGate("TOP", "or", ("AB", "BC")), **pairs}, basic=plain.basic)

    found = analysed(own)

    assert found.rare_event == pytest.approx(0.08)
    assert found.upper_bound == pytest.approx(1 - 0.98 * 0.94, rel=1e-9)


@given(st.lists(st.floats(0, 1), min_size=3, max_size=6), st.integers(1, 3))
@settings(max_examples=100, deadline=None)
def test_the_upper_bound_is_the_product_over_the_cut_sets(chances: list[float], least: int) -> None:
    """With likely and unlikely cut sets; it is not below the exact value."""
    names = [f"E{at}" for at in range(len(chances))]
    basic = {name: BasicEvent(name, number(chance)) for name, chance in zip(names, chances, strict=True)}
    own = Model("m", gates={"TOP": ModelGate("TOP", "atleast", tuple(names), least)}, basic=basic)

    found = analysed(own)

    product = math.prod(1 - math.prod(each) for each in combinations(chances, least))
    assert found.upper_bound == pytest.approx(1 - product, rel=1e-8, abs=1e-14)
    assert found.probability is not None
    assert found.probability.lower <= found.upper_bound * (1 + 1e-8) + 1e-15


def test_the_upper_bound_of_a_published_tree_is_the_product_over_its_listed_sets(bench: Path) -> None:
    """392 cut sets, summed without listing them and one by one."""
    folder = bench / "fault-trees" / "known"
    own, _ = read_model([folder / "chinese.xml", folder / "chinese-basic-events.xml"])
    chances, _ = probabilities(own)
    solution = Automatic().solve(circuit(tree_of(own, own.tops()[0], chances)))
    sets = list_sets(solution, count_by_order(solution), 1000).sets

    bound = min_cut_upper_bound(solution, chances, rare_event(solution, chances))

    products = [math.prod(chances[name] for name in each) for each in sets]
    assert len(sets) == 392
    assert bound == pytest.approx(1 - math.prod(1 - each for each in products), rel=1e-9)


@pytest.mark.parametrize(("chance", "expected"), [(1e-8, 2e-8), (0.1, None)])
def test_a_bound_is_given_to_six_digits_or_not_at_all_where_time_is_short(
    chance: float, expected: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With no step beyond the first sum: what unlikely sets add after it is nothing, what likely ones add is not known."""
    monkeypatch.setattr("rca.analysis.quantities.upper_bound.MOST_STEPS", 0)

    bound = analysed(model("or", A=chance, B=chance)).upper_bound

    assert bound == (None if expected is None else pytest.approx(expected, rel=1e-6))


def test_the_bound_needs_no_more_terms_than_its_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two sets at 0.01: 0.02 + 0.0001 + 2·0.01³/3 + …: five terms give nine digits, the sixth is not worked out."""
    powers: list[int] = []

    def noted(solution: Solution, known: Mapping[str, float], power: int = 1, *more: Deadline) -> float:
        powers.append(power)
        return rare_event(solution, known, power, *more)

    monkeypatch.setattr("rca.analysis.quantities.upper_bound.rare_event", noted)
    own = model("or", A=0.01, B=0.01)
    solution = Automatic().solve(circuit(tree_of(own, "TOP", {})))
    bound = min_cut_upper_bound(solution, {"A": 0.01, "B": 0.01}, 0.02)

    assert powers == [2, 3, 4, 5]
    assert bound == pytest.approx(1 - 0.99**2, rel=1e-9)


def test_a_certain_cut_set_makes_the_bound_one() -> None:
    """Beside another; and so do more likely ones than can all stay away."""
    assert analysed(model("or", A=1.0, B=0.2)).upper_bound == 1.0
    assert analysed(model("or", **{f"E{at}": 0.5 for at in range(200)})).upper_bound == 1.0


# -- many cases at once ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["baobab2", "chinese", "xor", "a_and_not_b", "a_or_not_a", "correct_non_coherent"])
def test_many_cases_at_once_are_the_cases_one_by_one(name: str, bench: Path) -> None:
    """Probability and slopes, of coherent trees and others, to the last digits."""
    folder = bench / "fault-trees" / "known"
    own, _ = read_model(
        [each for each in (folder / f"{name}.xml", folder / f"{name}-basic-events.xml") if each.is_file()]
    )
    solution = Automatic().solve(circuit(tree_of(own, own.tops()[0], {})))
    chances = np.random.default_rng(1).random((len(solution.leaves), 5))

    tops, slopes = Vectors(solution).derivatives(chances)

    for at in range(5):
        top, slope = solution.derivatives(chances[:, at].tolist())
        assert tops[at] == pytest.approx(top, rel=1e-12, abs=1e-15)
        assert slopes[:, at] == pytest.approx(slope, rel=1e-9, abs=1e-15)
    assert Vectors(solution).probability(chances) == pytest.approx(tops, rel=1e-12)


# -- uncertainty -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("samples", "mean", "deviation"),
    [
        ([0.3], 0.3, 0.0),
        ([0.1, 0.1, 0.1], 0.1, 0.0),
        ([0.1, 0.3], 0.2, 0.02**0.5),
        ([0.0, 1.0, 1.0, 0.0], 0.5, 3**-0.5),
    ],
)
def test_spread_by_hand(samples: list[float], mean: float, deviation: float) -> None:
    """Deviation over n − 1, none of one sample; equal samples have exactly their own value as the mean."""
    found = spread_of(np.array(samples))

    assert (found.mean, found.deviation) == pytest.approx((mean, deviation), rel=1e-15)
    assert found.standard_error == pytest.approx(deviation / len(samples) ** 0.5)
    assert min(samples) <= found.low <= found.median <= found.high <= max(samples)


def test_samples_of_constants_do_not_spread() -> None:
    """The deviation is 0 and every percentile is the exact value; it is said that nothing is uncertain."""
    found = analysed(model("or", A=0.1, B=0.2), samples=100)

    assert found.uncertainty is not None
    top = found.uncertainty.top
    assert (top.deviation, top.standard_error) == (0.0, 0.0)
    assert top.mean == top.low == top.median == top.high == pytest.approx(0.28, rel=1e-15)
    assert "No basic event below the top has a distribution: every sample is the same." in found.limits


@pytest.mark.parametrize(
    ("deviate", "mean", "deviation"),
    [
        (operation("uniform-deviate", 0.1, 0.3), 0.2, 0.2 / math.sqrt(12)),
        (operation("normal-deviate", 0.2, 0.01), 0.2, 0.01),
        (operation("lognormal-deviate", 0.01, 3, 0.95), 0.01,
         0.01 * math.sqrt(math.exp((math.log(3) / 1.6448536269514722) ** 2) - 1)),
        (operation("lognormal-deviate", -5, 0.5), math.exp(-5 + 0.125), math.exp(-5 + 0.125) * math.sqrt(math.exp(0.25) - 1)),
        (operation("gamma-deviate", 4, 0.01), 0.04, 0.02),
        (operation("beta-deviate", 2, 8), 0.2, math.sqrt(16 / (100 * 11))),
        (operation("histogram", 0, 0.2, 1, 0.6, 3), 0.325, math.sqrt((0.04 / 3 + 3 * (0.216 - 0.008) / 3 / 0.4) / 4 - 0.325**2)),
    ],
)  # fmt: skip
def test_samples_have_the_mean_and_deviation_of_their_distribution(
    deviate: Expression, mean: float, deviation: float
) -> None:
    """Of every distribution, within four standard errors at 20,000 samples."""
    found = spread(model("or", A=deviate), samples=20_000, seed=7).top

    assert found.mean == pytest.approx(mean, abs=4 * found.standard_error)
    assert found.deviation == pytest.approx(deviation, rel=0.05)
    assert found.low < found.median < found.high


def test_the_mean_of_independent_events_tends_to_the_exact_value() -> None:
    """The top of independent samples is linear in each event: its mean is the value at the means."""
    own = model("atleast", A=operation("uniform-deviate", 0.1, 0.3), B=operation("beta-deviate", 2, 8), C=0.1)
    exact = analysed(own).probability
    assert exact is not None

    few, many = (spread(own, samples=count, seed=3).top for count in (1000, 50_000))

    assert many.mean == pytest.approx(exact.lower, abs=4 * many.standard_error)
    assert many.standard_error == pytest.approx(few.standard_error / math.sqrt(50), rel=0.1)


def test_events_that_share_a_parameter_move_together() -> None:
    """E[P²] is above E[P]² by the variance: 0.04 + 0.04/12 for a uniform P on 0.1 to 0.3, and 0.04 where each has its own."""
    shared = operation("uniform-deviate", 0.1, 0.3)
    own = model("and", A=Expression("parameter", name="P"), B=Expression("parameter", name="P"))
    own = Model("m", gates=own.gates, basic=own.basic, parameters={"P": Parameter("P", shared)})

    together = spread(own, samples=40_000).top
    apart = spread(model("and", A=shared, B=shared), samples=40_000).top

    assert together.mean == pytest.approx(0.04 + 0.04 / 12, abs=4 * together.standard_error)
    assert apart.mean == pytest.approx(0.04, abs=4 * apart.standard_error)


def test_the_same_seed_gives_the_same_samples_whatever_else_the_model_holds() -> None:
    """And another seed others; a distribution added beside does not move those that were there."""
    deviate = operation("lognormal-deviate", 0.01, 3, 0.95)
    own = model("or", A=deviate)

    assert spread(own, samples=500, seed=5) == spread(own, samples=500, seed=5)
    assert spread(own, samples=500, seed=5) != spread(own, samples=500, seed=6)
    beside = model("or", B=operation("normal-deviate", 0.0, 0.0), A=deviate)
    assert spread(beside, samples=500, seed=5).top == pytest.approx(spread(own, samples=500, seed=5).top)


def test_batches_do_not_change_the_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor what is said of them."""
    own = model("or", A=operation("gamma-deviate", 4, 0.01), B=operation("beta-deviate", 2, 8))
    whole = spread(own, samples=700, seed=2)
    monkeypatch.setattr("rca.analysis.quantities.vectors.MOST_AT_ONCE", 33)

    assert spread(own, samples=700, seed=2) == whole


def test_importance_spreads_too_by_hand() -> None:
    """A or B with B certain at 0.2: Birnbaum of A is 0.8 always, that of B is 1 − A, uniform on 0.7 to 0.9."""
    found = spread(model("or", A=operation("uniform-deviate", 0.1, 0.3), B=0.2), samples=20_000).importance
    own, other = found["A"]["birnbaum"], found["B"]["birnbaum"]
    assert own is not None
    assert other is not None

    assert (own.mean, own.deviation) == (pytest.approx(0.8), pytest.approx(0, abs=1e-12))
    assert (other.low, other.high) == (pytest.approx(0.71, abs=2e-3), pytest.approx(0.89, abs=2e-3))
    raw = found["A"]["raw"]
    assert raw is not None
    assert raw.mean == pytest.approx(math.log(0.44 / 0.28) / 0.16, abs=0.02)


def test_samples_outside_a_probability_are_counted() -> None:
    """A normal distribution around 0.01 with deviation 0.01: one in six is below zero, taken as 0 and said."""
    found = analysed(model("or", A=operation("normal-deviate", 0.01, 0.01)), samples=5000)

    assert found.uncertainty is not None
    assert found.uncertainty.clipped["A"] == pytest.approx(5000 * 0.1587, rel=0.1)
    assert any("samples of `A` lay outside 0 to 1" in each for each in found.limits)


@pytest.mark.parametrize(
    ("expression", "share"),
    [
        (operation("normal-deviate", 0.99, 0.01), 0.1587),
        (operation("mul", 0.0, operation("uniform-deviate", 0.1, 0.3)), 0),
        (operation("max", 1.0, operation("uniform-deviate", 0.1, 0.3)), 0),
    ],
)
def test_the_ends_of_a_probability_are_not_outside_it(expression: Expression, share: float) -> None:
    """Above 1 is, 0 and 1 are not."""
    found = spread(model("or", A=expression), samples=5000).clipped

    assert found.get("A", 0) == pytest.approx(5000 * share, rel=0.1)
    assert ("A" in found) is bool(share)


def test_samples_that_are_no_number_are_counted_and_said() -> None:
    """The logarithm of what is negative in one sample of six: there the event is taken as impossible."""
    deviate = operation("normal-deviate", 0.1, 0.1)
    found = analysed(model("or", A=operation("exp", operation("log", deviate))), samples=5000)

    assert found.uncertainty is not None
    assert found.uncertainty.unfit["A"] == pytest.approx(5000 * 0.1587, rel=0.1)
    assert found.uncertainty.top.low == 0
    assert any("are no number were taken as 0, of `A`" in each for each in found.limits)


def test_importance_is_kept_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the first samples alone, and said."""
    monkeypatch.setattr("rca.analysis.quantities.uncertainty.KEPT", 40)
    found = analysed(model("or", A=operation("uniform-deviate", 0.1, 0.3), B=0.2), samples=100)

    assert found.uncertainty is not None
    assert (found.uncertainty.samples, found.uncertainty.importance_samples) == (100, 10)
    assert any("first 10 samples" in each for each in found.limits)


def test_a_time_limit_ends_the_samples_and_says_so() -> None:
    """One batch is always drawn."""
    own = model("or", A=operation("uniform-deviate", 0.1, 0.3))
    chances, _ = probabilities(own)

    found = analyse_model(own, "TOP", chances, Asked(seconds=0.0, further=Further(samples=100_000)))

    assert found.uncertainty is not None
    assert found.uncertainty.samples == 4096
    assert any("after 4096 of 100000 samples" in each for each in found.limits)


@pytest.mark.parametrize(("name", "samples"), [("BSCU", 60_000), ("SmallTree", 20_000)])
def test_published_uncertainty(name: str, samples: int, bench: Path) -> None:
    """Mean and deviation that SCRAM's tests take from XFTA."""
    import json

    folder = bench / "fault-trees" / "known"
    published = json.loads((folder / "answers.json").read_text())[name]["published"]
    own, _ = read_model([folder / f"{name}.xml"])
    top = own.tops()[0]
    asked = Asked(further=Further(samples=samples, seed=1))
    found = analyse_model(own, top, probabilities(own)[0], asked).uncertainty
    assert found is not None

    assert found.top.mean == pytest.approx(published["mc_mean"], abs=0.006)
    assert found.top.deviation == pytest.approx(published["mc_sigma"], abs=0.02)


# -- time --------------------------------------------------------------------------------------------------------------


def test_the_curve_of_a_single_rate_by_hand() -> None:
    """Rate 1e-3, 100 h in steps of 1 h: mean of 1 − exp(−λt) is 1 − (1 − e^−0.1)/0.1; mean frequency (1 − e^−0.1)/100."""
    found = course(model("or", A=operation("exponential", 1e-3, TIME)), hours=100.0, step=1.0)

    assert found.hours == tuple(float(each) for each in range(101))
    assert found.probability[50] == pytest.approx(1 - math.exp(-0.05))
    assert found.pfd_average == pytest.approx(1 - (1 - math.exp(-0.1)) / 0.1, rel=1e-4)
    assert found.pfh == pytest.approx((1 - math.exp(-0.1)) / 100, rel=1e-6)
    assert found.frequency is not None
    assert found.frequency[0] == pytest.approx(1e-3)


def test_a_step_that_does_not_fit_ends_at_the_mission_time() -> None:
    """0, 30, 60, 90 and 100 hours."""
    assert course(model("or", A=0.1), hours=100.0, step=30.0).hours == (0, 30, 60, 90, 100)
    assert course(model("or", A=0.1), hours=0.0, step=30.0).hours == (0,)
    ends = course(model("or", A=operation("exponential", 1e-3, TIME)), hours=100.0, step=100.0)
    assert ends.pfd_average == pytest.approx((1 - math.exp(-0.1)) / 2)


def test_the_frequency_of_a_repairable_pair_by_hand() -> None:
    """Two in parallel at λ 1e-3, μ 0.1, settled: 2·λ·(1 − q)·q with q = λ/(λ + μ)."""
    own = operation("GLM", 0.0, 1e-3, 0.1, TIME)
    found = course(model("and", A=own, B=own), hours=1000.0, step=10.0)
    assert found.frequency is not None

    q = 1e-3 / 0.101
    assert found.frequency[-1] == pytest.approx(2 * 1e-3 * (1 - q) * q, rel=1e-9)
    assert found.numeric == ()


def test_the_average_of_a_tested_component_is_half_of_rate_times_interval() -> None:
    """λτ/2 for small λτ, the simplified equation of IEC 61508-6, B.3.2; its frequency is nearly λ."""
    own = operation("periodic-test", 1e-6, 1000.0, 1000.0, TIME)
    found = course(model("or", A=own), hours=10_000.0, step=100.0)

    assert found.pfd_average == pytest.approx(1e-6 * 1000 / 2, rel=1e-3)
    assert found.pfh == pytest.approx(1e-6, rel=1e-3)
    assert found.probability[10] == pytest.approx(1e-3, rel=1e-3)
    assert found.low_demand == pytest.approx((0.01, 0.09, 0.9, 0, 0, 0), rel=2e-3, abs=1e-12)
    assert band(found.pfd_average, LOW_DEMAND) == "SIL 3"


@given(st.floats(1e-6, 1e-2), st.floats(0.5, 3), st.floats(10, 5000), st.sampled_from(["and", "or", "atleast"]))
@settings(max_examples=50, deadline=None)
def test_the_curve_of_what_is_not_repaired_rises(rate: float, shape: float, hours: float, word: str) -> None:
    """And the frequency adds up to the probability at the end, but for the steps of the curve where it begins steeply."""
    own = model(
        word, A=operation("exponential", rate, TIME), B=operation("Weibull", 1 / rate, shape, 1.0, TIME), C=0.01
    )
    found = course(own, hours=hours, step=hours / 200)

    assert all(one <= two + 1e-12 for one, two in zip(found.probability[:-1], found.probability[1:], strict=True))
    assert found.pfh is not None
    if shape >= 1:
        rise = (found.probability[-1] - found.probability[0]) / hours
        assert found.pfh == pytest.approx(rise, rel=0.1, abs=1e-9)


def test_what_is_found_by_differences_is_said() -> None:
    """A Weibull event, and one that is the greater of two."""
    own = model("or", A=operation("Weibull", 1000.0, 2.0, 0.0, TIME), B=0.1)

    found = analysed(own, hours=100.0, step=10.0)

    assert any("takes `A` as not repaired" in each for each in found.limits)


@pytest.mark.parametrize(
    ("law", "chance"),
    [
        (
            operation("mul", operation("exponential", 1e-3, TIME), operation("exponential", 2e-3, TIME)),
            lambda t: (1 - math.exp(-1e-3 * t)) * (1 - math.exp(-2e-3 * t)),
        ),
        (operation("add", 0.1, operation("exponential", 1e-3, TIME)), lambda t: 0.1 + 1 - math.exp(-1e-3 * t)),
        (operation("exponential", operation("mul", 1e-6, TIME), TIME), lambda t: 1 - math.exp(-1e-6 * t * t)),
        (operation("exponential", 1e-3, operation("mul", 2.0, TIME)), lambda t: 1 - math.exp(-2e-3 * t)),
    ],
)
def test_a_law_that_is_no_rate_times_a_factor_has_the_slope_of_its_probability(
    law: Expression, chance: Callable[[float], float]
) -> None:
    """Two factors that change, a sum, a rate that changes, another time than the mission's: λ·(1 − q) would be wrong."""
    found = course(model("or", A=law), hours=400.0, step=100.0)
    assert found.frequency is not None

    slopes = [(chance(t + 1e-3) - chance(t - 1e-3)) / 2e-3 for t in (100.0, 200.0, 300.0, 400.0)]
    assert found.frequency[1:] == pytest.approx(slopes, rel=1e-5)
    assert found.numeric == ("A",)


def test_a_share_of_a_rate_has_that_share_of_its_frequency() -> None:
    """As the events of a common-cause group have: 0.1 times a repairable event."""
    part = operation("mul", 0.1, operation("GLM", 0.0, 1e-3, 0.1, TIME))
    found = course(model("or", A=part), hours=1000.0, step=100.0)
    assert found.frequency is not None

    assert found.frequency[-1] == pytest.approx(0.1 * 1e-3 * (1 - 1e-3 / 0.101), rel=1e-9)


def test_a_non_coherent_top_has_a_curve_and_no_frequency() -> None:
    """And that is said."""
    found = analysed(model("xor", A=operation("exponential", 1e-3, TIME), B=0.1), hours=100.0, step=50.0)

    assert found.course is not None
    assert (found.course.frequency, found.course.pfh) == (None, None)
    assert "No failure frequency: that of a non-coherent tree is not found here." in found.limits


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        (0.2, ("no SIL", None), ("no SIL", None)), (0.05, ("SIL 1", 1), ("no SIL", None)), (1e-2, ("SIL 1", 1), ("no SIL", None)),
        (9.9e-3, ("SIL 2", 2), ("no SIL", None)), (1e-4, ("SIL 3", 3), ("no SIL", None)), (1e-5, ("SIL 4", 4), ("no SIL", None)),
        (9e-6, ("better than SIL 4", 4), ("SIL 1", 1)), (1e-9, ("better than SIL 4", 4), ("SIL 4", 4)),
        (0.0, ("better than SIL 4", 4), ("better than SIL 4", 4)),
    ],
)  # fmt: skip
def test_bands_of_iec_61508(value: float, low: tuple[str, int | None], high: tuple[str, int | None]) -> None:
    """From the lower bound to below the upper one, tables 2 and 3 of part 1."""
    assert (band(value, LOW_DEMAND), level(value, LOW_DEMAND)) == low
    assert (band(value, HIGH_DEMAND), level(value, HIGH_DEMAND)) == high


@pytest.mark.parametrize(
    ("law", "curve", "unfit"),
    [
        (operation("exponential", 1.0, TIME), (0.0, 1.0, 1.0), ()),
        (operation("mul", 0.01, operation("sub", TIME, 50.0)), (0.0, 0.0, 0.5), ("A",)),
        (operation("mul", 0.01, operation("sub", 150.0, TIME)), (1.0, 1.0, 0.5), ("A",)),
    ],
)
def test_a_curve_may_reach_0_and_1(law: Expression, curve: tuple[float, ...], unfit: tuple[str, ...]) -> None:
    """An exponential law has both of its ends; a value beyond them is cut, and the event is named."""
    found = analysed(model("or", A=law), hours=100.0, step=50.0)

    assert found.course is not None
    assert found.course.probability == pytest.approx(curve, abs=1e-15)
    assert found.course.unfit == unfit
    assert any("leaves 0 to 1 at some time" in limit for limit in found.limits) is bool(unfit)


def test_one_value_lies_in_one_band_for_all_the_time() -> None:
    """From the lower bound of a band to below its upper one, as for a value that stands by itself."""
    for value in (0.0, 5e-6, 1e-5, 9e-5, 1e-4, 0.05, 0.1, 1.0):
        own = shares(np.array([8.0]), np.array([value]), np.array([value]), LOW_DEMAND)

        assert BANDS[own.index(1.0)] == band(value, LOW_DEMAND)
        assert sum(own) == 1.0


def test_shares_of_the_time_in_each_band_by_hand() -> None:
    """A straight line from 0 to 0.2 over 10 h is above 0.1 for half of it and in SIL 1 for 4.5 h; a flat one is in one band."""
    rising, level_one, mixed = np.array([0.0, 0.2]), np.array([1e-3, 1e-3, 1e-3]), np.array([0.5, 1e-7, 0.02])
    line = shares(np.array([0.0, 10.0]), rising, rising, LOW_DEMAND)
    flat = shares(np.array([0.0, 5.0, 10.0]), level_one, level_one, LOW_DEMAND)

    assert line == pytest.approx((0.00005, 0.00045, 0.0045, 0.045, 0.45, 0.5))
    assert flat == (0, 0, 0, 1, 0, 0)
    assert sum(shares(np.array([0.0, 1.0, 3.0]), mixed, mixed, LOW_DEMAND)) == pytest.approx(1)


def test_nothing_further_where_numbers_are_missing() -> None:
    """Neither samples nor a curve, and it is said why."""
    own = model("or", A=0.1)
    own = Model("m", gates={"TOP": ModelGate("TOP", "or", ("A", "B"))}, basic={**own.basic, "B": BasicEvent("B")})

    found = analysed(own, samples=10, step=10.0)

    assert (found.uncertainty, found.course) == (None, None)
    assert "No uncertainty and time curve: there are basic events without a probability." in found.limits


def test_an_expression_without_a_value_at_some_time_stops_nothing() -> None:
    """A range that no number can hold is said; the exact value stands."""
    wide = operation("mul", 1e-300, operation("uniform-deviate", -1.5e308, 1.5e308))
    found = analysed(model("or", A=operation("max", 0.1, wide)), samples=10)

    assert found.uncertainty is None
    assert found.probability is not None
    assert any(each.startswith("No uncertainty: some expression has no value there") for each in found.limits)


def test_an_event_that_the_top_cannot_do_without_has_no_reduction_worth() -> None:
    """What is left without it is nothing, and not rounding."""
    rrw = spread(model("and", A=operation("uniform-deviate", 0.1, 0.3), B=0.3), samples=500).importance["A"]["rrw"]

    assert rrw is None


def test_many_likely_cut_sets_make_the_bound_one() -> None:
    """Two hundred events of a half each."""
    found = analysed(model("or", **{f"E{at}": 0.5 for at in range(200)}))

    assert found.upper_bound == 1.0


@pytest.mark.parametrize(("steps", "given"), [(0, False), (13, False), (1_000, True)])
def test_a_bound_that_takes_too_long_is_left_out(steps: int, given: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """And said: the second term of the series makes fourteen looks at seven nodes."""
    monkeypatch.setattr("rca.analysis.quantities.upper_bound.MOST_STEPS", steps)

    found = analysed(model("or", **{f"E{at}": 0.1 for at in range(5)}))

    assert (found.upper_bound is not None) is given
    assert ("No min-cut upper bound: it would take too long to sum." in found.limits) is not given


def test_unlikely_cut_sets_need_one_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the sum is below a millionth its own square is all that can be missing."""
    monkeypatch.setattr("rca.analysis.quantities.upper_bound.MOST_STEPS", 0)

    found = analysed(model("or", A=1e-7, B=2e-7))

    assert found.upper_bound == pytest.approx(3e-7, rel=1e-6)
