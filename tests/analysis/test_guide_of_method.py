"""The worked example of the page on the method: every number on it is what the program says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tree_cases import TODAY, review_of

from rca.analysis.action_plan import action_plan
from rca.analysis.analyse import analyse
from rca.analysis.findings import Findings
from rca.graph.build import fault_tree
from rca.records.review import Review

MEASURES = ("birnbaum", "criticality", "fussell_vesely", "raw", "rrw")


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    """The part of the page with the example."""
    text = (root / "docs" / "guide" / "method.md").read_text(encoding="utf-8")
    return text.partition("## A worked example")[2].partition("\n## ")[0]


@pytest.fixture(scope="module")
def review(page: str) -> Review:
    """The review that the page shows."""
    written = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert written is not None
    return review_of(written[1].replace("format: 1\n", ""))


@pytest.fixture(scope="module")
def found(review: Review) -> Findings:
    return analyse(review, TODAY)


def marked(page: str, what: str) -> str:
    """The number that the page marks by name."""
    (number,) = re.findall(rf'<b data-is="{what}">([^<]*)</b>', page)
    return str(number)


def test_cut_sets_and_verdict(found: Findings) -> None:
    """Two minimal cut sets, both of which happened, by confirmed events alone."""
    assert found.minimal_cut_sets == (("AWAY", "FILLING"), ("FILLING", "GAUGE", "SWITCH"))
    assert found.actual_cut_sets == found.minimal_cut_sets
    assert found.verdict == "explained"


def test_probabilities(page: str, found: Findings) -> None:
    """The prior, and given the evidence."""
    assert found.probability is not None
    assert found.probability_given_evidence is not None
    assert marked(page, "probability") == f"{found.probability.lower:.4g}"
    assert marked(page, "given") == f"{found.probability_given_evidence.lower:.4g}"


def test_importance(page: str, found: Findings) -> None:
    """All five measures of all four events, four digits, by Birnbaum's."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in page.splitlines()
        if line.startswith(("| FILLING", "| AWAY", "| SWITCH", "| GAUGE"))
    ]
    expected = [
        [name, *("–" if (value := getattr(own, key)) is None else f"{value:.4g}" for key in MEASURES)]
        for name, own in sorted(found.importance.items(), key=lambda each: -(each[1].birnbaum or 0))
    ]

    assert rows == expected


def test_next_best_evidence(page: str, review: Review) -> None:
    """Were AWAY and SWITCH open, AWAY would tell more."""
    events = {
        name: event.model_copy(update={"status": "open"}) if name in ("AWAY", "SWITCH") else event
        for name, event in review.fault_tree.events.items()
    }
    tree = review.fault_tree.model_copy(update={"events": events})
    gains = analyse(review.model_copy(update={"fault_tree": tree}), TODAY)

    assert gains.next_best_evidence == "AWAY"
    for name in ("AWAY", "SWITCH"):
        assert marked(page, f"gain {name}") == f"{gains.evidence_gain[name]:.4f}"


def test_actions_together(page: str, review: Review) -> None:
    """Smallest sets, what is left open in each state, and the next action."""
    plan = action_plan(review, fault_tree(review))
    assert plan is not None
    left = re.findall(r"^\| with [^|]*\| (\d+) \|$", page, re.MULTILINE)

    assert (plan.minimum.sets, plan.minimum.minimal) == ((("A-TRIP",),), 2)
    assert left == [str(world.left) for world in plan.worlds[:3]]
    assert plan.next_action is not None
    assert plan.next_action.id == "A-SWITCH"
    assert "See it in the field" in plan.next_action.because


def test_prevention(page: str, found: Findings, review: Review) -> None:
    """The mean of the best action on each path; 1 once A-TRIP is effective."""
    actions = tuple(
        action.model_copy(update={"status": "effective"}) if action.id == "A-TRIP" else action
        for action in review.actions or ()
    )

    assert found.prevention.value is not None
    assert marked(page, "prevention") == f"{found.prevention.value:.2f}"
    assert analyse(review.model_copy(update={"actions": actions}), TODAY).prevention.value == 1
