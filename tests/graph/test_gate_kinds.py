"""The kinds of gate."""

from __future__ import annotations

import itertools
import pkgutil
from typing import get_args

import pytest

from rca.graph import gates as folder
from rca.graph.gates import gates, kinds_in
from rca.graph.tree import FaultTree, GateKind, Node

FILES = sorted(module.name for module in pkgutil.iter_modules(folder.__path__))
TRUTHS = (True, False, None)
EXPECTED = {
    "all_of": lambda causes, _: all(causes),
    "any_of": lambda causes, _: any(causes),
    "at_least": lambda causes, k: sum(causes) >= k,
    "none_of": lambda causes, _: not any(causes),
    "exactly_one_of": lambda causes, _: sum(causes) == 1,
}


@pytest.mark.parametrize("name", FILES)
def test_every_file_registers_a_kind(name: str) -> None:
    """A file of the folder that defines no gate kind is a slip."""
    assert len(kinds_in(name)) == 1


def test_the_kinds_are_those_of_the_format() -> None:
    """Every gate word of the format has its kind, and no other."""
    assert set(gates()) == set(get_args(GateKind))


@pytest.mark.parametrize("word", sorted(EXPECTED))
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_truth_of_known_causes(word: GateKind, count: int) -> None:
    """With every cause known a gate does what its name says."""
    gate = gates()[word]
    for threshold, causes in itertools.product(range(1, count + 1), itertools.product((True, False), repeat=count)):
        expected = EXPECTED[word](causes, threshold)

        assert gate.holds(causes, threshold) is expected
        assert gate.truth(causes, threshold) is expected


@pytest.mark.parametrize("word", sorted(EXPECTED))
def test_coherent_says_that_more_causes_never_undo_the_gate(word: GateKind) -> None:
    """In every case of three causes, under every threshold; the whole tree says the same of itself."""
    gate = gates()[word]
    cases = list(itertools.product((False, True), repeat=3))
    undone = any(
        gate.holds(fewer, threshold) and not gate.holds(more, threshold)
        for threshold in (1, 2, 3)
        for fewer, more in itertools.product(cases, cases)
        if all(a <= b for a, b in zip(fewer, more, strict=True))
    )
    leaves = {name: Node(name, "") for name in "ABC"}
    tree = FaultTree("TOP", {"TOP": Node("TOP", "", word, ("A", "B", "C"), 2), **leaves})

    assert gate.coherent is not undone
    assert tree.is_coherent is not undone


@pytest.mark.parametrize("word", sorted(EXPECTED))
@pytest.mark.parametrize("count", [1, 2, 3])
def test_an_unknown_cause_may_turn_out_either_way(word: GateKind, count: int) -> None:
    """A gate is true or false just when every way the unknown causes may turn out agrees."""
    gate = gates()[word]
    for threshold, causes in itertools.product(range(1, count + 1), itertools.product(TRUTHS, repeat=count)):
        outcomes = {
            gate.holds(outcome, threshold)
            for outcome in itertools.product((True, False), repeat=count)
            if all(own is None or own is value for own, value in zip(causes, outcome, strict=True))
        }

        assert gate.truth(causes, threshold) is (outcomes.pop() if len(outcomes) == 1 else None)


@pytest.mark.parametrize("word", sorted(EXPECTED))
def test_many_cases_are_evaluated_at_once(word: GateKind) -> None:
    """Bit i of the answer is the answer to case i."""
    gate = gates()[word]
    cases = list(itertools.product((False, True), repeat=3))
    masks = [sum(case[place] << at for at, case in enumerate(cases)) for place in range(3)]
    certain, possible = gate.cases(masks, masks, (1 << len(cases)) - 1, 2)

    assert certain == possible == sum(gate.holds(case, 2) << at for at, case in enumerate(cases))


def test_a_vote_over_many_causes() -> None:
    """Counting stays exact beyond one digit, and a cause listed twice counts twice."""
    vote = gates()["at_least"]

    assert vote.holds([True] * 600 + [False] * 400, 600)
    assert not vote.holds([True] * 599 + [False] * 401, 600)
    assert vote.holds([True, True, False], 2)
    assert not vote.holds([True], 2)


def test_words_and_symbols() -> None:
    """People read words, drawings carry symbols, and one cause reads as one."""
    assert gates()["at_least"].words(2, 3) == "at least 2 of these 3"
    assert gates()["at_least"].symbol(2) == "≥2"
    assert gates()["none_of"].words(None, 1) == "this is absent"
    assert {gate.words(None, 2) for gate in gates().values() if gate.word != "at_least"} == {
        "all of these together",
        "any one of these",
        "none of these",
        "exactly one of these",
    }
    assert {gate.ansi for gate in gates().values()} == {"and", "or", "vote", "nor", "xor"}
    assert gates()["all_of"].symbol(None) == "&"


def test_only_two_kinds_are_not_coherent() -> None:
    """More causes can undo a `none_of` and an `exactly_one_of`."""
    assert {word for word, gate in gates().items() if not gate.coherent} == {"none_of", "exactly_one_of"}
