"""The courses of the knowledge base: long enough, every question with an answer that can be looked up."""

from __future__ import annotations

from collections import Counter

import pytest

from rca.api import KnowledgeBase
from rca.training.base import TeachingBase, split
from rca.training.sheet import course_sheet

THREE = ("process-safety-for-operators", "software-in-safety-critical-systems", "leading-and-learning")
EVERY = (*THREE, "barriers-that-look-healthy")


@pytest.mark.parametrize("name", THREE)
def test_a_course_takes_two_hours_or_more_and_its_minutes_add_up(real: KnowledgeBase, name: str) -> None:
    course = real.library.courses[name].record

    assert course.minutes == sum(module.minutes for module in course.modules)
    assert course.minutes >= 120


@pytest.mark.parametrize("name", EVERY)
def test_every_question_of_a_course_cites_passages_of_a_case_that_its_module_uses(
    real: KnowledgeBase, name: str
) -> None:
    for module in real.library.courses[name].record.modules:
        used = {link.review for link in module.cases}
        for question in module.quiz:
            assert question.evidence, question.id
            for each in question.evidence:
                case, passage = split(each)
                assert case in used, question.id
                assert passage in real.library.reviews[case].record.evidence, question.id


@pytest.mark.parametrize("name", EVERY)
def test_every_module_has_something_to_discuss_to_listen_for_and_to_ask(real: KnowledgeBase, name: str) -> None:
    for module in real.library.courses[name].record.modules:
        assert module.activities, module.id
        assert module.listen_for, module.id
        assert module.quiz, module.id
        assert any(link.questions for link in module.cases), module.id


def test_no_course_and_no_case_teaches_what_does_not_hold(real: KnowledgeBase) -> None:
    wrong = [
        (each.path, each.message)
        for each in real.diagnostics()
        if each.code in ("RCA207", "RCA471", "RCA472", "RCA473", "RCA474", "RCA475", "RCA477", "RCA479", "RCA480")
    ]

    assert wrong == []


def test_the_place_of_the_right_option_tells_nothing(real: KnowledgeBase) -> None:
    base = TeachingBase(real.library, real.findings, real.trees)
    items = [item for name in EVERY for item in course_sheet(real.library.courses[name].record, base).items]
    places = Counter(item.key for item in items)

    assert max(places.values()) <= 0.6 * len(items)
