"""Pages that look over all cases: recurrence, timeline, statistics, clocks, hubs as chapters, lessons and what sites did."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from site_cases import ADOPTION, DRUM, TANK, context_of, made, small, write

from rca.analysis.across.missed import MissedLesson
from rca.analysis.across.shared import SharedCause
from rca.analysis.across.summary import AcrossCases
from rca.analysis.clocks import Due
from rca.analysis.due_calendar import as_ics
from rca.library.adoption import answers, maturity
from rca.site.across.charts import trend
from rca.site.across.recurrence_map import Joint, draw_map, joints
from rca.site.across.years import Dot, draw_years_of_cases
from rca.site.chapter import chapter
from rca.site.coded import coded
from rca.site.page import headings

LINKED_DRUM = DRUM.replace("evidence: [E-SEEN]}", "evidence: [E-SEEN], see: [tank-2014#GAUGE]}").replace(
    "equipment: [tank], harm", "equipment: [tank], hazards: [flammable], harm"
)
"""The stuck switch of the drum is the same cause as the dead gauge of the tank."""


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    root = tmp_path_factory.mktemp("linked") / "kb"
    return made(write(small(root), review_drum_2020=LINKED_DRUM))


def test_a_missed_lesson_stands_on_every_page_it_concerns(linked: dict[str, str]) -> None:
    """The tank's lesson of 2014 would have removed the drum's switch of 2020."""
    on_lesson = linked["lessons/tank-2014/L-EYE/index.html"]
    on_general = linked["lessons/dead-eye/index.html"]

    for page in (on_lesson, on_general, linked["recurrence/index.html"]):
        assert "The switch was stuck" in page
        assert "5 years" in page
    assert "Would have cut a later accident" in on_lesson
    assert "1 December 2014" in on_lesson
    assert "Would have cut" not in linked["lessons/drum-2020/L-TEST/index.html"]


def test_the_map_joins_an_older_to_a_newer_case(linked: dict[str, str]) -> None:
    page = linked["recurrence/index.html"]
    picture = ET.fromstring(re.search(r"<svg class=.pic rm|<svg[^>]*class=\"pic rm\".*?</svg>", page, re.DOTALL)[0])  # type: ignore[index]

    links = [each.get("href") for each in picture.iter() if each.tag.endswith("}a")]
    assert links == ["../cases/tank-2014/index.html", "../cases/drum-2020/index.html"]
    assert "Drum 2020" in page


def test_a_cause_of_three_cases_is_a_thread() -> None:
    """From each case to the next in time; the first and the third are not joined again."""
    reviews = tuple(_review(name) for name in ("c", "b", "a"))
    across = AcrossCases(shared=(SharedCause(("a#X", "b#X", "c#X"), ("a", "b", "c"), ()),))

    assert joints(across, reviews) == (Joint("a", "b", 1, 0), Joint("b", "c", 1, 0))


def test_a_missed_lesson_thickens_the_line() -> None:
    across = AcrossCases(
        missed=(MissedLesson("a#L", "2000", 3, "b", "E", "E", (1,), 1, ("tank",), "same-cause"),),
        shared=(SharedCause(("a#X", "b#X"), ("a", "b"), ()),),
    )

    assert joints(across, (_review("b"), _review("a"))) == (Joint("a", "b", 1, 1),)


def test_names_in_the_map_stay_text() -> None:
    picture = draw_map((Joint("a", "b", 1, 0),), {"a": "<script>x", "b": "B"}, {}, title="T", about="A")

    assert picture is not None
    assert "<script>" not in picture.svg
    assert draw_map((), {}, {}, title="T", about="A") is None


def test_dots_of_one_year_stand_in_rows_of_their_own() -> None:
    dots = [Dot(2000.0 + number / 100, f"Case number {number}", "1", "#") for number in range(3)]

    picture = draw_years_of_cases(dots, title="T", about="A")

    assert picture is not None
    assert len(set(re.findall(r'class="dot g-1"[^>]* cy="([\d.]+)"', picture.svg))) == 3
    assert draw_years_of_cases([], title="T", about="A") is None


def test_a_trend_begins_with_the_third_case(tmp_path: Path) -> None:
    context = context_of(small(tmp_path / "kb"))

    assert trend(context, "reflection", context.reviews) == ()


def test_statistics_name_what_one_layer_would_have_prevented(tmp_path: Path) -> None:
    barrier = "barriers: [{id: B, what: A trip, layer: trip, state: missing, guards: [GAUGE]}]\n"
    site = made(write(small(tmp_path / "kb"), review_tank_2014=TANK + barrier))

    row = re.search(r"<tr><td>[^<]*trip</td>.*?</tr>", site["statistics/index.html"], re.DOTALL)
    assert row is not None
    assert "<b>1</b>" in row[0]


def test_a_hub_reads_as_a_chapter(tmp_path: Path) -> None:
    worked = (
        "barriers: [{id: B-BUND, what: The bund, how: It held, state: worked, guards: [SPILL]}]\n"
        "open_questions: [Why did the pump run on?]\n"
    )
    context = context_of(write(small(tmp_path / "kb"), review_tank_2014=TANK + worked, review_drum_2020=LINKED_DRUM))
    hub = next(each for each in coded(context).hubs("equipment") if each.term.code == "tank")

    told = chapter(context, hub)

    assert (told.first_year, told.last_year, told.deadly) == ("2014", "2020", 1)
    assert [each.what.text for each in told.worked] == ["The bund"]
    assert [each.what.text for each in told.open_questions] == ["Why did the pump run on?"]
    assert [each.events for each in told.shared] == [("tank-2014#GAUGE", "drum-2020#SWITCH")]


def test_what_is_due_stands_on_its_page_and_in_a_calendar(linked: dict[str, str]) -> None:
    page, calendar = linked["due/index.html"], linked["due/due.ics"]

    assert "Fit a second switch" in page
    assert "12 years ago" in page or "13 years ago" in page
    assert "UID:action-tank-2014-a-trip-2015-01-31@rca" in calendar
    assert all(len(line.encode()) <= 75 for line in calendar.split("\r\n"))
    assert "SUMMARY:到期" in linked["zh/due/due.ics"]


def test_a_calendar_escapes_what_a_user_wrote() -> None:
    item = Due("action", "r", "A", "one; two, three\nBEGIN:VEVENT", "", "", "2020-01-01", dt.date(2020, 1, 1), 0)

    text = as_ics([item], dt.date(2020, 1, 1))

    assert text.count("\r\nBEGIN:VEVENT\r\n") == 1
    assert "one\\; two\\, three BEGIN:VEVENT" in text.replace("\r\n ", "")


def test_every_hub_has_feeds_in_both_forms(linked: dict[str, str]) -> None:
    said = json.loads(linked["equipment/tank/feed.json"])

    assert ET.fromstring(linked["equipment/tank/feed.xml"]).tag.endswith("feed")
    assert said["version"].startswith("https://jsonfeed.org/")
    assert {item["url"] for item in said["items"]} >= {"../../lessons/dead-eye/index.html"}


def test_sites_that_did_not_answer_are_named(tmp_path: Path) -> None:
    """Silence is shown once another site has answered the lesson."""
    other = ADOPTION.replace("south-dead-eye", "north-other").replace("South yard", "North yard")
    other = other.replace("lesson: dead-eye", 'lesson: "tank-2014#L-EYE"')
    context = context_of(
        write(
            small(tmp_path / "kb"),
            adoption_south_dead_eye=ADOPTION.replace("kind: exercise", "kind: real"),
            adoption_north_other=other.replace("kind: exercise", "kind: real"),
        )
    )

    given = answers(context.library, ("dead-eye",))

    assert [each.site for each in given.taken_up] == ["South yard"]
    assert given.silent == ("North yard",)
    assert maturity("shared", given) == "learned"


def test_an_invented_answer_does_not_move_a_real_lesson(tmp_path: Path) -> None:
    context = context_of(small(tmp_path / "kb"))
    given = answers(context.library, ("dead-eye",))

    assert maturity("shared", given) == "shared"
    assert maturity("shared", given, exercise=True) == "learned"


def test_a_refusal_shows_its_reason(tmp_path: Path) -> None:
    refused = ADOPTION.replace("applies: true", "applies: false\nwhy: We have no tanks")
    page = made(write(small(tmp_path / "kb"), adoption_south_dead_eye=refused))["lessons/dead-eye/index.html"]

    assert "does not apply: We have no tanks" in page
    assert "<b>1</b> refused, with a reason" in page


def test_a_ruled_out_single_point_says_so(tmp_path: Path) -> None:
    drum = DRUM.replace("any_of: [SWITCH]", "any_of: [SWITCH, THIEF]").replace(
        "evidence: [E-SEEN]}\n",
        "evidence: [E-SEEN]}\n    THIEF: {event: Somebody stole, status: refuted, reason: Nobody}\n",
        1,
    )

    page = made(write(small(tmp_path / "kb"), review_drum_2020=drum))["cases/drum-2020/index.html"]

    assert ">THIEF</a> (ruled out)" in page
    assert ">SWITCH</a> (ruled out)" not in page


def test_a_badge_is_no_part_of_a_heading() -> None:
    found = headings('<h2 id="x">故障树 <span class="b plain orig">未翻译</span></h2>')

    assert [each.text for each in found] == ["故障树"]


def _review(name: str) -> Any:
    class Review:
        id = name

    return Review()
