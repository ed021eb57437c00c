"""Cut sets, probability, importance and evidence against every assignment of generated trees."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tree_cases import assignments, chance_of, holds, implicants, minimal_sets, names, trees

from rca.analysis.importance import importances
from rca.analysis.logic import logic
from rca.analysis.next_evidence import evidence_gain
from rca.analysis.probability import given_evidence, outer_bounds, priors, top_probability
from rca.analysis.solving.circuit import circuit
from rca.analysis.solving.cut_sets import carrying_leaves, count_by_order
from rca.analysis.solving.engine import PurePython
from rca.analysis.solving.listing import list_sets
from rca.analysis.solving.primes import prime_implicants
from rca.analysis.solving.solution import Solution
from rca.analysis.solving.truncated import truncated
from rca.graph.tree import FaultTree

pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.NonInteractiveExampleWarning")


def solved(tree: FaultTree) -> Solution:
    return PurePython().solve(circuit(tree))


def listed(solution: Solution, limit: int = 10_000) -> list[tuple[str, ...]]:
    return list(list_sets(solution, count_by_order(solution), limit).sets)


@given(trees())
def test_minimal_cut_sets_are_the_smallest_satisfying_sets(tree: FaultTree) -> None:
    """No set is missing, none is too many, and they stand by order and name."""
    assert listed(solved(tree)) == minimal_sets(tree)


@given(trees())
def test_counts_by_order(tree: FaultTree) -> None:
    """The polynomial counts what the list holds."""
    counts = count_by_order(solved(tree))
    orders = [len(own) for own in minimal_sets(tree)]

    assert list(counts) == [orders.count(order) for order in range(len(counts))]
    assert sum(counts) == len(orders)


@given(trees(), st.integers(1, 5))
def test_a_cut_list_is_the_beginning_of_the_whole(tree: FaultTree, limit: int) -> None:
    """The limit never changes which sets come first."""
    assert listed(solved(tree), limit) == minimal_sets(tree)[:limit]


@given(trees(), st.data())
def test_cut_sets_among_chosen_leaves(tree: FaultTree, data: st.DataObject) -> None:
    """Choosing leaves keeps the cut sets that lie within the choice, and names the leaves that stand in one."""
    solution = solved(tree)
    among = [data.draw(st.booleans()) for _ in solution.leaves]
    chosen = {name for name, own in zip(solution.leaves, among, strict=True) if own}
    expected = [own for own in minimal_sets(tree) if chosen.issuperset(own)]
    counts = count_by_order(solution, among)

    assert list(list_sets(solution, counts, 1000, among).sets) == expected
    assert carrying_leaves(solution, among) == {name for own in expected for name in own}


@given(trees(most_leaves=5, most_gates=6))
@settings(max_examples=60)
def test_prime_implicants(tree: FaultTree) -> None:
    """Prime implicants are the smallest partial outcomes that are enough."""
    expected = [
        tuple(sorted(name if value else f"not {name}" for name, value in own.items())) for own in implicants(tree)
    ]

    assert list(prime_implicants(tree, 10_000) or ()) == sorted(expected, key=lambda own: (len(own), own))


@given(trees(coherent=True))
def test_prime_implicants_of_a_coherent_tree_are_its_cut_sets(tree: FaultTree) -> None:
    """Nothing needs to be absent where more causes never undo the effect."""
    assert list(prime_implicants(tree, 10_000) or ()) == minimal_sets(tree)


@given(trees())
def test_probability_is_the_sum_over_assignments(tree: FaultTree) -> None:
    """Exact, whatever is shared or negated."""
    known = priors(tree)
    found = top_probability(tree, circuit(tree), solved(tree), known)

    assert found.tight
    assert found.value.value == pytest.approx(chance_of(tree, known), abs=1e-12)


@given(trees(), st.data())
def test_bounds_are_the_extremes_over_missing_values(tree: FaultTree, data: st.DataObject) -> None:
    """The bounds are reached by some choice of 0 or 1 for each missing value, and never passed."""
    known = {name: value for name, value in priors(tree).items() if data.draw(st.booleans())}
    missing = [name for name in names(tree) if name not in known]
    found = [
        chance_of(tree, known, given=dict(zip(missing, outcome, strict=True)))
        for outcome in itertools.product((False, True), repeat=len(missing))
    ]
    value = top_probability(tree, circuit(tree), solved(tree), known).value

    assert (value.lower, value.upper) == (pytest.approx(min(found), abs=1e-12), pytest.approx(max(found), abs=1e-12))


@given(trees(), st.data())
def test_outer_bounds_hold(tree: FaultTree, data: st.DataObject) -> None:
    """Without a diagram the bounds are wider and still hold."""
    known = {name: value for name, value in priors(tree).items() if data.draw(st.booleans())}
    whole = top_probability(tree, circuit(tree), solved(tree), known).value
    outer = outer_bounds(circuit(tree), known)

    assert outer.lower <= whole.lower + 1e-12
    assert outer.upper >= whole.upper - 1e-12


@given(trees())
def test_probability_given_the_evidence(tree: FaultTree) -> None:
    """Closed leaves are certain, the others keep their prior."""
    known = given_evidence(tree)
    status = {node.id: node.status for node in tree.leaves()}

    assert all(known[name] == 1.0 for name, own in status.items() if own in ("confirmed", "likely"))
    assert all(known[name] == 0.0 for name, own in status.items() if own == "refuted")
    assert top_probability(tree, circuit(tree), solved(tree), known).value.lower == pytest.approx(
        chance_of(tree, known), abs=1e-12
    )


@given(trees())
def test_importance_from_its_definitions(tree: FaultTree) -> None:
    """Every measure is what van der Borst and Schoonakker define."""
    known = priors(tree)
    found, complete = importances(tree, solved(tree), known)
    whole = chance_of(tree, known)
    assert complete
    for name, own in found.items():
        with_it, without = (chance_of(tree, known, given={name: value}) for value in (True, False))

        assert own.birnbaum == pytest.approx(with_it - without, abs=1e-12)
        if whole <= 0:
            assert own.criticality is own.fussell_vesely is own.raw is own.rrw is None
            continue
        assert own.criticality == pytest.approx((with_it - without) * known[name] / whole, abs=1e-9)
        assert own.raw == pytest.approx(with_it / whole, abs=1e-9)
        assert own.fussell_vesely == pytest.approx(_occurring(tree, known, name) / _occurring(tree, known), abs=1e-9)
        assert own.fussell_vesely <= 1 + 1e-12
        if without > 1e-9:
            assert own.rrw == pytest.approx(whole / without, rel=1e-6)
        elif without == 0:
            assert own.rrw is None


def _occurring(tree: FaultTree, known: dict[str, float], name: str = "") -> float:
    """Probability that a minimal cut set occurs; with a name, one that holds the event."""
    sets = [own for own in minimal_sets(tree) if not name or name in own]
    total = 0.0
    for own in assignments(tree):
        if any(all(own[event] for event in cut) for cut in sets):
            total += math.prod(known[event] if value else 1 - known[event] for event, value in own.items())
    return total


@given(trees())
def test_next_best_evidence_by_mutual_information(tree: FaultTree) -> None:
    """The gain of a leaf is the mutual information of leaf and top over all assignments."""
    closed = {"confirmed": 1.0, "likely": 1.0, "refuted": 0.0}
    status = {node.id: node.status or "open" for node in tree.leaves()}
    chances = {name: closed.get(status[name], own) for name, own in priors(tree).items()}
    gains = evidence_gain(tree, solved(tree))

    assert set(gains) == {name for name, own in status.items() if own in ("open", "possible")}
    for name, gain in gains.items():
        assert gain == pytest.approx(_information(tree, chances, name), abs=1e-9)


def _information(tree: FaultTree, chances: dict[str, float], name: str) -> float:
    joint: dict[tuple[bool, bool], float] = {}
    for own in assignments(tree):
        weight = math.prod(chances[event] if value else 1 - chances[event] for event, value in own.items())
        key = (own[name], holds(tree, own))
        joint[key] = joint.get(key, 0.0) + weight
    total = 0.0
    for (leaf, top), weight in joint.items():
        if weight > 0:
            by_leaf = sum(own for (other, _), own in joint.items() if other == leaf)
            by_top = sum(own for (_, other), own in joint.items() if other == top)
            total += weight * math.log2(weight / (by_leaf * by_top))
    return total


@given(trees(coherent=True, most_leaves=8, most_gates=9), st.integers(0, 4))
def test_what_is_truncated_is_proved_up_to_its_order(tree: FaultTree, order: int) -> None:
    """Cut sets carried up without a diagram are all there are, up to the order named."""
    solution = truncated(circuit(tree))
    proved = solution.proved_order or 0

    assert listed(solution) == [own for own in minimal_sets(tree) if len(own) <= proved]
    assert proved >= order


@given(trees(coherent=False))
def test_nothing_is_proved_of_a_negated_leaf(tree: FaultTree) -> None:
    """A truncated list never holds a set that is no cut set's positive part."""
    solution = truncated(circuit(tree))

    assert set(listed(solution)) <= set(minimal_sets(tree))


@given(trees())
@settings(max_examples=50)
def test_every_order_of_variables_gives_the_same(tree: FaultTree) -> None:
    """Renaming the leaves changes names and nothing else; bounds on nodes change how, not what."""
    assume(len(tree.nodes) > 1)
    found = logic(tree, circuit(tree), solved(tree), 1000)
    small = logic(tree, circuit(tree), PurePython(budgets=(5, 3_000)).solve(circuit(tree)), 1000)

    assert (found.minimal_cut_sets, found.by_order) == (small.minimal_cut_sets, small.by_order)
    assert found.probability is None or found.probability.lower == pytest.approx(small.probability.lower, abs=1e-12)
