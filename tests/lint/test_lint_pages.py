"""The page of a rule is its test: each bad example has the fault at the marked place and no other, each good one none."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from lint_cases import BASE, MAIN, document, laid_over, lint_fragment, mark_of, place_in

from rca.lint.page import SECTIONS
from rca.lint.registry import described, public_code, rule_files, rules, rules_in
from rca.lint.rule import Described


def cases(section: str) -> list[object]:
    """Every example of every rule, with the blocks about other files that stand beside it."""
    found = []
    for about in described():
        blocks = about.page.examples(section)
        beside = [block for block in blocks if _about(block) != MAIN]
        main = [block for block in blocks if _about(block) == MAIN] or [""]
        for number, block in enumerate(main):
            fragments = tuple(each for each in (block, *beside) if each)
            found.append(pytest.param(about, fragments, id=f"{about.name}-{number + 1}"))
    return found


def _about(block: str) -> str:
    data = document("block", block).data
    return str(data.get("id", MAIN))  # type: ignore[union-attr]


@pytest.mark.parametrize(("about", "fragments"), cases("Bad"))
def test_a_bad_example_has_this_fault_and_no_other(about: Described, fragments: Sequence[str]) -> None:
    found = lint_fragment(*fragments)

    codes = {each.code for each in found} - {public_code(name) for name in about.page.comes_with}
    assert codes == {about.code}, [(each.code, each.message) for each in found]


@pytest.mark.parametrize(("about", "fragments"), cases("Bad"))
def test_a_bad_example_is_reported_at_the_marked_line(about: Described, fragments: Sequence[str]) -> None:
    mark = next(mark for fragment in fragments if (mark := mark_of(fragment)))
    texts = laid_over(fragments)

    lines = {
        each.span.line
        for each in lint_fragment(*fragments)
        if (each.path, each.code) == (f"kb/{mark.file}.yaml", about.code)
    }

    assert lines & set(place_in(texts[mark.file], mark)), lines


@pytest.mark.parametrize(("about", "fragments"), cases("Good"))
def test_a_good_example_has_no_fault_at_all(about: Described, fragments: Sequence[str]) -> None:
    found = lint_fragment(*fragments)

    assert [(each.code, each.message) for each in found] == [], about.code


@pytest.mark.parametrize("about", described(), ids=lambda about: about.name)
def test_every_page_has_every_section(about: Described) -> None:
    page = about.page

    assert page.title
    assert not page.title.endswith(".")
    assert [name for name in page.sections if name in SECTIONS] == list(SECTIONS)
    assert all(page.sections[name] for name in SECTIONS)
    assert page.examples("Bad")
    assert page.examples("Good")
    assert page.why.endswith((".", "?"))


@pytest.mark.parametrize("name", rule_files())
def test_every_file_of_the_folder_registers_one_rule(name: str) -> None:
    assert len(rules_in(name)) == 1


def test_no_two_rules_share_a_code_or_a_name() -> None:
    codes = [about.code for about in described()]
    names = [about.name for about in described()]

    assert len(set(codes)) == len(codes)
    assert len(set(names)) == len(names)


BEGINS_AT = {
    "S": 300,
    "E": 320,
    "T": 340,
    "C": 360,
    "B": 380,
    "A": 400,
    "D": 420,
    "L": 430,
    "X": 440,
    "R": 450,
    "P": 460,
}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_a_public_code_follows_from_the_working_name(rule: Described) -> None:
    assert rule.code == f"RCA{BEGINS_AT[rule.name[0]] + int(rule.name[1:])}"


def test_the_base_of_the_examples_is_clean() -> None:
    assert [(each.code, each.message) for each in lint_fragment()] == []
    assert MAIN in BASE
