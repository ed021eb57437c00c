"""Cases are proposed that serve the goals in the time there is and repeat each other least."""

from __future__ import annotations

import json

import pytest

from rca import api
from rca.api import KnowledgeBase, Misuse
from rca.training.suggest import Serves, likeness, minutes_of, suggest

GOALS = ("first", "second")


def serves(**cases: tuple[str, ...]) -> dict[str, list[Serves]]:
    return {name.replace("_", "-"): [Serves(goal, 1.0, "a lesson") for goal in goals] for name, goals in cases.items()}


def test_one_case_that_serves_everything_is_enough(real: KnowledgeBase) -> None:
    found = suggest(
        real.library, real.findings, GOALS,
        serves(texas_city_2005=GOALS, buncefield_2005=("first",)), 200,
    )  # fmt: skip

    assert [each.review for each in found.chosen] == ["texas-city-2005"]
    assert [each.review for each in found.spare] == ["buncefield-2005"]
    assert found.unserved == ()


def test_of_two_cases_that_serve_a_goal_the_one_unlike_those_before_it_is_taken(real: KnowledgeBase) -> None:
    case = {name: entry.record for name, entry in real.library.reviews.items()}
    first = case["columbia-2003"]
    near, far = case["challenger-1986"], case["gitlab-2017"]
    assert likeness(first, near) > likeness(first, far)

    found = suggest(
        real.library, real.findings, GOALS,
        {
            "columbia-2003": [Serves("first", 1.0, "x")],
            "challenger-1986": [Serves("second", 0.7, "x")],
            "gitlab-2017": [Serves("second", 0.7, "x")],
        },
        300,
    )  # fmt: skip

    assert [each.review for each in found.chosen] == ["columbia-2003", "gitlab-2017"]


def test_a_long_case_does_not_take_the_time_of_two_that_serve_more(real: KnowledgeBase) -> None:
    """Texas City alone serves the first goal best and takes 90 minutes; the three others together fit and serve all."""
    goals = ("overfill", "permit", "restore")
    found = suggest(
        real.library, real.findings, goals,
        {
            "texas-city-2005": [Serves("overfill", 1.0, "x")],
            "buncefield-2005": [Serves("overfill", 0.8, "x")],
            "piper-alpha-1988": [Serves("permit", 1.0, "x")],
            "gitlab-2017": [Serves("restore", 1.0, "x")],
        },
        sum(minutes_of(real.library.reviews[name].record)[0] for name in ("buncefield-2005", "piper-alpha-1988", "gitlab-2017")),
    )  # fmt: skip

    assert {each.review for each in found.chosen} == {"buncefield-2005", "piper-alpha-1988", "gitlab-2017"}
    assert found.unserved == ()


def test_goals_beyond_what_is_weighed_together_are_served_one_by_one(real: KnowledgeBase) -> None:
    names = sorted(real.library.reviews)[:7]
    serving = {name: [Serves(f"goal {n}", 1.0, "x")] for n, name in enumerate(names)}
    found = suggest(real.library, real.findings, [f"goal {n}" for n in range(7)], serving, 2000)

    assert {each.review for each in found.chosen} == set(names)
    assert found.unserved == ()


def test_the_time_is_kept_and_what_is_left_out_is_said(real: KnowledgeBase) -> None:
    found = suggest(real.library, real.findings, GOALS, serves(texas_city_2005=("first",), bhopal_1984=("second",)), 90)

    assert found.minutes <= 90
    assert len(found.chosen) == 1
    assert len(found.unserved) == 1


def test_reasons_name_the_lesson_and_the_overlap(real: KnowledgeBase) -> None:
    wanted = api.Wanted(("independent high-level trip",), equipment=("blowdown",))
    text = api.suggest_course(real.root, real.library.as_of, wanted, minutes=120, form="text")
    data = json.loads(api.suggest_course(real.root, real.library.as_of, wanted, minutes=120, form="json"))

    assert "texas-city-2005#L-TRIP" in text
    assert "shares nothing with a case above" in text
    assert data["chosen"][0]["review"] == "texas-city-2005"
    assert data["minutes"] <= 120


@pytest.mark.parametrize("wanted", [api.Wanted(()), api.Wanted((" ",)), api.Wanted((), equipment=("pumpp",))])
def test_wishes_that_say_nothing_are_misuse(real: KnowledgeBase, wanted: api.Wanted) -> None:
    with pytest.raises(Misuse):
        api.suggest_course(real.root, real.library.as_of, wanted, minutes=90, form="text")
