"""Pages of the site, held against a small knowledge base."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from site_cases import COURSE, GENERAL, TANK, context_of, made, small, write

from rca.site import pages as folder
from rca.site.build import doubled_addresses
from rca.site.page import Attachment, Page, headings
from rca.site.pages import all_pages


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return made(small(tmp_path_factory.mktemp("small") / "kb"))


@pytest.mark.parametrize("name", sorted(m.name for m in pkgutil.iter_modules(folder.__path__) if m.name[0] != "_"))
def test_every_file_of_the_folder_makes_pages(name: str) -> None:
    made_by = getattr(importlib.import_module(f"rca.site.pages.{name}"), "pages", None)

    assert made_by is not None
    assert list(inspect.signature(made_by).parameters) == ["context"]


def test_addresses_are_unique_and_end_in_index(tmp_path: Path) -> None:
    content = tuple(all_pages(context_of(small(tmp_path / "kb"))))

    assert doubled_addresses(content) == ()
    assert [page.path for page in content if isinstance(page, Page) and not page.path.endswith("index.html")] == []
    assert [page.path for page in content if isinstance(page, Page) and not page.title] == []


def test_two_pages_of_one_address_are_named() -> None:
    assert doubled_addresses((Attachment("a/B.txt", ""), Attachment("a/b.txt", ""))) == (
        "two pages have the address `a/b.txt`; rename one of the two ids",
    )


def test_an_empty_base_still_has_every_hub_page(tmp_path: Path) -> None:
    """Nothing to show is said, with the next step; no page is missing and nothing reads 0 of 0."""
    (tmp_path / "kb").mkdir()

    site = made(tmp_path / "kb")

    assert "No review yet" in site["index.html"]
    assert {"cases/index.html", "lessons/technical/index.html", "courses/index.html", "statistics/index.html"} <= set(
        site
    )
    assert "No course yet" in site["courses/index.html"]


def test_the_home_page_counts_what_is_open(site: dict[str, str]) -> None:
    home = site["index.html"]

    assert '>1</dt><dd><a href="actions/index.html#overdue">action overdue</a>' in home
    assert '>1</dt><dd><a href="evidence/index.html#unchecked">fact not yet checked against the report</a>' in home
    assert '>1</dt><dd><a href="lessons/index.html">lesson that came back after it was known</a>' in home
    assert "paths that happened and no action breaks" in home or "path that happened and no action breaks" in home


def test_a_lesson_page_leads_with_its_question_and_names_its_cases(site: dict[str, str]) -> None:
    page = site["lessons/dead-eye/index.html"]

    assert page.index("Which of our instruments would show the same when dead?") < page.index("Cases it comes from")
    assert "Tank 2014" in page
    assert "Drum 2020" in page
    assert "Came back after it was known" in page
    assert "5 years" in page
    assert "South yard" in page
    assert "exercise: invented" in page


def test_a_case_lesson_has_a_page_of_its_own(site: dict[str, str]) -> None:
    page = site["lessons/tank-2014/L-EYE/index.html"]

    assert 'href="../../../cases/tank-2014/index.html#event-GAUGE"' in page
    assert 'href="../../dead-eye/index.html"' in page


def test_the_hubs_of_kinds_hold_their_own_kind_only(site: dict[str, str]) -> None:
    assert "One eye on a level is none" in site["lessons/technical/index.html"]
    assert "Test the switch by filling" not in site["lessons/technical/index.html"]
    assert "Test the switch by filling" in site["lessons/procedural/index.html"]


def test_a_hub_lists_cases_causes_lessons_and_actions(site: dict[str, str]) -> None:
    page = site["defect/t-sense/index.html"]

    for text in (
        "Tank overfilled at night",
        "The gauge stood still",
        "One eye on a level is none",
        "Fit a second switch",
    ):
        assert text in page


def test_a_code_above_gathers_the_codes_below(site: dict[str, str]) -> None:
    assert "Tank overfilled at night" in site["industry/c/index.html"]
    assert "Drum overfilled by day" in site["industry/c.chemicals/index.html"]


def test_the_register_says_how_late_an_action_is(site: dict[str, str]) -> None:
    assert "overdue 4169 days" in site["actions/index.html"]


def test_both_values_of_a_conflict_are_shown(site: dict[str, str]) -> None:
    page = site["evidence/index.html"]

    assert "<b>300</b>" in page
    assert "<b>500</b>" in page


def test_a_course_links_what_it_names_and_hides_its_answers(site: dict[str, str]) -> None:
    page = site["courses/overfill/index.html"]

    assert 'href="../../lessons/dead-eye/index.html"' in page
    assert 'href="../../cases/tank-2014/index.html#event-GAUGE"' in page
    assert page.index("<summary>Answer</summary>") < page.index("<b>A second sensor</b>")


def test_a_retired_course_shows_a_gone_case_as_text(tmp_path: Path) -> None:
    course = COURSE.replace("status: active", "status: retired").replace("review: tank-2014", "review: gone-1999")
    root = write(tmp_path / "kb", review_tank_2014=TANK, course_overfill=course.replace('dead-eye, "', '"'))

    page = made(root)["courses/overfill/index.html"]

    assert "gone-1999 <span" in page
    assert "cases/gone-1999" not in page


def test_a_withdrawn_lesson_keeps_its_address_and_says_why(tmp_path: Path) -> None:
    gone = GENERAL + "withdrawn: {date: 2024-02-03, why: It was wrong}\n"
    site = made(write(tmp_path / "kb", review_tank_2014=TANK, lesson_dead_eye=gone.replace(', "drum-2020#L-TEST"', "")))

    assert "Withdrawn on 3 February 2024. It was wrong" in site["lessons/dead-eye/index.html"]
    assert "An eye that can die unseen" not in site["lessons/index.html"]


def test_what_is_kept_anonymous_is_named_nowhere(tmp_path: Path) -> None:
    hidden = TANK.replace(
        "{report_approved: 2014-12-01}", "{publication: {anonymise: [organisation, location, dates]}}"
    )
    site = made(write(tmp_path / "kb", review_tank_2014=hidden))

    mine = {path: text for path, text in site.items() if not path.startswith("cases/tank-2014/")}
    assert [path for path, text in mine.items() if "North yard" in text or "Yard Company" in text] == []
    assert "2 March 2014" not in mine["cases/index.html"]


def test_an_exercise_counts_in_no_statistics(tmp_path: Path) -> None:
    site = made(write(tmp_path / "kb", review_tank_2014=TANK.replace("event:\n", "kind: exercise\nevent:\n", 1)))

    assert "Nothing to count yet" in site["statistics/index.html"]
    assert "exercise: invented" in site["cases/index.html"]


def test_the_feed_is_well_formed_and_dated(site: dict[str, str]) -> None:
    feed = ET.fromstring(site["lessons/feed.xml"])
    atom = "{http://www.w3.org/2005/Atom}"

    assert [entry.findtext(f"{atom}title") for entry in feed.iter(f"{atom}entry")][-1] == "An eye that can die unseen"
    assert feed.findtext(f"{atom}updated") == "2020-05-06T00:00:00Z"
    assert feed.find(f"{atom}entry/{atom}link").get("href") == "drum-2020/L-TEST/index.html"


def test_every_rule_has_a_page_with_a_bad_and_a_good_example(site: dict[str, str]) -> None:
    from rca.lint.registry import rules

    for rule in rules():
        page = site[f"rules/{rule.code.lower()}/index.html"]
        assert 'id="bad"' in page
        assert 'id="good"' in page


def test_every_heading_of_level_two_can_be_linked_to(site: dict[str, str]) -> None:
    """The list of contents at the right holds what a reader sees as sections."""
    bare = {
        path: text.count("<h2>") for path, text in site.items() if "<h2>" in text and not path.startswith("cases/tank")
    }

    assert bare == {}
    assert next(heading.text for heading in headings(site["lessons/dead-eye/index.html"])) == "The lesson"


def test_the_same_day_gives_the_same_bytes(tmp_path: Path) -> None:
    root = small(tmp_path / "kb")
    mine = ("cases/tank-2014", "cases/drum-2020")

    first, second = made(root), made(root)

    assert {p: t for p, t in first.items() if not p.startswith(mine)} == {
        p: t for p, t in second.items() if not p.startswith(mine)
    }
