"""Questions cannot go stale: their keys are computed, and the computation is shown right a second way."""

from __future__ import annotations

import pkgutil
from itertools import combinations

import pytest

from rca.api import KnowledgeBase
from rca.graph.gates import gates
from rca.graph.tree import FaultTree
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


def holds(tree: FaultTree, true: frozenset[str]) -> bool:
    """The top by plain recursion over the gates, apart from the engine."""

    def of(name: str) -> bool:
        node = tree.nodes[name]
        return (
            name in true
            if node.gate is None
            else gates()[node.gate].holds([of(c) for c in node.causes], node.threshold)
        )

    return of(tree.top)


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


def test_only_the_key_of_an_action_question_breaks_most(asked: list[tuple[TaughtCase, Question]]) -> None:
    for case, question in asked:
        if question.kind == "breaks-most":
            words = {action.id: action.do for action in case.review.actions or ()}
            counts = {words[view.id]: view.breaks_paths for view in case.findings.actions}
            shown = [counts[option] for option in question.options]
            assert shown.count(max(shown)) == 1
            assert shown.index(max(shown)) == question.key


def test_the_key_of_a_barrier_question_differs_from_its_near_misses(asked: list[tuple[TaughtCase, Question]]) -> None:
    for case, question in asked:
        if question.kind == "enough-barrier":
            happened = {leaf.id for leaf in case.tree.leaves() if leaf.status in ("confirmed", "likely")}
            if not holds(case.tree, frozenset(happened)):
                happened |= {leaf.id for leaf in case.tree.leaves() if leaf.status != "refuted"}
            guards = {barrier.what: set(barrier.guards) for barrier in case.review.barriers}
            leaves_only = [o for o in question.options if guards[o] <= {leaf.id for leaf in case.tree.leaves()}]
            stopped = {option: not holds(case.tree, frozenset(happened - guards[option])) for option in leaves_only}
            right = question.options[question.key]
            if right in stopped:
                assert all(found != stopped[right] for option, found in stopped.items() if option != right)
