"""The page of a rule of teaching is its test, as with the rules of the lint."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from lint_cases import laid_over, library_of, mark_of, place_in

from rca.analysis.analyse import analyse
from rca.diagnostics import Diagnostic
from rca.diagnostics.page import SECTIONS
from rca.graph.build import fault_tree
from rca.training.check import teaching_diagnostics
from rca.training.registry import rule_files, rules_in, teaching_rules
from rca.training.rule import TeachingRule


def said(fragments: Sequence[str]) -> tuple[Diagnostic, ...]:
    library = library_of(laid_over(fragments))
    reviews = {name: entry.record for name, entry in library.reviews.items()}
    findings = {name: analyse(review, library.as_of) for name, review in reviews.items()}
    return teaching_diagnostics(library, findings, {name: fault_tree(each) for name, each in reviews.items()})


def cases(section: str) -> list[object]:
    return [
        pytest.param(rule, each, id=f"{rule.name}-{number}")
        for rule in teaching_rules()
        for number, each in enumerate(rule.page.examples(section), 1)
    ]


@pytest.mark.parametrize(("rule", "fragment"), cases("Bad"))
def test_a_bad_example_of_teaching_is_reported_at_the_marked_line(rule: TeachingRule, fragment: str) -> None:
    mark = mark_of(fragment)
    assert mark is not None
    texts = laid_over((fragment,))

    lines = {
        each.span.line for each in said((fragment,)) if (each.path, each.code) == (f"kb/{mark.file}.yaml", rule.code)
    }

    assert lines & set(place_in(texts[mark.file], mark)), lines


@pytest.mark.parametrize(("rule", "fragment"), cases("Good"))
def test_a_good_example_of_teaching_lacks_the_fault(rule: TeachingRule, fragment: str) -> None:
    found = [each.message for each in said((fragment,)) if each.code == rule.code and "storage" in each.path]

    assert found == []


@pytest.mark.parametrize("rule", teaching_rules(), ids=lambda rule: rule.name)
def test_every_page_of_teaching_has_every_section(rule: TeachingRule) -> None:
    page = rule.page

    assert [name for name in page.sections if name in SECTIONS] == list(SECTIONS)
    assert page.why.endswith((".", "?"))
    assert rule.code == f"RCA{470 + int(rule.name[1:])}"


@pytest.mark.parametrize("name", rule_files())
def test_every_file_of_teaching_registers_one_rule(name: str) -> None:
    assert len(rules_in(name)) == 1
