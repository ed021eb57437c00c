"""Generated trees against other programs, relibmss and SCRAM, and thousands of small ones against their truth tables."""

from __future__ import annotations

import math
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from grown_trees import chance_by_table, chances_of, grown, in_relibmss, minimal_by_table, truth_tables

from rca.analysis.importance import importances
from rca.analysis.logic import logic
from rca.analysis.solving.automatic import Automatic
from rca.analysis.solving.circuit import circuit
from rca.analysis.solving.cut_sets import count_by_order
from rca.analysis.solving.engine import PurePython
from rca.analysis.solving.listing import list_sets
from rca.analysis.solving.solution import Solution
from rca.exporters.models.open_psa import write
from rca.graph.model_tree import model_of
from rca.graph.tree import FaultTree


def solved(tree: FaultTree) -> Solution:
    return PurePython().solve(circuit(tree))


def sets_of(solution: Solution) -> list[tuple[str, ...]]:
    return list(list_sets(solution, count_by_order(solution), 100_000).sets)


def close(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)


@pytest.mark.parametrize("coherent", [True, False])
@pytest.mark.parametrize("start", range(0, 1500, 500))
def test_thousands_of_trees_by_truth_table(start: int, *, coherent: bool) -> None:
    """Cut sets, counts, probability and Birnbaum's measure of 3,000 trees, from tables that share no code with the engine."""
    for seed in range(start, start + 500):
        tree = grown(seed, 3 + seed % 4, 2 + seed % 7, coherent=coherent)
        leaves, tables = truth_tables(tree)
        chances = [chances_of(tree)[name] for name in leaves]
        found = logic(tree, circuit(tree), solved(tree), 1000)

        assert list(found.minimal_cut_sets) == minimal_by_table(tables["TOP"], leaves), seed
        assert found.probability is not None
        assert close(found.probability.lower, chance_by_table(tables["TOP"], chances)), seed
        for at, name in enumerate(leaves):
            with_it, without = ([*chances[:at], sure, *chances[at + 1 :]] for sure in (1.0, 0.0))
            slope = chance_by_table(tables["TOP"], with_it) - chance_by_table(tables["TOP"], without)
            birnbaum = found.importance[name].birnbaum if name in found.importance else 0.0
            assert close(birnbaum or 0.0, slope), (seed, name)


@pytest.mark.parametrize("engine", [PurePython(), Automatic()], ids=["pure", "automatic"])
@pytest.mark.parametrize("coherent", [True, False])
def test_probability_and_importance_are_those_of_relibmss(engine: PurePython, *, coherent: bool) -> None:
    """Trees of up to forty events: the top's probability and every slope."""
    for seed in range(60):
        tree = grown(10_000 + seed, 8 + seed % 33, 6 + seed % 30, coherent=coherent)
        chances = chances_of(tree)
        _manager, other = in_relibmss(tree)
        solution = engine.solve(circuit(tree))
        top, slopes = solution.derivatives([chances[name] for name in solution.leaves])

        assert close(top, other.prob(chances)), seed
        expected = other.bmeas(chances)
        for name, slope in zip(solution.leaves, slopes, strict=True):
            assert close(slope, expected.get(name, 0.0)), (seed, name)


def test_cut_sets_are_those_of_relibmss() -> None:
    """The same minimal cut sets, and the same number of each order."""
    looked_at = 0
    for seed in range(80):
        tree = grown(20_000 + seed, 8 + seed % 20, 6 + seed % 16, coherent=True)
        _manager, top = in_relibmss(tree)
        other = sorted((tuple(sorted(own)) for own in top.minpath().extract()), key=lambda own: (len(own), own))
        solution = solved(tree)

        assert sets_of(solution) == other, seed
        assert sum(count_by_order(solution)) == len(other)
        looked_at += len(other)

    assert looked_at > 1000


@pytest.fixture(scope="module")
def scram() -> str:
    found = shutil.which("scram")
    if found is None:
        pytest.skip("no scram on this machine")
    return found


@pytest.mark.parametrize("seed", range(8))
def test_importance_is_that_of_scram(seed: int, scram: str, tmp_path: Path) -> None:
    """A generated coherent model, written for SCRAM: cut sets, probability and the measures defined alike, four digits."""
    tree = grown(30_000 + seed, 10 + seed, 8 + seed, coherent=True)
    model, report = tmp_path / "model.xml", tmp_path / "report.xml"
    model.write_text(write(model_of(tree, "grown"), None).text, encoding="utf-8")
    options = ["--bdd", "--probability", "true", "--importance", "true", "-l", "100", "-o", str(report)]
    subprocess.run([scram, *options, str(model)], check=True, capture_output=True, timeout=60)
    said = ET.parse(report).getroot()
    products = said.find(".//sum-of-products")
    solution = solved(tree)
    found, _ = importances(tree, solution, chances_of(tree))

    assert products is not None
    assert int(products.get("products", "0")) == sum(count_by_order(solution))
    top, _ = solution.derivatives([chances_of(tree)[name] for name in solution.leaves])
    assert float(products.get("probability", "0")) == pytest.approx(top, rel=1e-4)
    for event in said.iter("basic-event"):
        if event.get("MIF") is None:
            continue
        own = found[event.get("name", "")]
        assert [own.birnbaum, own.criticality, own.raw] == [
            pytest.approx(float(event.get(key, "0")), rel=2e-4, abs=1e-12) for key in ("MIF", "CIF", "RAW")
        ]
