"""The order of a timeline, as far as it can be told."""

from __future__ import annotations

import pytest

from rca.lint.chronology import certainly_before, chronology, out_of_order
from rca.records.event import Occurrence
from rca.records.review import TimelineEntry
from rca.records.when import parse_when

EVENT = Occurrence(date="2005-03-23", time="13:20")


def misplaced(*moments: str) -> list[int]:
    """Indices of the entries that stand in the wrong place."""
    timeline = [TimelineEntry(at=moment, what="Something") for moment in moments]
    return [entry.index for entry, _ in out_of_order(chronology(timeline, EVENT))]


@pytest.mark.parametrize(
    "moments",
    [
        ("1992", "1997", "2005-03-23"),
        ("2005-03-23 02:50", "13:04", "13:20"),
        ("2005-03-22 23:50", "00:10", "02:00"),
        ("13:04", "13:20", "23:30", "00:15"),
        ("2005", "2004-12-31 12:00/2005-02-01 12:00", "2005-03"),
        ("2005-03-23 13:20", "about 13:10", "13:30"),
        ("2005-03-23 13:20", "after IGNITION", "13:30"),
        ("2005-03-23", "2005-03-23 13:20", "2005-03-23"),
        ("T-6 s", "T+0 s", "T+36.7 s"),
        ("2005-03-23 13:20", "T-5 min"),
        ("1999", "1998~"),
    ],
)
def test_an_order_that_may_be_right_is_left_alone(moments: tuple[str, ...]) -> None:
    assert misplaced(*moments) == []


@pytest.mark.parametrize(
    ("moments", "wrong"),
    [
        (("2005-03-23", "2005-03-22"), [1]),
        (("2005-03-23 02:50", "13:20", "13:04"), [2]),
        (("13:20", "13:04"), [1]),
        (("2025-03-01", "2005-03-23 13:04", "13:20"), [0]),
        (("1992", "2005-03-23", "1997", "2007"), [2]),
        (("T+10 s", "T+36 s", "T+12 s"), [2]),
    ],
)
def test_what_certainly_stands_wrong_is_named_and_nothing_else(moments: tuple[str, ...], wrong: list[int]) -> None:
    assert misplaced(*moments) == wrong


@pytest.mark.parametrize(
    ("moment", "before"),
    [
        ("1992", True),
        ("2005-03-23 13:19", True),
        ("2005-03-23 13:20", False),
        ("2005-03-24", False),
        ("before START-UP", True),
        ("after START-UP", None),
        ("T+3 s", None),
    ],
)
def test_what_lies_before_the_event(moment: str, before: bool | None) -> None:
    assert certainly_before(parse_when(moment), EVENT) is before


def test_without_a_time_the_day_itself_is_undecided() -> None:
    """An entry with a time on the day of an event without one may lie before it."""
    event = Occurrence(date="2019-07-02")

    assert certainly_before(parse_when("2019-07-02 13:42"), event) is None
    assert certainly_before(parse_when("2019-07-02"), event) is False
    assert certainly_before(parse_when("2019-07-01"), event) is True
