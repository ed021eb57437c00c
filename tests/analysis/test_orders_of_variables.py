"""The orders of variables of the portfolio, and what is grouped before it: on a circuit that a reader can draw."""

from __future__ import annotations

import pytest
from tree_cases import tree_of

from rca.analysis.solving.circuit import FIRST_LEAF, Circuit, circuit
from rca.analysis.solving.modules import Module, grouped, modules
from rca.analysis.solving.ordering import ORDERS

SHARED = """
TOP: {any_of: [BOTH, THREE, LONE]}
BOTH: {all_of: [A, VOTE]}
THREE: {all_of: [B, VOTE, C]}
VOTE: {any_of: [C, D, E]}
LONE: {}
A: {}
B: {}
C: {}
D: {}
E: {}
"""
"""C stands below `THREE` by itself and below `VOTE`, which has two parents: no gate but the top is a module."""


def whole(text: str) -> tuple[Circuit, Module]:
    """The circuit and the module of its top."""
    logic = circuit(tree_of(text))
    return logic, modules(logic)[-1]


def named(logic: Circuit, numbers: tuple[int, ...]) -> str:
    return " ".join(logic.leaves[number - FIRST_LEAF] for number in numbers)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("as written", "A C D E B LONE"),
        ("reversed", "LONE C E D B A"),
        ("small gates first", "C D E A B LONE"),
        ("large first", "C D E B A LONE"),
        ("shared first", "C D E A B LONE"),
        ("small first", "LONE A C D E B"),
    ],
)
def test_every_order_is_a_walk(order: str, expected: str) -> None:
    """From the top, each input where it is first met; the sizes of VOTE, BOTH and THREE are 3, 4 and 5."""
    logic, module = whole(SHARED)

    assert named(logic, ORDERS[order](logic, module)) == expected


def test_the_heaviest_input_comes_first() -> None:
    """LONE has a third. Without it C has a half by thirds of THREE, 1/6, and by VOTE, (1/4 + 1/6) / 3: more than A's 1/4."""
    logic, module = whole(SHARED)

    assert named(logic, ORDERS["heaviest first"](logic, module)) == "LONE C A D E B"


def test_all_orders_hold_the_same_inputs() -> None:
    """Each once, and those of the module."""
    logic, module = whole(SHARED)

    assert all(sorted(order(logic, module)) == sorted(module.inputs) for order in ORDERS.values())


def test_what_stands_nowhere_else_is_put_under_a_gate_of_its_own() -> None:
    """Of VOTE the causes D and E, as C stands elsewhere too; of THREE the one cause B is left where it is."""
    logic, _ = whole(SHARED)
    better = grouped(logic)

    assert len(better.gates) == len(logic.gates) + 1
    assert named(better, modules(better)[0].inputs) == "D E"
    assert set(modules(better)[-1].inputs) == {*range(FIRST_LEAF, better.first_gate), modules(better)[0].gate} - set(
        modules(better)[0].inputs
    )


def test_modules_are_what_is_used_nowhere_else() -> None:
    """VOTE with two parents is one; C below it and beside it makes it none."""
    apart = SHARED.replace("THREE: {all_of: [B, VOTE, C]}", "THREE: {all_of: [B, VOTE]}")
    logic, _ = whole(apart)

    assert [named(logic, each.inputs) for each in modules(logic)[:1]] == ["C D E"]
    assert len(modules(logic)) == 2
    assert len(modules(whole(SHARED)[0])) == 1


def test_a_leaf_has_no_modules() -> None:
    """Nor is anything grouped."""
    logic = circuit(tree_of("TOP: {any_of: [A]}\nA: {}"))

    assert modules(logic) == ()
    assert grouped(logic) == logic
