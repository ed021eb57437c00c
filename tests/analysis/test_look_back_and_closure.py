"""The look-back after one year, and the closure test of four."""

from __future__ import annotations

import datetime as dt

import pytest
from tree_cases import TODAY, findings_of, review_of

from rca.analysis.analyse import analyse
from rca.analysis.four_no_let_go import FourNoLetGo, four_no_let_go

TREE = "TOP: {all_of: [A]}\nA: {status: confirmed}\n"


@pytest.mark.parametrize(
    ("process", "as_of", "expected"),
    [
        ("{}", "2024-06-30", ("not-due", None)),
        ("{report_approved: 2023-06-30}", "2024-03-01", ("not-due", -121)),
        ("{report_approved: 2023-06-30}", "2024-05-01", ("due", -60)),
        ("{report_approved: 2023-06-30}", "2024-06-30", ("due", 0)),
        ("{report_approved: 2023-06-30}", "2024-07-10", ("overdue", 10)),
        ("{report_approved: 2024-02-29}", "2025-03-01", ("overdue", 1)),
        ("{report_approved: 2023-06-30, look_back: {due: 2025-01-01}}", "2024-07-10", ("not-due", -175)),
        ("{look_back: {done: 2024-01-01}}", "2024-07-10", ("done", None)),
        ("{look_back: {due: 2024-01-01, done: 2025-01-01}}", "2024-07-10", ("overdue", 191)),
        ("{basis: public-record, report_approved: 2023-06-30}", "2024-07-10", ("unknown", None)),
        ("{basis: public-record, look_back: {due: 2024-01-01}}", "2024-07-10", ("unknown", None)),
        ("{basis: public-record, look_back: {done: 2024-01-01}}", "2024-07-10", ("done", None)),
    ],
)
def test_look_back(process: str, as_of: str, expected: tuple[str, int | None]) -> None:
    """Due one year after approval or on the stated date; in a public record known only where it says so."""
    found = findings_of(TREE + f"review: {process}\n", dt.date.fromisoformat(as_of))

    assert (found.look_back, found.look_back_days) == expected


CLOSED = (
    TREE
    + "accountability: {handled: true}\ncourses: [overfill]\nlessons: [{id: L, kind: technical, lesson: l, status: shared}]\n"
    + "actions: [{id: X, do: x, breaks: [A], status: verified}]\n"
)


def closure(text: str, cause_errors: int = 0) -> FourNoLetGo:
    review = review_of(text)
    return four_no_let_go(review, analyse(review, TODAY), cause_errors)


def test_all_four_are_true() -> None:
    """Cause found, people dealt with, measures seen, people taught."""
    assert closure(CLOSED) == FourNoLetGo(cause=True, people=True, measures=True, education=True)
    assert closure(CLOSED).closed


@pytest.mark.parametrize(
    ("written", "instead", "failing"),
    [
        ("{status: confirmed}", "{status: likely}", "cause"),
        ("handled: true", "handled: false", "people"),
        ("accountability: {handled: true}\n", "", "people"),
        ("status: verified", "status: implemented", "measures"),
        ("actions: [{id: X, do: x, breaks: [A], status: verified}]\n", "", "measures"),
        ("actions: [", "standards: {S: {title: s, issued: 2010}}\nactions: [", "measures"),
        ("status: shared", "status: validated", "education"),
        ("courses: [overfill]\n", "", "education"),
    ],
)
def test_each_of_the_four_fails_alone(written: str, instead: str, failing: str) -> None:
    """One thing missing makes one of the four false."""
    found = closure(CLOSED.replace(written, instead))

    assert getattr(found, failing) is False
    assert [name for name in ("cause", "people", "measures", "education") if getattr(found, name) is True] == [
        name for name in ("cause", "people", "measures", "education") if name != failing
    ]
    assert not found.closed


def test_an_error_in_the_causes_keeps_the_cause_open() -> None:
    """The lint's errors of group C count."""
    assert closure(CLOSED, cause_errors=1).cause is False


def test_a_public_record_that_does_not_say_leaves_it_open() -> None:
    """Not known is neither."""
    public = TREE + "review: {basis: public-record}\nlessons: [{id: L, kind: technical, lesson: l}]\n"
    seen = public + "actions: [{id: X, do: x, status: verified}]\nstandards: {S: {title: s, issued: 2010}}\n"

    assert closure(public) == FourNoLetGo(cause=True, people=None, measures=None, education=False)
    assert closure(seen).measures is None
    assert closure(CLOSED.replace("handled: true", "handled: unknown")).people is None
