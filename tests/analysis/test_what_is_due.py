"""What falls due and when: actions, checks of effect, look-backs and anniversaries, as a list and as a calendar."""

from __future__ import annotations

import datetime as dt

import pytest
from tree_cases import findings_of, review_of

from rca.analysis.clocks import Due, due_items
from rca.analysis.due_calendar import as_ics

TREE = "TOP: {any_of: [A]}\nA: {status: confirmed}\n"
TODAY = dt.date(2026, 11, 24)


def due(text: str, as_of: dt.date = TODAY, within: int = 30) -> tuple[Due, ...]:
    """What is due of one review, its findings known."""
    return due_items(
        [review_of(TREE + text)], {"case": findings_of(TREE + text, as_of)}, as_of, anniversaries_within=within
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("status: accepted, due: 2026-11-23", ("2026-11-23", 1, True)),
        ("status: accepted, due: 2026-11-24", ("2026-11-24", 0, False)),
        ("status: proposed, due: 2026-11-25", ("2026-11-25", -1, False)),
        ("status: in-progress, due: 2026-10", ("2026-10", 24, True)),
        ("status: ineffective, due: 2025", ("2025", 328, True)),
        ("status: accepted, due: unknown", ("", 0, False)),
        ("status: accepted", ("", 0, False)),
        ("status: unknown, due: 2020-01-01", ("2020-01-01", 0, False)),
        ("due: 2020-01-01", ("2020-01-01", 0, False)),
        ("status: implemented, due: 2020-01-01", None),
        ("status: effective, due: 2020-01-01", None),
        ("status: rejected, reason: cost, due: 2020-01-01", None),
    ],
)
def test_an_open_action_is_late_after_the_last_day_of_its_date(
    written: str, expected: tuple[str, int, bool] | None
) -> None:
    """A month lasts until its last day; one of unknown status cannot be called late; one that is done is not listed."""
    found = due(f"actions: [{{id: X, do: Fit a trip, {written}}}]")

    assert [(each.due, each.days, each.overdue) for each in found] == ([] if expected is None else [expected])
    assert all(each.kind == "action" and each.id == "X" for each in found)


@pytest.mark.parametrize(
    ("status", "effect", "expected"),
    [
        ("implemented", "check_due: 2026-11-20", [4]),
        ("verified", "check_due: 2026-11-20, verdict: not-yet", [4]),
        ("effective", "check_due: 2026-12", [-37]),
        ("implemented", "check_due: 2026-11-20, verdict: effective", []),
        ("implemented", "check_due: unknown", []),
        ("implemented", "target: none", []),
    ],
)
def test_whether_it_works_is_checked_once_it_is_done(status: str, effect: str, expected: list[int]) -> None:
    """The check stands in the list until somebody has judged the effect."""
    found = due(f"actions: [{{id: X, do: Drain, status: {status}, effect: {{measure: Drained tanks, {effect}}}}}]")

    assert [each.days for each in found if each.kind == "effect-check"] == expected
    assert all(each.what == "Drained tanks" for each in found)


def test_an_action_that_is_not_done_has_no_effect_to_check() -> None:
    """Its own date stands instead."""
    found = due(
        "actions: [{id: X, do: Drain, status: accepted, due: 2027, effect: {measure: Tanks, check_due: 2026-01-01}}]"
    )

    assert [(each.kind, each.due) for each in found] == [("action", "2027")]


def test_who_is_named() -> None:
    """The owner, or those whom a recommendation is addressed to."""
    found = due("actions: [{id: A1, do: x, owner: Stores}, {id: A2, do: x, to: [Board, Union]}, {id: A3, do: x}]")

    assert [each.owner for each in found] == ["Stores", "Board, Union", ""]


@pytest.mark.parametrize(
    ("approved", "expected"),
    [
        ("2025-11-14", [("2026-11-14", 10, True)]),
        ("2025-11-24", [("2026-11-24", 0, False)]),
        ("2026-11-01", [("2027-11-01", -342, False)]),
    ],
)
def test_a_review_is_looked_back_at_one_year_after_it_closed(
    approved: str, expected: list[tuple[str, int, bool]]
) -> None:
    """Where its findings are known; they say how many days are left."""
    text = f"review: {{report_approved: {approved}}}"

    assert [(each.due, each.days, each.overdue) for each in due(text) if each.kind == "look-back"] == expected
    assert due_items([review_of(TREE + text)], {}, TODAY) == ()


def test_what_was_looked_back_at_is_not_due() -> None:
    """Neither is what has no date."""
    assert due("review: {report_approved: 2025-11-14, look_back: {done: 2026-11-01}}") == ()
    assert due("") == ()


@pytest.mark.parametrize(
    ("event", "as_of", "within", "expected"),
    [
        ("date: 2005-12-11", "2026-11-24", 30, [("21 years ago", "2026-12-11", -17)]),
        ("date: 2005-12-24", "2026-11-24", 30, [("21 years ago", "2026-12-24", -30)]),
        ("date: 2005-12-25", "2026-11-24", 30, []),
        ("date: 2005-11-24", "2026-11-24", 30, [("21 years ago", "2026-11-24", 0)]),
        ("date: 2005-11-23", "2026-11-24", 30, []),
        ("date: 2005-01-05", "2026-12-20", 30, [("22 years ago", "2027-01-05", -16)]),
        ("date: 2004-02-29", "2026-02-20", 30, [("22 years ago", "2026-03-01", -9)]),
        ("date: 2004-02-29", "2028-02-20", 30, [("24 years ago", "2028-02-29", -9)]),
        ("date: 2026-11-24", "2026-11-24", 30, []),
        ("date: 2025-11-30", "2026-11-24", 30, [("1 year ago", "2026-11-30", -6)]),
        ("date: 2005-12", "2026-11-24", 30, []),
        ("date: 2005", "2026-11-24", 30, []),
        ("date: 2005-12-11", "2026-11-24", 10, []),
    ],
)
def test_anniversaries_of_the_next_days(
    event: str, as_of: str, within: int, expected: list[tuple[str, str, int]]
) -> None:
    """From today on, over the new year too; only of a day that is known, and never of the event itself."""
    found = due(f"event: {{{event}}}", dt.date.fromisoformat(as_of), within)

    assert [(each.what.partition(":")[0], each.due, each.days) for each in found] == expected
    assert not any(each.overdue for each in found)


def test_an_exercise_has_no_anniversary() -> None:
    """Nothing happened."""
    assert due("event: {date: 2005-12-11}\nkind: exercise") == ()


def test_the_most_overdue_stands_first_and_what_has_no_date_last() -> None:
    """Of equal ones the order is that of review and action."""
    reviews = [
        review_of(f"{TREE}id: {name}\nactions: [{own}]")
        for name, own in (
            (
                "b",
                "{id: SOON, do: x, due: 2027, status: accepted}, {id: LATE, do: x, due: 2026-01-01, status: accepted}",
            ),
            ("a", "{id: Z, do: x}, {id: LATE, do: x, due: 2026-01-01, status: accepted}, {id: Y, do: x}"),
        )
    ]

    found = [(each.review, each.id) for each in due_items(reviews, {}, TODAY)]

    assert found == [("a", "LATE"), ("b", "LATE"), ("b", "SOON"), ("a", "Y"), ("a", "Z")]


def test_a_calendar_has_one_whole_day_for_each_date() -> None:
    """What has no date is left out and what follows it is not; a language without titles has the English ones."""
    items = due("actions: [{id: L, do: Train, due: 2026-10, status: accepted, owner: Stores}, {id: U, do: x}]")
    dated, undated = items

    lines = as_ics([undated, dated], TODAY).split("\r\n")

    assert lines[4:] == [
        "BEGIN:VEVENT",
        "UID:action-case-l-2026-10@rca",
        "DTSTAMP:20261124T000000Z",
        "DTSTART;VALUE=DATE:20261031",
        "DTEND;VALUE=DATE:20261101",
        "SUMMARY:Due: Train",
        "DESCRIPTION:case L Stores accepted",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    assert "SUMMARY:Due: Train" in as_ics([dated], TODAY, "fr")
    assert "SUMMARY:到期: Train" in as_ics([dated], TODAY, "zh")
