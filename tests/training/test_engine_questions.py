"""Questions cannot go stale: their keys are computed, and the computation is shown right a second way."""

from __future__ import annotations

import pkgutil
import re
from collections import Counter
from collections.abc import Set as AbstractSet
from itertools import combinations

import pytest

from rca.api import KnowledgeBase
from rca.graph.gates import gates
from rca.graph.tree import FaultTree
from rca.records.when import parse_when
from rca.training import questions as folder
from rca.training.question import Question, TaughtCase
from rca.training.questions import generators, kinds_in, questions_on
from rca.training.questions.minimal_cut_set import below


@pytest.fixture(scope="module")
def asked(real: KnowledgeBase) -> list[tuple[TaughtCase, Question]]:
    """Every question on every case."""
    cases = [
        TaughtCase(entry.record, real.trees[name], real.findings[name])
        for name, entry in real.library.reviews.items()
        if not entry.partial
    ]
    return [(case, question) for case in cases for question in questions_on(case, "7", each=3)]


def holds(tree: FaultTree, true: AbstractSet[str], taken: AbstractSet[str] = frozenset(), at: str = "") -> bool:
    """The top, or the event `at`, by plain recursion over the gates, apart from the engine."""

    def of(name: str) -> bool:
        node = tree.nodes[name]
        if name in taken:
            return False
        return (
            name in true
            if node.gate is None
            else gates()[node.gate].holds([of(c) for c in node.causes], node.threshold)
        )

    return of(at or tree.top)


def leaves_of(tree: FaultTree, *statuses: str) -> frozenset[str]:
    return frozenset(leaf.id for leaf in tree.leaves() if leaf.status in statuses)


def world(tree: FaultTree) -> frozenset[str]:
    """What is supposed true: what happened, or where that does not reach the top all that is not ruled out."""
    true = leaves_of(tree, "confirmed", "likely")
    return true if holds(tree, true) else leaves_of(tree, "confirmed", "likely", "possible", "open")


def quoted(question: Question) -> str:
    return question.ask.partition("“")[2].rpartition("”")[0]


@pytest.mark.parametrize("name", [module.name for module in pkgutil.iter_modules(folder.__path__)])
def test_every_file_of_the_folder_is_one_kind_of_question(name: str) -> None:
    assert len(kinds_in(name)) == 1


def test_every_kind_of_question_is_asked_of_some_real_case(asked: list[tuple[TaughtCase, Question]]) -> None:
    assert {question.kind for _, question in asked} == {generator.kind for generator in generators()}


def test_every_question_has_one_key_and_different_options(asked: list[tuple[TaughtCase, Question]]) -> None:
    for _, question in asked:
        assert len(set(question.options)) == len(question.options) >= 3, question.id
        assert 0 <= question.key < len(question.options)


def test_the_same_seed_gives_the_same_questions_and_another_seed_others(real: KnowledgeBase) -> None:
    case = TaughtCase(
        real.library.reviews["therac-25-1985"].record, real.trees["therac-25-1985"], real.findings["therac-25-1985"]
    )

    assert questions_on(case, "1") == questions_on(case, "1")
    assert questions_on(case, "1") != questions_on(case, "2")


def test_only_the_key_of_a_cut_set_question_is_a_minimal_cut_set(asked: list[tuple[TaughtCase, Question]]) -> None:
    checked = 0
    for case, question in asked:
        if question.kind != "minimal-cut-set":
            continue
        gate = question.ask.partition("“")[2].partition("”")[0]
        part = below(case.tree, next(each.id for each in case.tree.gates() if each.label == gate))
        by_label = {leaf.label: leaf.id for leaf in part.leaves()}
        for place, option in enumerate(question.options):
            chosen = frozenset(by_label[label] for label in by_label if label in option)
            smaller = [frozenset(each) for n in range(len(chosen)) for each in combinations(chosen, n)]
            minimal = holds(part, chosen) and not any(holds(part, each) for each in smaller)
            assert minimal == (place == question.key), (question.id, option)
        checked += 1
    assert checked > 20


def test_only_the_key_of_an_open_question_is_open(asked: list[tuple[TaughtCase, Question]]) -> None:
    for case, question in asked:
        if question.kind == "still-open":
            status = {leaf.label: leaf.status for leaf in case.tree.leaves()}
            open_ones = [option for option in question.options if status[option] in ("open", "possible")]
            assert open_ones == [question.options[question.key]]


def test_only_the_key_of_an_action_question_breaks_most_or_none(asked: list[tuple[TaughtCase, Question]]) -> None:
    checked = Counter[str]()
    for case, question in asked:
        if question.kind != "breaks-most":
            continue
        paths = case.findings.actual_cut_sets
        assert len(paths) == case.findings.actual_count, "every path is listed, so that they can be counted again"
        breaks = {action.do: set(action.breaks) for action in case.review.actions or ()}
        counts = [sum(not holds(case.tree, set(path), breaks[each]) for path in paths) for each in question.options]
        if "breaks none" in question.ask:
            assert [place for place, count in enumerate(counts) if not count] == [question.key], question.id
        else:
            assert counts.count(max(counts)) == 1
            assert counts.index(max(counts)) == question.key
        checked["none" if "none" in question.ask else "most"] += 1
    assert min(checked["none"], checked["most"]) > 4


def test_a_barrier_that_is_enough_is_told_from_those_that_are_not_in_nearly_every_case(
    asked: list[tuple[TaughtCase, Question]],
) -> None:
    cases, ways = set(), Counter[bool]()
    for case, question in asked:
        if question.kind != "enough-barrier":
            continue
        event = next(gate.id for gate in case.tree.gates() if gate.label == quoted(question))
        true, guards = world(case.tree), {each.what: set(each.guards) for each in case.review.barriers}
        assert holds(case.tree, true, at=event)
        stopped = [not holds(case.tree, true, guards[option], event) for option in question.options]
        wanted = "would not have prevented" not in question.ask
        assert [place for place, each in enumerate(stopped) if each is wanted] == [question.key], question.id
        cases.add(case.review.id)
        ways[wanted] += 1
    assert len(cases) >= 24
    assert min(ways.values()) > 10


def test_only_the_key_of_an_evidence_question_is_what_is_missing(asked: list[tuple[TaughtCase, Question]]) -> None:
    cases, sorts = set(), Counter[str]()
    for case, question in asked:
        if question.kind != "missing-evidence":
            continue
        tree, true = case.tree, leaves_of(case.tree, "confirmed", "likely")
        by_label = {leaf.label: leaf for leaf in tree.leaves()}
        right = question.options[question.key]
        if "settle one more" in question.ask:
            gain = [case.findings.evidence_gain.get(by_label[each].id, 0.0) for each in question.options]
            assert gain.count(max(gain)) == 1
            assert gain.index(max(gain)) == question.key
            sorts["settle"] += 1
        elif "without proof" in question.ask:
            assert [each for each in question.options if by_label[each].status == "likely"] == [right]
            assert holds(tree, true)
            assert not holds(tree, true - {by_label[right].id})
            sorts["believed"] += 1
        else:
            cited = {placed.id: set(placed.event.evidence) for placed in case.review.fault_tree.placed()}
            named = {each.what: name for name, each in case.review.evidence.items()}
            lost = [{leaf for leaf in true if cited.get(leaf) == {named[each]}} for each in question.options]
            gone = [not holds(tree, true - each) for each in lost]
            wanted = "all the same" not in question.ask
            assert holds(tree, true)
            assert [place for place, each in enumerate(gone) if each is wanted] == [question.key], question.id
            sorts["carrying"] += 1
        cases.add(case.review.id)
    assert len(cases) >= 22
    assert min(sorts["believed"], sorts["carrying"]) > 3
    assert sorts["settle"] > 0


def test_only_the_key_of_an_order_question_is_the_order(asked: list[tuple[TaughtCase, Question]]) -> None:
    checked = 0
    for case, question in asked:
        if question.kind != "timeline-order":
            continue
        listed = dict(line.split(": ", 1) for line in question.ask.splitlines()[1:])
        whens = {entry.what.rstrip("."): parse_when(entry.at) for entry in case.review.timeline}
        right = [
            all(
                whens[listed[later]].certainly_after(whens[listed[first]])
                for first, later in combinations(option.split(", "), 2)
            )
            for option in question.options
        ]
        assert [place for place, each in enumerate(right) if each] == [question.key], question.id
        checked += 1
    assert checked >= 24


def test_questions_on_a_chinese_case_are_in_chinese(real: KnowledgeBase) -> None:
    for name in ("therac-25-1985", "texas-city-2005"):
        review = real.library.reviews[name].record
        process = review.review.model_copy(update={"language": "zh"})
        case = TaughtCase(review.model_copy(update={"review": process}), real.trees[name], real.findings[name])
        found = questions_on(case, "1", each=3)

        assert len({question.kind for question in found}) >= 5
        for question in found:
            assert re.search("[\u4e00-\u9fff]", question.ask), question.id
            assert question.kind == "timeline-order" or re.search("[\u4e00-\u9fff]", question.because), question.id
