"""From the events of a review to its fault tree."""

from __future__ import annotations

import math

import pytest

from rca.graph.build import fault_tree, prior
from rca.graph.tree import FaultTree
from rca.records.review import Review
from rca.records.tree import Likelihood


def tree(top: str, **events: dict[str, object]) -> FaultTree:
    whole = {name: {"event": name, **event} for name, event in events.items()}
    data = {"id": "a", "title": "A", "event": {"date": "2020"}, "fault_tree": {"top": top, "events": whole}}
    return fault_tree(Review.model_validate(data, strict=False))


def test_nested_events_are_events() -> None:
    """An event written in place is a node like any other."""
    found = tree("TOP", TOP={"any_of": [{"id": "B", "event": "b", "all_of": ["C"]}, "C"]}, C={"status": "likely"})

    assert [node.id for node in found.top_down()] == ["TOP", "B", "C"]
    assert found.nodes["C"].status == "likely"


def test_an_undefined_cause_is_an_open_leaf() -> None:
    """An id that is cited and written nowhere stays in the tree, marked."""
    found = tree("TOP", TOP={"all_of": ["GONE"]})

    assert (found.nodes["GONE"].status, found.nodes["GONE"].defined) == ("open", False)


def test_a_missing_top_is_an_open_leaf() -> None:
    """A top that no event defines gives a tree of one undefined node, and the events are orphans."""
    found = tree("GONE", A={})

    assert list(found.nodes) == ["GONE"]
    assert not found.nodes["GONE"].defined
    assert found.orphans == ("A",)


def test_of_two_definitions_the_first_counts() -> None:
    """An id defined twice keeps its first definition."""
    found = tree(
        "TOP", TOP={"all_of": ["A", {"id": "A", "event": "second", "status": "refuted"}]}, A={"status": "likely"}
    )

    assert found.nodes["A"].status == "refuted"


def test_a_cycle_is_cut_at_its_last_edge() -> None:
    """The edge that closes a cycle is left out and listed; the gate keeps its other causes."""
    found = tree("TOP", TOP={"all_of": ["A"]}, A={"any_of": ["B", "C"]}, B={"all_of": ["A", "C"]}, C={})

    assert found.cut_edges == (("B", "A"),)
    assert found.nodes["B"].causes == ("C",)


def test_a_gate_of_nothing_but_itself_is_an_open_leaf() -> None:
    """A gate that loses all its causes says nothing any more."""
    found = tree("TOP", TOP={"all_of": ["TOP"]})

    assert found.nodes["TOP"].is_leaf
    assert found.nodes["TOP"].status == "open"


def test_influences_stand_outside_the_logic() -> None:
    """What only `shaped_by` reaches, and what is below it, is kept apart."""
    found = tree("TOP", TOP={"all_of": ["A"]}, A={"shaped_by": ["BUDGET"]}, BUDGET={"any_of": ["A", "PRICE"]}, PRICE={})

    assert list(found.nodes) == ["TOP", "A"]
    assert list(found.influences) == ["BUDGET", "PRICE"]


def test_influences_of_influences_are_found() -> None:
    """A chain of influences is followed to its end, and a ring of them ends."""
    found = tree("TOP", TOP={"shaped_by": ["A"]}, A={"shaped_by": ["B"]}, B={"shaped_by": ["A", "TOP"]})

    assert list(found.influences) == ["A", "B"]


def test_the_rest_are_orphans() -> None:
    """Events that nothing reaches are listed in the order written."""
    assert tree("TOP", TOP={}, Z={}, A={"all_of": ["TOP"]}).orphans == ("Z", "A")


def test_a_leaf_without_status_is_open() -> None:
    """A stated status on a gate is kept, and a gate without one has none."""
    found = tree("TOP", TOP={"all_of": ["A"]}, A={})

    assert (found.nodes["A"].status, found.nodes["TOP"].status) == ("open", None)


def test_shared_causes_are_one_node() -> None:
    """An event with two effects is visited once, causes before effects."""
    found = tree("TOP", TOP={"all_of": ["A", "B"]}, A={"any_of": ["C"]}, B={"any_of": ["C"]}, C={})

    assert [node.id for node in found.bottom_up()] == ["C", "A", "B", "TOP"]
    assert found.parents()["C"] == ("A", "B")


@pytest.mark.parametrize(
    ("likelihood", "expected"),
    [
        (None, None),
        (Likelihood(value=0.0), 0.0),
        (Likelihood(value=0.25), 0.25),
        (Likelihood(value=1.0), 1.0),
        (Likelihood(value=1.5), None),
        (Likelihood(value=-0.1), None),
        (Likelihood(rate=1e-3, hours=1000.0), 1 - math.exp(-1)),
        (Likelihood(basis="no number"), None),
    ],
)
def test_prior(likelihood: Likelihood | None, expected: float | None) -> None:
    """A value, or a rate over hours; what is no probability is none."""
    assert prior(likelihood) == (None if expected is None else pytest.approx(expected))


def test_a_very_deep_tree_is_built() -> None:
    """Depth is no limit."""
    events = {f"E{at}": {"any_of": [f"E{at + 1}"]} for at in range(20_000)}

    assert len(tree("E0", **events).bottom_up()) == 20_001
