"""The worked example: 24 minimal cut sets, of which 12 happened."""

from __future__ import annotations

from pathlib import Path

import pytest
from tree_cases import findings_of

from rca.analysis.findings import Findings


@pytest.fixture(scope="module")
def example(bench: Path) -> Findings:
    path = bench.parent / "example" / "texas-city-2005.yaml"
    if not path.is_file():
        pytest.skip("no worked example here")
    return findings_of(path.read_text(encoding="utf-8").replace('gb6441: "18"', "gb6441: g18").replace('"0"', "none"))


def test_twelve_of_twenty_four_paths_happened(example: Findings) -> None:
    """All of order 12; the source of ignition that stays possible makes the other half."""
    assert (example.minimal_cut_set_count, example.actual_count) == (24, 12)
    assert example.minimal_cut_sets_by_order == (*[0] * 11, 24)
    assert example.unbroken_cut_sets == example.single_points == example.open_events == ()


def test_it_rests_on_two_likely_events(example: Findings) -> None:
    """The trip and the engine are likely and not confirmed."""
    assert (example.verdict, example.rests_on) == ("explained-likely", ("NO-TRIP", "ENGINE"))


def test_its_indices(example: Findings) -> None:
    """Every path is broken by the flare, which was seen; one standard of two was seen in the field."""
    assert example.prevention.value == pytest.approx(0.8)
    assert example.prevention_planned.value == 1.0
    assert example.implementation.value == 0.5
    assert example.implementation.held_down_by == "S-INDICATORS"
    assert example.guarantee.held_down_by == "A-SIM"
    assert example.paper_gap.value == pytest.approx(0.5)
    assert example.balance == pytest.approx((1 + 1 + 2 / 3 + 2 / 3) / (1 + 1 + 2 / 3 + 2 / 3 + 1 + 1 / 3))


def test_each_action_and_the_paths_it_breaks(example: Findings) -> None:
    """Simulator training breaks only the paths through drift."""
    assert {own.id: own.breaks_paths for own in example.actions} == {
        "A-FLARE": 12, "A-TRIP": 12, "A-TRAILERS": 12, "A-CLEAR": 12, "A-SIM": 4, "A-METRICS": 12,
    }  # fmt: skip
