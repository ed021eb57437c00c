"""四不放过: a review that is closed meets four conditions, and each of them fails alone."""

from __future__ import annotations

import pytest
from lint_cases import BASE, CLEAN, MAIN, lint_text

from rca.lint.registry import public_code

CLOSED = CLEAN.replace("  stage: verified\n", "  stage: closed\n")


def unmet(text: str, **others: str) -> list[str]:
    return [
        found.message.removeprefix("the review is closed, but ")
        for found in lint_text(text, **others)
        if found.code == public_code("X09")
    ]


def test_all_four_are_met() -> None:
    assert unmet(CLOSED) == []


@pytest.mark.parametrize(
    ("written", "instead", "why"),
    [
        ("handled: true, by", "handled: false, by", "it is not recorded that responsibility was dealt with"),
        ("    status: verified\n", "    status: implemented\n", "was not seen in the field"),
        ("sites_conforming: 4", "sites_conforming: 3", "sites do not all conform to standard"),
        ("    status: adopted\n", "    status: validated\n", "is not shared"),
        ("      status: confirmed\n", "      status: likely\n", "the verdict on its cause is `"),
    ],
)
def test_each_fails_alone(written: str, instead: str, why: str) -> None:
    """One thing missing is one condition that is not met."""
    assert written in CLOSED

    assert [why in said for said in unmet(CLOSED.replace(written, instead, 1))] == [True]


def test_a_case_that_no_course_uses_is_not_taught() -> None:
    assert unmet(CLOSED.replace("courses: [storage-safety]\n", "")) == ["no course uses it"]


def test_a_course_that_uses_the_case_is_enough() -> None:
    course = BASE["storage-safety"].replace("{review: wash-tank, objectives", f"{{review: {MAIN}, objectives")

    assert unmet(CLOSED.replace("courses: [storage-safety]\n", ""), **{"storage-safety": course}) == []
