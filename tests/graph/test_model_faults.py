"""How many inputs a gate of a model may have and may ask for: the edges, and what is said beyond them."""

from __future__ import annotations

import pytest

from rca.graph.model import BasicEvent, GateWord, Model, ModelGate
from rca.graph.model_faults import find_cycle, gate_faults


def messages(word: GateWord, inputs: str, least: int = 0, most: int = 0) -> list[str]:
    """What is wrong with one gate over basic events."""
    gate = ModelGate("TOP", word, tuple(inputs), least, most)
    return [
        each.message for each in gate_faults(Model("m", gates={"TOP": gate}, basic={n: BasicEvent(n) for n in inputs}))
    ]


@pytest.mark.parametrize(
    ("word", "inputs", "least", "most"),
    [
        ("not", "A", 0, 0), ("is", "A", 0, 0), ("and", "AB", 0, 0), ("or", "AB", 0, 0), ("imply", "AB", 0, 0),
        ("xor", "AB", 0, 0), ("true", "", 0, 0), ("false", "", 0, 0), ("atleast", "ABC", 1, 0), ("atleast", "ABC", 3, 0),
        ("cardinality", "ABC", 0, 3), ("cardinality", "ABC", 0, 0), ("cardinality", "ABC", 2, 2),
        ("cardinality", "ABC", 3, 3),
    ],
)  # fmt: skip
def test_what_a_gate_may_ask_for(word: GateWord, inputs: str, least: int, most: int) -> None:
    """From none to all of its inputs, and from one number to the same."""
    assert messages(word, inputs, least, most) == []


@pytest.mark.parametrize(
    ("word", "inputs", "least", "most", "said"),
    [
        ("not", "AB", 0, 0, "the `not` of `TOP` has 2 inputs and takes exactly 1"),
        ("imply", "A", 0, 0, "the `imply` of `TOP` has 1 input and takes exactly 2"),
        ("atleast", "ABC", 0, 0, "the `atleast` of `TOP` asks for 0 of 3 inputs"),
        ("atleast", "ABC", 4, 0, "the `atleast` of `TOP` asks for 4 of 3 inputs"),
        ("cardinality", "ABC", 0, 4, "the `cardinality` of `TOP` asks for 0 to 4 of 3 inputs"),
        ("cardinality", "ABC", 2, 1, "the `cardinality` of `TOP` asks for 2 to 1 of 3 inputs"),
        ("cardinality", "ABC", -1, 1, "the `cardinality` of `TOP` asks for -1 to 1 of 3 inputs"),
        ("cardinality", "A", 0, 2, "the `cardinality` of `TOP` asks for 0 to 2 of 1 input"),
    ],
)
def test_what_a_gate_may_not_ask_for(word: GateWord, inputs: str, least: int, most: int, said: str) -> None:
    """One more or one fewer, and a range that ends before it begins."""
    assert messages(word, inputs, least, most) == [said]


@pytest.mark.parametrize(
    ("below", "circle"),
    [
        ({"A": ("B",), "B": ("C",)}, ()),
        ({"A": ("B", "C"), "B": ("C",), "C": ()}, ()),
        ({"A": ("A",)}, ("A",)),
        ({"A": ("B", "C"), "B": (), "C": ("D",), "D": ("C",)}, ("C", "D")),
        ({"A": ("B",), "B": ("C",), "C": ("A",)}, ("A", "B", "C")),
    ],
)
def test_a_circle_is_named_from_where_it_is_entered(below: dict[str, tuple[str, ...]], circle: tuple[str, ...]) -> None:
    """What is shared is no circle, and what leads into one does not belong to it."""
    assert find_cycle(below) == circle
