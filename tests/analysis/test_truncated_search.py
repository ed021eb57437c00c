"""Cut sets up to an order of trees that are not solved whole, and what makes the search short: context, modules, room."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import pytest
from grown_trees import grown
from hypothesis import given, settings
from hypothesis import strategies as st
from tree_cases import minimal_sets, tree_of, trees

from rca.analysis.solving import carried
from rca.analysis.solving import demands as asking
from rca.analysis.solving.carried import Carrier, Most
from rca.analysis.solving.circuit import FIRST_LEAF, Circuit, Op, circuit
from rca.analysis.solving.context import in_context
from rca.analysis.solving.deadline import NEVER
from rca.analysis.solving.diagram import ExhaustedError
from rca.graph.tree import FaultTree

PLENTY = Most(sets=4_000, steps=1_000_000)


def truth(logic: Circuit, leaves: Mapping[int, bool]) -> bool:
    """The top's truth in one case."""
    values = {1: True, **leaves}
    for place, gate in enumerate(logic.gates):
        inputs = [values[abs(literal)] is (literal > 0) for literal in gate.inputs]
        match gate.op:
            case Op.AND:
                found = all(inputs)
            case Op.COUNT:
                found = sum(inputs) >= gate.threshold
            case Op.ONE:
                found = sum(inputs) == 1
        values[logic.first_gate + place] = found
    return values[abs(logic.top)] is (logic.top > 0)


def cases(logic: Circuit) -> list[dict[int, bool]]:
    numbers = range(FIRST_LEAF, logic.first_gate)
    return [dict(zip(numbers, case, strict=True)) for case in itertools.product((False, True), repeat=len(numbers))]


def sets_up_to(logic: Circuit, order: int, most: Most = PLENTY) -> list[tuple[str, ...]]:
    """What a carrier finds when it is asked for one order after the other."""
    carrier = Carrier(logic, most, NEVER)
    found: list[int] = []
    for at in range(1, order + 1):
        found = carrier.sets(at)
    named = [
        tuple(sorted(name for place, name in enumerate(logic.leaves) if mask >> place & 1)) for mask in found
    ]  # fmt: skip
    return sorted(named, key=lambda own: (len(own), own))


@given(tree=trees())
@settings(max_examples=200)
def test_what_is_certain_in_context_changes_nothing(tree: FaultTree) -> None:
    """The simplified circuit is true in the same cases, coherent or not, and has no more gates."""
    plain = circuit(tree)
    simple = in_context(plain)

    assert len(simple.gates) <= len(plain.gates)
    assert [truth(simple, case) for case in cases(plain)] == [truth(plain, case) for case in cases(plain)]


@given(tree=trees(), place=st.integers(0, 5), value=st.booleans())
def test_a_leaf_whose_truth_is_known_is_taken_out(tree: FaultTree, place: int, value: bool) -> None:
    """The rest is true where the whole is true with the leaf as it is known."""
    plain = circuit(tree)
    number = FIRST_LEAF + place % max(1, len(plain.leaves))
    rest = in_context(plain, {number: value})

    for case in cases(plain):
        assert truth(rest, case) is truth(plain, case | {number: value})
    assert all(number != abs(literal) for gate in rest.gates for literal in gate.inputs)


def test_an_event_beside_a_gate_is_certain_in_it() -> None:
    """In A and (B or A and C) the second A is taken as true; in A or B and (A or C) as false."""
    within = in_context(circuit(tree_of("TOP: {all_of: [A, G]}\nG: {any_of: [B, H]}\nH: {all_of: [A, C]}")))
    beside = in_context(circuit(tree_of("TOP: {any_of: [A, G]}\nG: {all_of: [B, H]}\nH: {any_of: [A, C]}")))

    for simple in (within, beside):
        assert len(simple.gates) == 2
        assert sum(len(gate.inputs) for gate in simple.gates) == 4


@given(tree=trees(coherent=True, most_leaves=8, most_gates=9), order=st.integers(1, 8))
@settings(max_examples=200)
def test_every_cut_set_up_to_the_order_is_found(tree: FaultTree, order: int) -> None:
    """And none else, with modules as one event and gates cut to the room that their effects leave."""
    found = sets_up_to(in_context(circuit(tree)), order)

    assert found == [own for own in minimal_sets(tree) if len(own) <= order]


@pytest.mark.parametrize("wide", [1, 2, 3])
@pytest.mark.parametrize("seed", range(20))
def test_leaves_that_share_a_bit_cost_steps_and_no_cut_set(
    seed: int, wide: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Supports that seem to meet leave gates more room than they need."""
    tree = grown(60_000 + seed, 9, 8, coherent=True)
    monkeypatch.setattr(asking, "WIDE", wide)

    assert sets_up_to(circuit(tree), 9) == minimal_sets(tree)


def test_gates_have_no_more_room_than_their_effects_leave() -> None:
    """Beside two events there is room for one of three: pairs below are not joined, and a few steps do."""
    numbers = range(30)
    pairs = "\n".join(f"P{at}: {{all_of: [S{at % 7}, Y{at}]}}" for at in numbers)
    first, second = (", ".join(f"P{at}" for at in numbers if at % 2 == odd) for odd in (0, 1))
    logic = circuit(
        tree_of(
            "TOP: {all_of: [A, B, G]}\nG: {any_of: [C, V]}\nV: {all_of: [O1, O2]}\n"
            f"O1: {{any_of: [{first}]}}\nO2: {{any_of: [{second}]}}\n{pairs}"
        )
    )

    assert sets_up_to(logic, 3, Most(sets=10, steps=100)) == [("A", "B", "C")]
    with pytest.raises(ExhaustedError):
        sets_up_to(logic, 6, Most(sets=10, steps=100))


def test_nothing_is_found_of_an_event_that_must_be_absent() -> None:
    """A cut by the order may be wrong there."""
    with pytest.raises(ExhaustedError):
        Carrier(circuit(tree_of("TOP: {all_of: [A, N]}\nN: {none_of: [B]}")), PLENTY, NEVER)


@given(tree=trees(coherent=True, most_leaves=8, most_gates=9))
@settings(max_examples=150)
def test_joining_with_a_closer_look_gives_the_same(tree: FaultTree) -> None:
    """Sets that contain one of the other family stand for themselves, in the smallest families too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(carried, "FEW", 0)

        assert sets_up_to(in_context(circuit(tree)), 8) == minimal_sets(tree)


def test_families_that_are_nearly_the_same_are_joined_in_few_steps() -> None:
    """Two trains that share all but one event: 200 sets each, and 40,000 pairs are not looked at."""
    shared = ", ".join(f"S{at}" for at in range(200))
    logic = circuit(tree_of(f"TOP: {{all_of: [U, V]}}\nU: {{any_of: [A, {shared}]}}\nV: {{any_of: [B, {shared}]}}"))

    assert len(sets_up_to(logic, 2, Most(sets=400, steps=3_000))) == 201
