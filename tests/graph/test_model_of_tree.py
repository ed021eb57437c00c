"""From the tree of a review to a model and back, gate by gate, and what a picture shows of a model."""

from __future__ import annotations

import pytest

from rca.graph.expression import Expression, Place
from rca.graph.model import BasicEvent, GateWord, HouseEvent, Model, ModelGate
from rca.graph.model_tree import Sign, drawn_tree, model_of, tree_of
from rca.graph.tree import FaultTree, GateKind, Node

HALF = Expression("float", value=0.5)


def tree(kind: GateKind, *causes: str, threshold: int | None = None) -> FaultTree:
    """One gate over leaves."""
    leaves = {name: Node(name, f"event {name}", status="open") for name in causes}
    return FaultTree("TOP", {"TOP": Node("TOP", "the top", kind, causes, threshold), **leaves})


def model(word: GateWord, *inputs: str, least: int = 0, most: int = 0) -> Model:
    """One gate over basic events."""
    basic = {name: BasicEvent(name, HALF) for name in inputs}
    return Model("m", gates={"TOP": ModelGate("TOP", word, inputs, least, most)}, basic=basic)


@pytest.mark.parametrize(
    ("kind", "causes", "expected"),
    [
        ("all_of", "AB", ("and", 0, 0)),
        ("any_of", "AB", ("or", 0, 0)),
        ("none_of", "A", ("not", 0, 0)),
        ("none_of", "AB", ("nor", 0, 0)),
        ("exactly_one_of", "AB", ("xor", 0, 0)),
        ("exactly_one_of", "ABC", ("cardinality", 1, 1)),
        ("exactly_one_of", "A", ("cardinality", 1, 1)),
    ],
)
def test_a_gate_of_a_review_has_the_word_that_means_the_same(
    kind: GateKind, causes: str, expected: tuple[str, int, int]
) -> None:
    """An exclusive OR of two alone is one: of three it is true for one and for three."""
    gate = model_of(tree(kind, *causes), "review").gates["TOP"]

    assert (gate.word, gate.least, gate.most) == expected
    assert (gate.inputs, gate.label, gate.home) == (tuple(causes), "the top", ("review",))


@pytest.mark.parametrize(("threshold", "least"), [(2, 2), (None, 1)])
def test_a_vote_keeps_its_threshold(threshold: int | None, least: int) -> None:
    """One that is not written is 1."""
    gate = model_of(tree("at_least", *"ABC", threshold=threshold), "review").gates["TOP"]

    assert (gate.word, gate.least) == ("atleast", least)


def test_only_a_probability_that_is_given_becomes_an_expression() -> None:
    """0 is given; nothing is not."""
    nodes = {"TOP": Node("TOP", "", "any_of", ("A", "B")), "A": Node("A", "", probability=0.0), "B": Node("B", "")}
    own = model_of(FaultTree("TOP", nodes), "review")

    assert own.basic["A"].expression == Expression("float", value=0.0)
    assert own.basic["B"].expression is None


def test_a_tree_of_one_event_gets_a_gate_above_it() -> None:
    """A model has a gate at its top; a tree that has one keeps it alone."""
    single = model_of(FaultTree("A", {"A": Node("A", "alone")}), "review", "The review")

    assert single.gates == {"A-top": ModelGate("A-top", "is", ("A",), home=("review",))}
    assert single.containers["review",].tree
    assert single.containers["review",].label == "The review"
    assert list(model_of(tree("any_of", "A"), "review").gates) == ["TOP"]


@pytest.mark.parametrize(
    ("least", "most", "expected"),
    [
        (0, 3, {"TOP": ("all_of", (), None)}),
        (2, 3, {"TOP": ("at_least", ("A", "B", "C"), 2)}),
        (0, 1, {"TOP#above": ("at_least", ("A", "B", "C"), 2), "TOP": ("none_of", ("TOP#above",), None)}),
        (
            1,
            2,
            {
                "TOP#above": ("at_least", ("A", "B", "C"), 3),
                "TOP#within": ("none_of", ("TOP#above",), None),
                "TOP#least": ("at_least", ("A", "B", "C"), 1),
                "TOP": ("all_of", ("TOP#least", "TOP#within"), None),
            },
        ),
    ],
)
def test_a_cardinality_is_made_of_no_more_gates_than_it_needs(
    least: int, most: int, expected: dict[str, tuple[str, tuple[str, ...], int | None]]
) -> None:
    """Both numbers, one of them or none may mean something."""
    found = tree_of(model("cardinality", *"ABC", least=least, most=most), "TOP", {})

    assert {node.id: (node.gate, node.causes, node.threshold) for node in found.gates()} == expected


def test_the_parts_of_a_gate_are_named_after_it() -> None:
    """The gate itself keeps its label, or has its name; a part has its own."""
    plain = model("nand", "A", "B")
    labelled = Model("m", gates={"TOP": ModelGate("TOP", "nand", ("A", "B"), label="not both")}, basic=plain.basic)

    assert {node.id: node.label for node in tree_of(plain, "TOP", {}).gates()} == {"TOP": "TOP", "TOP#and": "TOP#and"}
    assert tree_of(labelled, "TOP", {}).nodes["TOP"].label == "not both"
    assert tree_of(labelled, "TOP", {}).nodes["TOP#and"].label == "TOP#and"


def test_a_picture_shows_each_gate_once_and_switches_as_leaves() -> None:
    """Words that the five kinds lack are signs; what is above 0 as a lower number is a threshold."""
    gates = {
        "TOP": ModelGate("TOP", "cardinality", ("G", "NO", "ON", "A"), 1, 3),
        "G": ModelGate("G", "imply", ("A", "B"), label="if"),
        "NO": ModelGate("NO", "false"),
    }
    basic = {name: BasicEvent(name, HALF, label=f"event {name}") for name in "AB"}
    own = Model("m", gates=gates, basic=basic, house={"ON": HouseEvent("ON", value=True, label="power")})

    found, signs = drawn_tree(own, "TOP", {"A": 0.5})

    assert signs == {
        "TOP": Sign("cardinality", 3), "G": Sign("imply"), "NO": Sign("false"), "ON": Sign("true")
    }  # fmt: skip
    assert found.nodes["TOP"] == Node("TOP", "", "at_least", ("G", "NO", "ON", "A"), 1)
    assert found.nodes["G"] == Node("G", "if", "any_of", ("A", "B"))
    assert found.nodes["NO"] == Node("NO", "", kind="house")
    assert found.nodes["ON"] == Node("ON", "power", kind="house")
    assert found.nodes["A"] == Node("A", "event A", status="confirmed", probability=0.5)
    assert found.nodes["B"].probability is None


def test_a_gate_of_five_kinds_has_no_sign() -> None:
    """A vote, an AND, an OR and an exclusive OR are drawn as they are."""
    assert drawn_tree(model("atleast", *"ABC", least=2), "TOP", {})[1] == {}
    assert drawn_tree(model("xor", *"AB"), "TOP", {})[1] == {}


def test_what_says_the_same_is_equal_wherever_it_is_written() -> None:
    """Of a place neither file nor line counts."""
    here, there = (BasicEvent("A", place=Place(file, line)) for file, line in (("a.xml", 1), ("b.xml", 2)))

    assert here == there
    assert not here != there  # noqa: SIM202 -- tuples answer both questions by themselves
    assert len({here, there, here._replace(name="B")}) == 2
