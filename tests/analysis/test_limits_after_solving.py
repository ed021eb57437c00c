"""Time and memory limits hold after a tree is solved too: what is left at the limit is bounds that hold, and is said."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from grown_trees import chances_of, grown

from rca.analysis.fussell_vesely.down import fussell_vesely, share
from rca.analysis.importance import room
from rca.analysis.left_out import LeftOut
from rca.analysis.measures import Interval
from rca.analysis.model_answers import Answers
from rca.analysis.model_findings import Asked
from rca.analysis.solving import deadline as module
from rca.analysis.solving.automatic import Automatic
from rca.analysis.solving.circuit import circuit
from rca.analysis.solving.cut_sets import count_by_order
from rca.analysis.solving.deadline import NEVER, Deadline, OutOfMemoryError, OutOfTimeError
from rca.graph.tree import FaultTree

OVER = Deadline(clock=0.0)


def answers(tree: FaultTree, deadline: Deadline, asked: Asked | None = None) -> Answers:
    plain = circuit(tree)
    return Answers(tree, plain, Automatic().solve(plain), asked or Asked(), deadline)


@pytest.mark.parametrize("coherent", [True, False])
@pytest.mark.parametrize("seed", range(5))
def test_what_is_asked_of_a_solved_tree_at_the_limit_holds(seed: int, coherent: bool) -> None:
    """Bounds hold the exact probability, counts are a lower bound up to an order, and all that is missing is said."""
    tree = grown(84_000 + seed, 12, 9, coherent=coherent)
    whole, cut = answers(tree, NEVER), answers(tree, Deadline(clock=0.0))

    exact, bounds = whole.probability(), cut.probability()
    counts, low = whole.counts(), cut.counts()

    assert exact.value is not None
    assert bounds.lower - 1e-12 <= exact.value <= bounds.upper + 1e-12
    assert cut.proved_order == 0
    assert sum(low) <= sum(counts)
    assert cut.listed(low) == ()
    assert cut.sums() == (None, None)
    assert all(own.birnbaum is None for own in cut.importance().values())
    (said,) = cut.left_out.sentences()
    assert said.startswith("The time limit was reached before all was found. Missing: ")
    for what in ("the exact probability", "cut sets above order 0", "importance", "the min-cut upper bound"):
        assert what in said
    assert whole.left_out.sentences() == []
    assert whole.proved_order is None


def test_orders_that_could_not_be_counted_for_want_of_memory_are_not_put_down_to_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The limit that was reached is named."""

    def full(_: object, *, deadline: Deadline, **__: object) -> None:
        deadline.look()

    monkeypatch.setattr("rca.analysis.model_answers.count_by_order", full)
    monkeypatch.setattr(module, "held", lambda: 2)
    found = answers(grown(81_100, 8, 6, coherent=True), Deadline(octets=1))

    assert sum(found.counts()) == 0
    (said,) = found.left_out.sentences()
    assert said.startswith("The memory limit was reached")
    assert "cut sets above order 0" in said


@pytest.mark.parametrize(
    ("lower", "upper", "expected"),
    [
        (0.3, 0.3 * (1 + 1e-15), Interval(0.3, 0.3)),
        (0.3, 0.4, Interval(0.3, 0.4)),
        (0.0, 0.0, Interval(0.0, 0.0)),
        (1.0 + 1e-12, 1.0 + 1e-11, Interval(1.0, 1.0)),
    ],
)
def test_a_share_is_one_number_where_rounding_alone_holds_its_bounds_apart(
    lower: float, upper: float, expected: Interval
) -> None:
    """And never more than one."""
    assert share(lower, upper) == expected


def test_prime_implicants_that_are_not_listed_are_said() -> None:
    """A list that ends before the last of them is no silent cut."""
    found = answers(grown(81_100, 8, 6, coherent=True), NEVER, Asked(limit=1, primes=True))
    total = sum(found.counts())

    assert total > 1
    assert len(found.primes() or ()) == 1
    assert found.limits[-1] == f"The first 1 of {total} prime implicants are listed."


@pytest.mark.parametrize("coherent", [True, False])
@pytest.mark.parametrize("seed", range(5))
def test_fussell_vesely_importance_at_the_limit_lies_between_bounds_that_hold(seed: int, coherent: bool) -> None:
    """Exact values are looked for until the limit; then the bounds stand that there are."""
    tree = grown(82_000 + seed, 12, 9, coherent=coherent)
    solution = Automatic().solve(circuit(tree))
    chances = [chances_of(tree)[name] for name in solution.leaves]

    exact = fussell_vesely(solution, chances, room(solution, thorough=True), coherent=coherent)
    bounds = fussell_vesely(solution, chances, room(solution, deadline=Deadline(clock=0.0)), coherent=coherent)

    assert exact.keys() <= bounds.keys()
    for name, own in exact.items():
        assert bounds[name].lower - 1e-9 <= own.lower
        assert own.upper <= bounds[name].upper + 1e-9


def test_low_orders_alone_are_counted_as_all_are() -> None:
    """Leaving higher orders out on the way changes no lower one."""
    for seed in range(20):
        solution = Automatic().solve(circuit(grown(83_000 + seed, 12, 9, coherent=True)))
        counts = count_by_order(solution)
        for most in range(len(counts)):
            low = count_by_order(solution, most=most)

            assert low + (0,) * (most + 1 - len(low)) == counts[: most + 1]


def test_a_share_of_the_time_ends_before_the_whole_and_tells_it() -> None:
    """What a share finds reached is known to the whole; without a limit a share has none either."""
    whole = Deadline.within(1000.0)
    share = whole.share(0.5)

    assert 400 < share.left() < 501
    assert NEVER.share(0.5).left() == math.inf
    with pytest.raises(OutOfTimeError):
        OVER.share(0.5).look()
    assert OVER.reached == "time"
    assert whole.reached is None


def test_memory_that_the_process_holds_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than the limit ends a search; what was held before it counts as there."""
    monkeypatch.setattr(module, "held", lambda: 300_000_000)
    given = Deadline.within(None, None, 100.0)
    beside = Deadline.within(None, None, 100.0, more=True)
    given.look()
    monkeypatch.setattr(module, "held", lambda: 350_000_000)
    left_out = LeftOut(given)

    with pytest.raises(OutOfMemoryError):
        Deadline(octets=given.octets).look()
    beside.look()
    assert beside.octets == 400_000_000
    assert left_out.answer(lambda _: Deadline(octets=1.0).look(), 1.0, "the list", None) is None
    assert left_out.sentences() == ["The memory limit was reached before all was found. Missing: the list."]


def test_a_system_that_does_not_say_how_much_is_held_sets_no_limit(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Elsewhere than on Linux memory is bounded by the budgets of nodes alone."""
    monkeypatch.setattr(module, "STATUS", tmp_path / "statm")

    assert module.held() == 0
    Deadline(octets=1.0).look()
