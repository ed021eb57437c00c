"""Published fault trees with their published answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from open_psa_cases import Reader

from rca.analysis.fussell_vesely.shares import Room
from rca.analysis.importance import importances, room
from rca.analysis.probability import priors, top_probability
from rca.analysis.solving.automatic import Automatic
from rca.analysis.solving.circuit import circuit
from rca.analysis.solving.cut_sets import count_by_order
from rca.analysis.solving.engine import PurePython
from rca.analysis.solving.listing import list_sets
from rca.analysis.solving.primes import prime_implicants
from rca.analysis.solving.solution import Solution
from rca.graph.tree import FaultTree

CASES = (
    "BSCU", "SmallTree", "two_train", "chinese", "baobab1", "baobab2", "correct_tree_input_with_probs", "correct_non_coherent",
    "xor", "atleast", "ab_bc", "a_and_not_b", "a_or_not_b", "a_or_not_a", "a_and_not_a", "imply", "iff",
)  # fmt: skip


@pytest.fixture(scope="module", params=CASES)
def case(request: pytest.FixtureRequest, bench: Path) -> tuple[FaultTree, Solution, dict[str, Any]]:
    folder = bench / "fault-trees" / "known"
    answers = json.loads((folder / "answers.json").read_text())[request.param]
    tree = Reader([folder / file for file in answers["files"]]).tree()
    return tree, PurePython((3_000, 30_000, 200_000)).solve(circuit(tree)), answers


def test_minimal_cut_sets(case: tuple[FaultTree, Solution, dict[str, Any]]) -> None:
    """Counted by order and, where they are published, listed."""
    _, solution, answers = case
    counts = count_by_order(solution)
    published, reference = answers["published"], answers.get("scram_0_16_2", {})

    for known in (published, reference):
        if "mcs_count" in known:
            assert sum(counts) == known["mcs_count"]
        if "mcs_by_order" in known and counts[:1] != (1,):
            assert list(counts[1:]) == known["mcs_by_order"]
        if "mcs" in known:
            found = {frozenset(own) for own in list_sets(solution, counts, 1000).sets}
            assert found == {frozenset(own) for own in known["mcs"]}


def test_prime_implicants(case: tuple[FaultTree, Solution, dict[str, Any]]) -> None:
    """Where they are published."""
    tree, _, answers = case
    expected = answers["published"].get("prime_implicants")
    if expected is None:
        assert not tree.is_coherent or "prime_implicants" not in answers["published"]
        return

    assert {frozenset(own) for own in prime_implicants(tree) or ()} == {frozenset(own) for own in expected}


def test_exact_probability(case: tuple[FaultTree, Solution, dict[str, Any]]) -> None:
    """Within the tolerance of the publication, and to six digits of the reference engine."""
    tree, solution, answers = case
    found = top_probability(tree, circuit(tree), solution, priors(tree)).value
    published, reference = answers["published"], answers.get("scram_0_16_2", {})

    if "p_exact" in published:
        assert found.lower == found.upper == pytest.approx(published["p_exact"], abs=published["tol"] or 1e-12)
    if "p" in reference:
        assert found.lower == pytest.approx(reference["p"], rel=5e-6, abs=1e-15)


def test_importance(case: tuple[FaultTree, Solution, dict[str, Any]]) -> None:
    """Birnbaum (MIF), criticality (CIF), RAW and RRW to four digits of the reference engine.

    Coherent trees only: for others it loses the sign of a slope (A of "A and not B" has Birnbaum 0.8, and it says -0.8).
    """
    tree, solution, answers = case
    if not tree.is_coherent:
        pytest.skip("the reference is wrong on trees with negations")
    known = answers.get("scram_0_16_2", {}).get("importance", {})
    found, _ = importances(tree, solution, priors(tree))

    for name, own in known.items():
        assert found[name].birnbaum == pytest.approx(own["MIF"], rel=1e-4)
        assert found[name].criticality == pytest.approx(own["CIF"], rel=1e-4)
        assert found[name].raw == pytest.approx(own["RAW"], rel=1e-4)
        if own["RRW"] > 0 and found[name].rrw is not None:
            assert found[name].rrw == pytest.approx(own["RRW"], rel=1e-4)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["baobab1", "das9601", "edf9201", "edf9206", "edfpa15r", "jbd9601"])
def test_fussell_vesely_of_large_trees(name: str, bench: Path) -> None:
    """Exact with room enough; with less the bounds hold, and in a coherent tree lie between criticality and diagnostic."""
    pytest.importorskip("oxidd")
    file = bench / "fault-trees" / "aralia" / f"{name}.xml"
    if not file.is_file():
        pytest.skip(f"no {name} here")
    tree = Reader([file]).tree()
    known, solution = priors(tree), Automatic().solve(circuit(tree))
    exact, whole = importances(tree, solution, known, room(solution, thorough=True))

    assert whole
    for less in (Room(1, 0, 0, 0), Room(1, 0, 0, 60_000), Room(1, 0, 5_000, 0)):
        for event, own in importances(tree, solution, known, less)[0].items():
            value, bounds = exact[event].fussell_vesely, own.fussell_vesely_bounds
            assert value is not None
            assert bounds is not None
            assert bounds.lower <= value * (1 + 1e-9)
            assert value <= bounds.upper * (1 + 1e-9)
            if tree.is_coherent and own.criticality is not None and own.raw is not None:
                assert own.criticality <= value * (1 + 1e-9)
                assert value <= known[event] * own.raw * (1 + 1e-9)
