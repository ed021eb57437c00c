"""The accident level where little is known, and where one measure decides: cases at the edges."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from rca.analysis.accident_level import AccidentLevel, accident_level
from rca.records.event import Harm, Money, Occurrence
from rca.records.taxonomy import Taxonomy

TERMS = (("GREAT", 10, 50, 5000), ("MIDDLE", 3, 10, 1000), ("SMALL", 0, 0, 0))
LEVELS = Taxonomy.model_validate(
    {
        "id": "levels", "title": {"en": "Levels"}, "version": 1, "source": "made up", "licence": "none",
        "terms": tuple(
            {"code": code, "deaths": deaths, "serious_injuries": hurt, "direct_loss": loss}
            for code, deaths, hurt, loss in TERMS
        ),
    },
    strict=False,
)  # fmt: skip


def level(harm: Mapping[str, object], as_of: str = "2020-01-01", end: str | None = None) -> AccidentLevel:
    event = Occurrence(date="2020-01-01", date_end=end, harm=Harm.model_validate(harm))
    found = accident_level(event, LEVELS, dt.date.fromisoformat(as_of))
    assert found is not None
    return found


@pytest.mark.parametrize("levels", [None, LEVELS.model_copy(update={"terms": ()})])
def test_without_a_list_of_levels_there_is_none(levels: Taxonomy | None) -> None:
    """Nothing is made up where there is nothing to compare with."""
    event = Occurrence(date="2020-01-01", harm=Harm(deaths=3))

    assert accident_level(event, levels, dt.date(2020, 1, 1)) is None


def test_without_a_measure_there_is_none() -> None:
    """Harm of which nothing is counted."""
    event = Occurrence(date="2020-01-01", harm=Harm(deaths="unknown", missing=2))

    assert accident_level(event, LEVELS, dt.date(2020, 1, 1)) is None


@pytest.mark.parametrize(
    ("harm", "least", "because"),
    [
        ({"deaths": 3}, "MIDDLE", "3 killed"),
        ({"deaths": 3, "serious_injuries": 50}, "GREAT", "50 seriously injured"),
        ({"deaths": 10, "serious_injuries": 12}, "GREAT", "10 killed"),
        ({"deaths": 3, "serious_injuries": 10}, "MIDDLE", "3 killed"),
        ({"deaths": 0, "direct_loss": Money(amount=1000, currency="CNY")}, "MIDDLE", "a direct loss of 1,000 yuan"),
        ({"direct_loss": Money(amount=500, currency="USD", per_cny=7)}, "MIDDLE", "a direct loss of 3,500 yuan"),
    ],
)
def test_the_measure_that_decides_is_named(harm: dict[str, object], least: str, because: str) -> None:
    """That of the highest level; of equal ones deaths come first."""
    found = level(harm)

    assert (found.least, found.because) == (least, because)


@pytest.mark.parametrize(
    ("as_of", "killed"),
    [("2020-01-31", 2), ("2020-02-01", 3)],
)
def test_the_missing_count_once_thirty_days_are_over(as_of: str, killed: int) -> None:
    """Not on the thirtieth day, but on the next."""
    assert level({"deaths": 2, "missing": 1}, as_of).because == f"{killed} killed"


def test_the_thirty_days_begin_when_the_event_is_over() -> None:
    """An event of a week: the last day counts."""
    week = {"deaths": 2, "missing": 1}

    assert level(week, "2020-02-01", "2020-01-07").because == "2 killed"
    assert level(week, "2020-02-07", "2020-01-07").because == "3 killed"


def test_nobody_missing_adds_nothing() -> None:
    """0 and unknown are no number to add, and where the killed are not known the missing do not stand for them."""
    assert level({"deaths": 2, "missing": 0}, "2021-01-01").because == "2 killed"
    assert level({"deaths": 2, "missing": "unknown"}, "2021-01-01").because == "2 killed"
    assert (
        level({"deaths": "unknown", "missing": 4, "serious_injuries": 1}, "2021-01-01").because == "1 seriously injured"
    )


def test_what_is_known_whole_is_no_range() -> None:
    """With all three measures least and greatest are one; without one of them the greatest is open."""
    loss = Money(amount=1000, currency="CNY")

    assert level({"deaths": 0, "serious_injuries": 0, "direct_loss": loss}) == AccidentLevel(
        "MIDDLE", "MIDDLE", "a direct loss of 1,000 yuan"
    )
    assert level({"deaths": 0, "serious_injuries": 0}).greatest == "GREAT"
