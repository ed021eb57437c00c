"""Bounds on the probability of trees that are not solved whole: they hold in every tree, and close in."""

from __future__ import annotations

import math

import pytest
from grown_trees import chances_of, grown
from hypothesis import given, settings
from hypothesis import strategies as st
from tree_cases import chance_of, holds, tree_of, trees

from rca.analysis import outer_bounds as passing
from rca.analysis import pivoting
from rca.analysis.measures import Interval
from rca.analysis.outer_bounds import OuterBounds
from rca.analysis.pivoting import pivoted_bounds
from rca.analysis.probability import priors, top_probability
from rca.analysis.proved_sets import probability_of_found
from rca.analysis.solving import demands
from rca.analysis.solving.circuit import FIRST_LEAF, circuit
from rca.analysis.solving.deadline import Deadline
from rca.analysis.solving.engine import PurePython
from rca.analysis.solving.truncated import truncated
from rca.graph.tree import FaultTree

CLOSE = 1e-9


def spans(bounds: Interval, exact: float) -> bool:
    return bounds.lower - CLOSE <= exact <= bounds.upper + CLOSE


@given(tree=trees(), value=st.booleans(), place=st.integers(0, 5))
@settings(max_examples=200)
def test_one_pass_holds_whatever_is_shared(tree: FaultTree, value: bool, place: int) -> None:
    """Coherent or not; with a leaf known too, where only the gates above it are read again."""
    plain, known = circuit(tree), priors(tree)
    outer = OuterBounds(plain, known)

    assert spans(outer.whole(), chance_of(tree, known))
    if plain.leaves:
        leaf = FIRST_LEAF + place % len(plain.leaves)
        case = chance_of(tree, known, given={plain.leaves[leaf - FIRST_LEAF]: value})
        assert spans(outer.given(leaf, outer.above(leaf), value=value), case)


@given(tree=trees(), steps=st.sampled_from((0, 40, 100_000)), nodes=st.sampled_from((1, 3_000)))
@settings(max_examples=150)
def test_told_apart_by_leaves_they_hold(tree: FaultTree, steps: int, nodes: int) -> None:
    """After no step, after some, and after as many as there are, with and without diagrams for small cases."""
    known = priors(tree)
    exact = chance_of(tree, known)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pivoting, "NODES", nodes)
        bounds = pivoted_bounds(circuit(tree), known, steps)

    assert spans(bounds, exact)
    if steps == 100_000 and tree.is_coherent:
        assert bounds.upper - bounds.lower <= max(CLOSE, 1e-5 * bounds.upper)


@pytest.mark.parametrize("seed", range(30))
def test_with_a_probability_missing_they_hold_for_each(seed: int) -> None:
    """The bounds span the top's probability whatever the missing one is."""
    tree = grown(70_000 + seed, 9, 8, coherent=seed % 2 == 0)
    chances = chances_of(tree)
    without = dict(list(chances.items())[1:])
    bounds = pivoted_bounds(circuit(tree), without)

    for missing in (0.0, 0.3, 1.0):
        assert spans(bounds, chance_of(tree, {**chances, next(iter(chances)): missing}))


@pytest.mark.parametrize("wide", [1, 3])
@pytest.mark.parametrize("seed", range(15))
def test_leaves_that_share_a_bit_widen_the_bounds_and_break_none(
    seed: int, wide: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Inputs that seem to share a leaf are not taken as independent."""
    tree = grown(71_000 + seed, 9, 8, coherent=True)
    chances = chances_of(tree)
    close = pivoted_bounds(circuit(tree), chances, 0)
    monkeypatch.setattr(demands, "WIDE", wide)
    monkeypatch.setattr(passing, "WIDE", wide)

    assert spans(pivoted_bounds(circuit(tree), chances), chance_of(tree, chances))
    assert OuterBounds(circuit(tree), chances).whole().upper >= close.upper - CLOSE


def test_inputs_that_share_nothing_are_independent() -> None:
    """A tree without a shared event has one number, not bounds; a vote included."""
    tree = tree_of("TOP: {all_of: [A, G, H]}\nG: {any_of: [B, C]}\nH: {any_of: [D, E]}")
    bounds = OuterBounds(circuit(tree), dict.fromkeys("ABCDE", 0.1)).whole()

    assert bounds.lower == pytest.approx(0.1 * 0.19 * 0.19)
    assert bounds.upper == pytest.approx(0.1 * 0.19 * 0.19)


def test_small_probabilities_keep_their_digits() -> None:
    """One less a number close to one is taken nowhere: 1e-20 stays 1e-20."""
    tree = tree_of("TOP: {any_of: [G, H]}\nG: {all_of: [A, B]}\nH: {all_of: [C, D]}")
    bounds = OuterBounds(circuit(tree), dict.fromkeys("ABCD", 1e-10)).whole()

    assert bounds.lower == pytest.approx(2e-20, rel=1e-12)
    assert bounds.upper == pytest.approx(2e-20, rel=1e-12)


def test_a_shared_event_is_told_apart() -> None:
    """The pass takes the lesser of two gates that share an event; with that event known the bounds meet."""
    tree = tree_of("TOP: {all_of: [G, H]}\nG: {any_of: [A, B]}\nH: {any_of: [A, C]}")
    chances = dict.fromkeys("ABC", 0.1)
    outer = OuterBounds(circuit(tree), chances).whole()

    assert (outer.lower, outer.upper) == (pytest.approx(0.19**2), pytest.approx(0.19))
    assert pivoted_bounds(circuit(tree), chances).value == pytest.approx(0.1 + 0.9 * 0.01)


def test_time_that_is_over_leaves_the_bounds_of_the_pass() -> None:
    """They hold, and no case is told apart."""
    tree = grown(72_001, 12, 12, coherent=True)
    plain = circuit(tree)

    found = pivoted_bounds(plain, chances_of(tree), deadline=Deadline(clock=0.0))

    assert found == pivoted_bounds(plain, chances_of(tree), steps=-1)


@given(tree=trees(), most=st.sampled_from(((1, 20), (4, 100), (4_000, 300_000))))
@settings(max_examples=100)
def test_found_sets_are_a_lower_bound(tree: FaultTree, most: tuple[int, int]) -> None:
    """The union of what was proved is no likelier than the top, and as likely where all was found."""
    known = priors(tree)
    plain = circuit(tree)
    cut_short = truncated(plain, most=most)
    found = probability_of_found(cut_short, known)
    exact = chance_of(tree, known)

    assert found <= exact + CLOSE
    if tree.is_coherent and most[1] == 300_000:
        assert found == pytest.approx(exact, abs=CLOSE)
    assert spans(top_probability(tree, plain, cut_short, known).value, exact)


def test_a_union_that_is_too_large_gives_no_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """And none is made up."""
    monkeypatch.setattr("rca.analysis.proved_sets.NODES", 1)
    tree = tree_of("TOP: {any_of: [G, C]}\nG: {all_of: [A, B]}")

    assert holds(tree, dict.fromkeys("ABC", True))
    assert probability_of_found(truncated(circuit(tree)), dict.fromkeys("ABC", 0.5)) == 0.0
    assert math.isclose(PurePython().solve(circuit(tree)).probability([0.5] * 3), 0.625)
