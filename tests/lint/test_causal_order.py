"""Priority AND: the order of causes is held against the recorded times."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from rca.analysis.verdict import judge
from rca.cli import main
from rca.graph.build import fault_tree
from rca.lint.causal_order import CausalOrder, causal_orders
from rca.records.review import Review


def review_of(timeline: list[tuple[str, str]], **events: dict[str, object]) -> Review:
    """A review whose top needs A before B; the timeline has moments with the events they name."""
    tree = {
        "TOP": {"event": "Top", "all_of": ["A", "B"], "in_order": True},
        "A": {"event": "a", "status": "confirmed"},
        "B": {"event": "b", "status": "confirmed"},
        **events,
    }
    entries = [{"at": at, "what": "Something", "events": names.split()} for at, names in timeline]
    whole = {
        "id": "case", "title": "A case", "event": {"date": "2020-01-01"}, "timeline": entries,
        "fault_tree": {"top": "TOP", "events": tree},
    }  # fmt: skip
    return Review.model_validate(whole, strict=False)


def order_of(review: Review) -> CausalOrder:
    tree = fault_tree(review)
    (found,) = causal_orders(review, tree, judge(tree).truth)
    return found


@pytest.mark.parametrize(
    ("timeline", "state"),
    [
        ([("2020-01-01 02:10", "A"), ("2020-01-01 02:40", "B")], "confirmed"),
        ([("2020-01-01 02:40", "B"), ("2020-01-01 02:50", "A")], "contradicted"),
        ([("2020-01-01 23:50", "A"), ("00:10", "B")], "confirmed"),
        ([("2020-01-01 02:10", "A B")], "unknown"),
        ([("2020-01-01", "A"), ("2020-01-01 02:40", "B")], "unknown"),
        ([("2019-12-31", "A"), ("2020-01-01 02:40", "B")], "confirmed"),
        ([("about 2020-01-01 02:10", "A"), ("2020-01-01 02:40", "B")], "unknown"),
        ([("2020-01-01 02:10", "A"), ("after A", "B")], "confirmed"),
        ([("2020-01-01 02:10", "B"), ("after B", "A")], "contradicted"),
        ([("T-30 s", "A"), ("T+2 s", "B")], "confirmed"),
        ([("2020-01-01 02:10", "A")], "unknown"),
        ([], "unknown"),
        ([("2020-01-01 02:10", "A"), ("2020-01-01 02:40", "B"), ("2020-01-01 02:50", "A")], "confirmed"),
    ],
)
def test_recorded_times_confirm_contradict_or_do_not_tell(timeline: list[tuple[str, str]], state: str) -> None:
    """Only what is certain whatever the unwritten digits are; the first entry that names an event counts."""
    assert order_of(review_of(timeline)).state == state


def test_the_reason_names_events_and_times() -> None:
    """Both causes with their moments; what no entry dates."""
    wrong = order_of(review_of([("2020-01-01 02:40", "B"), ("2020-01-01 02:50", "A")]))
    undated = order_of(review_of([("2020-01-01 02:40", "B")]))

    assert wrong.because == "`B` (2020-01-01 02:40) happened before `A` (2020-01-01 02:50)"
    assert undated.because == "no entry of the timeline dates `A`"


@pytest.mark.parametrize(
    ("gate", "times", "state"),
    [
        ("all_of", ("02:10", "02:30"), "confirmed"),
        ("all_of", ("02:10", "02:50"), "contradicted"),
        ("any_of", ("02:10", "02:50"), "confirmed"),
        ("any_of", ("02:50", "02:55"), "contradicted"),
        ("none_of", ("02:10", "02:30"), "unknown"),
    ],
)
def test_a_gate_happens_with_its_last_cause_or_its_first(gate: str, times: tuple[str, str], state: str) -> None:
    """An `all_of` is complete with the last of its causes, an `any_of` with the first."""
    timeline = [(f"2020-01-01 {times[0]}", "X"), ("2020-01-01 02:40", "B"), (f"2020-01-01 {times[1]}", "Y")]
    status = "refuted" if gate == "none_of" else "confirmed"
    events: dict[str, dict[str, object]] = {
        "A": {"event": "a", gate: ["X", "Y"]},
        "X": {"event": "x", "status": status},
        "Y": {"event": "y", "status": status},
    }

    assert order_of(review_of(timeline, **events)).state == state


def test_a_gate_that_did_not_happen_has_no_order() -> None:
    """Nothing is said of what is ruled out."""
    review = review_of([], B={"event": "b", "status": "refuted"})
    tree = fault_tree(review)

    assert causal_orders(review, tree, judge(tree).truth) == ()


@pytest.mark.parametrize("event", [{"any_of": ["A", "B"]}, {"all_of": ["A"]}, {"status": "open"}])
def test_an_order_needs_an_all_of_with_two_causes(event: dict[str, object]) -> None:
    """`in_order` elsewhere is an error of the format."""
    with pytest.raises(ValueError, match="`in_order` goes with `all_of` and two causes or more"):
        review_of([], TOP={"event": "Top", "in_order": True, **event})


def test_the_order_stands_in_the_findings(tmp_path: Path) -> None:
    """Text and JSON say what the timeline shows; the verdict is as before."""
    path = tmp_path / "case.yaml"
    path.write_text(
        "format: 1\nid: case\ntitle: A case\nevent: {date: 2020-01-01}\n"
        "timeline:\n  - {at: 2020-01-01 02:40, what: b, events: [B]}\n  - {at: 2020-01-01 02:50, what: a, events: [A]}\n"
        "fault_tree:\n  top: TOP\n  events:\n    TOP: {event: Top, all_of: [A, B], in_order: true}\n"
        "    A: {event: a, status: confirmed}\n    B: {event: b, status: confirmed}\n"
    )

    text = CliRunner().invoke(main, ["analyse", str(path)]).stdout
    data = json.loads(CliRunner().invoke(main, ["analyse", str(path), "--format", "json"]).stdout)
    checked = CliRunner().invoke(main, ["check", str(path)]).stdout

    assert "TOP: CONTRADICTED by the timeline" in " ".join(text.split())
    assert [(each["gate"], each["causes"], each["state"]) for each in data["causal_orders"]] == [
        ("TOP", ["A", "B"], "contradicted")
    ]
    assert data["verdict"] == "explained"
    assert "RCA358 the causes of `TOP` did not happen in the order written" in checked
