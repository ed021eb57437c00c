"""Samples of sequences: every one is filled, batch by batch, and numbers multiply what the formulas come to."""

from __future__ import annotations

import pytest

from rca.analysis.quantities import vectors
from rca.analysis.quantities.sequence_spread import sequence_spread
from rca.analysis.quantities.spread import Term
from rca.analysis.solving.automatic import Automatic
from rca.analysis.solving.circuit import circuit
from rca.analysis.solving.deadline import NEVER
from rca.graph.expression import Expression
from rca.graph.model import BasicEvent, Model, ModelGate
from rca.graph.model_tree import tree_of


def number(value: float) -> Expression:
    return Expression("float", value=value)


@pytest.mark.parametrize("batch", [1, 7, 1000])
def test_where_nothing_is_uncertain_every_sample_is_the_same(batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A or B at 0.1 and 0.2 times a frequency of 3: 0.84 from the first sample to the last, whatever the batch."""
    monkeypatch.setattr(vectors, "MOST_AT_ONCE", batch)
    basic = {"A": BasicEvent("A", number(0.1)), "B": BasicEvent("B", number(0.2))}
    model = Model("m", gates={"TOP": ModelGate("TOP", "or", ("A", "B"))}, basic=basic)
    solution = Automatic().solve(circuit(tree_of(model, "TOP", {})))
    term = Term(solution, {"frequency": number(3.0)})

    once, outside = sequence_spread(model, [term], 1.0, 20, 1, {}, NEVER)
    twice, _ = sequence_spread(model, [term, term], 1.0, 20, 1, {}, NEVER)

    assert outside == frozenset()
    assert (once.low, once.mean, once.high) == pytest.approx((0.84, 0.84, 0.84))
    assert once.deviation == pytest.approx(0.0, abs=1e-12)
    assert twice.mean == pytest.approx(1.68)
