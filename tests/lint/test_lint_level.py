"""The accident level of Order 493: "or more" belongs to the higher level, "less than" to the lower."""

from __future__ import annotations

import datetime as dt

import pytest
from lint_cases import taxonomies

from rca.analysis.accident_level import accident_level
from rca.records.event import Harm, Money, Occurrence


def level(*, date: str = "2020-01-01", as_of: str = "2024-01-01", **harm: object) -> tuple[str, str]:
    event = Occurrence(date=date, harm=Harm(**harm))
    found = accident_level(event, taxonomies()["order493-level"], dt.date.fromisoformat(as_of))
    assert found is not None
    return found.least, found.greatest


@pytest.mark.parametrize(
    ("deaths", "expected"),
    [(0, "IV"), (2, "IV"), (3, "III"), (9, "III"), (10, "II"), (29, "II"), (30, "I"), (300, "I")],
)
def test_deaths(deaths: int, expected: str) -> None:
    assert level(deaths=deaths, serious_injuries=0, direct_loss=Money(amount=0, currency="CNY")) == (expected, expected)


@pytest.mark.parametrize(("hurt", "expected"), [(9, "IV"), (10, "III"), (50, "II"), (100, "I")])
def test_serious_injuries(hurt: int, expected: str) -> None:
    assert level(deaths=0, serious_injuries=hurt, direct_loss=Money(amount=0, currency="CNY")) == (expected, expected)


@pytest.mark.parametrize(
    ("yuan", "expected"), [(9_999_999, "IV"), (10_000_000, "III"), (50_000_000, "II"), (100_000_000, "I")]
)
def test_loss(yuan: float, expected: str) -> None:
    assert level(deaths=0, serious_injuries=0, direct_loss=Money(amount=yuan, currency="CNY")) == (expected, expected)


def test_a_loss_in_another_currency_counts_by_its_rate() -> None:
    assert (
        level(deaths=0, serious_injuries=0, direct_loss=Money(amount=200_000_000, currency="USD", per_cny=8.28))[0]
        == "I"
    )


def test_a_loss_without_a_rate_leaves_the_level_open_upward() -> None:
    assert level(deaths=15, serious_injuries=0, direct_loss=Money(amount=200_000_000, currency="USD")) == ("II", "I")


def test_what_is_not_known_leaves_the_level_open_upward() -> None:
    assert level(deaths=3) == ("III", "I")
    assert level(deaths=3, serious_injuries="unknown") == ("III", "I")


def test_people_missing_for_a_month_count_as_killed() -> None:
    """165 killed and 8 missing; and for a small case the change of level."""
    assert level(deaths=2, missing=1, serious_injuries=0, as_of="2020-01-15")[0] == "IV"
    assert level(deaths=2, missing=1, serious_injuries=0, as_of="2020-03-01")[0] == "III"


def test_without_harm_there_is_no_level() -> None:
    assert accident_level(Occurrence(date="2020-01-01"), taxonomies()["order493-level"], dt.date(2024, 1, 1)) is None
