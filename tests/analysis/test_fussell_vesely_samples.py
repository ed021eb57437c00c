"""Fussell–Vesely importance in many samples at once is what one at a time gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from tree_cases import trees

from rca.analysis.fussell_vesely.down import fussell_vesely
from rca.analysis.importance import room
from rca.analysis.quantities import shared_sets
from rca.analysis.quantities.further import Further, further
from rca.analysis.quantities.shared_sets import NotSampledError, share_of_sets
from rca.analysis.solving.automatic import Automatic
from rca.analysis.solving.circuit import circuit
from rca.graph.expression import Expression
from rca.graph.model import BasicEvent, Model, ModelGate
from rca.graph.model_tree import tree_of
from rca.graph.tree import FaultTree

SOME = np.random.default_rng(5)


@given(trees())
@settings(max_examples=150, deadline=None)
def test_shares_are_those_of_one_case_at_a_time(tree: FaultTree) -> None:
    """Of every leaf, in coherent trees and others, with modules and without."""
    solution = Automatic().solve(circuit(tree))
    chances = SOME.uniform(0.01, 0.9, (len(solution.leaves), 3))

    shares = share_of_sets(solution, 3)(chances)

    for case in range(3):
        one = fussell_vesely(solution, chances[:, case].tolist(), room(solution), coherent=tree.is_coherent)
        for at, name in enumerate(solution.leaves if one else ()):
            expected = one[name].value if name in one else 0.0
            assert expected is not None
            assert shares[at, case] == pytest.approx(expected, rel=1e-9, abs=1e-15)


def uncertain() -> Model:
    """A or (B and C), B uniform on 0 to 0.4."""
    uniform = Expression("uniform-deviate", (Expression("float", value=0.0), Expression("float", value=0.4)))
    gates = {"TOP": ModelGate("TOP", "or", ("A", "G")), "G": ModelGate("G", "and", ("B", "C"))}
    basic = {
        "A": BasicEvent("A", Expression("float", value=0.1)),
        "B": BasicEvent("B", uniform),
        "C": BasicEvent("C", Expression("float", value=0.5)),
    }
    return Model("m", "", gates, basic)


def test_percentiles_by_hand() -> None:
    """The share of A is 0.1 / (1 − 0.9·(1 − 0.5·b)), which falls with b: its 5th percentile is at b = 0.38."""
    model = uncertain()
    solution = Automatic().solve(circuit(tree_of(model, "TOP", {"A": 0.1, "B": 0.2, "C": 0.5})))

    found = further(model, solution, Further(samples=20_000, seed=3), coherent=True, complete=True)

    assert found.uncertainty is not None
    spread = found.uncertainty.importance["A"]["fussell_vesely"]
    assert spread is not None
    assert spread.low == pytest.approx(0.1 / (1 - 0.9 * (1 - 0.5 * 0.38)), rel=0.01)
    assert spread.median == pytest.approx(0.1 / (1 - 0.9 * 0.9), rel=0.01)
    assert found.limits == ()


@pytest.mark.parametrize(("name", "words"), [("MOST", "would take too long"), ("LARGE", "larger diagrams")])
def test_what_is_too_dear_is_not_sampled_and_said(name: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """All other measures are."""
    monkeypatch.setattr(shared_sets, name, 1)
    monkeypatch.setattr(shared_sets, "SMALL", (6_000, 100_000) if name == "MOST" else (1, 1))
    model = uncertain()
    solution = Automatic().solve(circuit(tree_of(model, "TOP", {"A": 0.1, "B": 0.2, "C": 0.5})))

    found = further(model, solution, Further(samples=10), coherent=True, complete=True)

    with pytest.raises(NotSampledError, match=words):
        share_of_sets(solution, 10)
    assert found.uncertainty is not None
    own = found.uncertainty.importance["A"]
    assert own["fussell_vesely"] is None
    assert own["birnbaum"] is not None
    assert len(found.limits) == 1
    assert found.limits[0].startswith("Fussell–Vesely importance is not sampled: ")
