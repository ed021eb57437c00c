"""Fussell–Vesely importance against all cases of generated trees: in pure Python, in OxiDD, and between bounds."""

from __future__ import annotations

import math

import pytest
from grown_trees import chances_of, grown
from hypothesis import given, settings
from hypothesis import strategies as st
from tree_cases import assignments, minimal_sets, trees

from rca.analysis.fussell_vesely.around import Surroundings
from rca.analysis.fussell_vesely.shares import Room
from rca.analysis.fussell_vesely.sums import pruned, sums
from rca.analysis.fussell_vesely.unions import Sets
from rca.analysis.importance import importances
from rca.analysis.measures import Importance
from rca.analysis.probability import priors
from rca.analysis.solving.circuit import FIRST_LEAF, circuit
from rca.analysis.solving.engine import PurePython
from rca.graph.tree import FaultTree

LARGE = Room(small=1, small_steps=0, large=100_000, pruned=0)
"""Nothing in pure Python."""
NONE = Room(small=1, small_steps=0, large=0, pruned=0)
"""No diagram at all."""
ROUNDING = 1e-9


def found_in(tree: FaultTree, room: Room | None = None) -> dict[str, Importance]:
    return importances(tree, PurePython().solve(circuit(tree)), priors(tree), room)[0]


def shares(tree: FaultTree) -> dict[str, float]:
    """By event the probability that a minimal cut set holding it occurs, given that one does: over all cases."""
    known, sets = priors(tree), minimal_sets(tree)
    some, holding = 0.0, dict.fromkeys(known, 0.0)
    for own in assignments(tree):
        occurring = [cut for cut in sets if all(own[event] for event in cut)]
        weight = math.prod(known[event] if value else 1 - known[event] for event, value in own.items())
        some += weight if occurring else 0.0
        for event in {event for cut in occurring for event in cut}:
            holding[event] += weight
    return {event: value / some if some else 0.0 for event, value in holding.items()}


@settings(max_examples=150, deadline=None)
@given(tree=trees())
def test_exact_in_oxidd(tree: FaultTree) -> None:
    """Coherent or not."""
    pytest.importorskip("oxidd")
    expected = shares(tree)

    for name, own in found_in(tree, LARGE).items():
        if own.fussell_vesely_bounds is not None:
            assert own.fussell_vesely == pytest.approx(expected[name], abs=ROUNDING)


@settings(max_examples=300, deadline=None)
@given(tree=trees(), large=st.integers(0, 60), pruned=st.integers(0, 60), share=st.floats(1e-3, 1.0))
def test_bounds_hold_whatever_the_room(tree: FaultTree, large: int, pruned: int, share: float) -> None:
    """With no diagram, with diagrams for some events, and with those of the likeliest sets."""
    pytest.importorskip("oxidd")
    expected = shares(tree)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rca.analysis.fussell_vesely.closer.KEPT", ((share, 1), (share / 10, 2)))
        found = found_in(tree, Room(small=1, small_steps=0, large=large, pruned=pruned))

    for name, own in found.items():
        bounds = own.fussell_vesely_bounds
        if bounds is not None:
            assert 0.0 <= bounds.lower <= expected[name] + ROUNDING
            assert expected[name] <= bounds.upper + ROUNDING
            assert bounds.upper <= 1.0
            assert own.fussell_vesely == bounds.value


@settings(max_examples=150, deadline=None)
@given(tree=trees(coherent=True))
def test_bounds_of_a_coherent_tree_lie_between_criticality_and_diagnostic(tree: FaultTree) -> None:
    """A critical event lies in every cut set that occurs; a cut set that holds it occurs only when event and top do."""
    known = priors(tree)

    for name, own in found_in(tree, NONE).items():
        bounds = own.fussell_vesely_bounds
        if bounds is not None:
            assert own.criticality <= bounds.lower + ROUNDING
            assert bounds.upper <= known[name] * own.raw + ROUNDING


@pytest.mark.parametrize("coherent", [True, False])
@pytest.mark.parametrize("seed", range(8))
def test_more_room_gives_closer_bounds(seed: int, coherent: bool) -> None:
    """Up to the exact values, which both engines agree on; equal numbers where the room is equal."""
    pytest.importorskip("oxidd")
    tree = grown(61_000 + seed, 16, 12, coherent=coherent)
    solution, known = PurePython((200_000,)).solve(circuit(tree)), chances_of(tree)
    exact, whole = importances(tree, solution, known, Room(100_000, 10_000_000, 0, 0))
    rooms = (NONE, Room(1, 0, 0, 2_000), Room(1, 0, 300, 2_000), LARGE)
    found = [importances(tree, solution, known, room)[0] for room in rooms]

    assert whole
    assert found[1] == importances(tree, solution, known, rooms[1])[0]
    for name, own in exact.items():
        bounds = [each[name].fussell_vesely_bounds for each in found]
        assert all(each.lower <= own.fussell_vesely + ROUNDING for each in bounds)
        assert all(own.fussell_vesely <= each.upper + ROUNDING for each in bounds)
        assert bounds[1].upper - bounds[1].lower <= ROUNDING  # no set is left out, so that nothing is left to be added
        assert bounds[3].value == pytest.approx(own.fussell_vesely, abs=ROUNDING)


def test_an_event_that_needs_too_much_leaves_the_others_exact() -> None:
    """The cheap events come first, whatever the costly ones ask for."""
    pytest.importorskip("oxidd")
    tree = grown(61_101, 24, 18, coherent=True)
    solution, known = PurePython((200_000,)).solve(circuit(tree)), chances_of(tree)
    rooms = [Room(1, 0, large, 0) for large in (240, 360, 480, 1_000, 100_000)]
    counts = [
        sum(own.fussell_vesely is not None for own in importances(tree, solution, known, room)[0].values())
        for room in rooms
    ]

    assert counts == sorted(counts)
    assert 0 < counts[0] < counts[-1] == len(tree.leaves())


def listed(sets: Sets, node: int | None = None) -> set[frozenset[int]]:
    """Every set of a family, by levels."""
    own = sets.root if node is None else node
    if own < 2:
        return {frozenset()} if own else set()
    with_it = {each | {sets.level[own]} for each in listed(sets, sets.high[own])}
    return with_it | listed(sets, sets.low[own])


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("least", [0.0, 1e-4, 1e-2, 0.1])
def test_no_likely_set_is_lost(seed: int, least: float) -> None:
    """What is kept are sets of the family, among them all that are likely enough; the sums are those of the sets."""
    tree = grown(61_200 + seed, 12, 10, coherent=seed % 2 == 0)
    known = chances_of(tree)
    solution = PurePython((200_000,)).solve(circuit(tree))
    part = max(solution.parts, key=lambda own: len(own.set_level))
    sets = Sets.of(part)
    chances = [
        known[solution.leaves[number - FIRST_LEAF]] if number - FIRST_LEAF < len(solution.leaves) else 0.3
        for number in part.inputs
    ]
    whole = listed(sets)

    def chance(own: frozenset[int]) -> float:
        return math.prod(chances[level] for level in own)

    near, total = Surroundings(sets, chances, chances), sums(sets, chances)
    likely = listed(pruned(sets, chances, near.best, least))
    assert {own for own in whole if chance(own) >= least * (1 + 1e-9)} <= likely <= whole
    assert total.total == pytest.approx(sum(map(chance, whole)))
    for level in range(len(chances)):
        holding = {own - {level} for own in whole if level in own}
        kept = near.kept(level, least)
        assert {own for own in holding if chance(own) >= least * (1 + 1e-9)} <= listed(kept.sets) <= holding
        assert kept.total == pytest.approx(sum(map(chance, listed(kept.sets))))
        assert total.holding[level] == pytest.approx(sum(map(chance, holding)))
        assert near.likeliest(level) == pytest.approx(max(map(chance, holding), default=0.0))
