"""Related cases on the page of a case: what a person linked, then what is shared, each with the reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from site_cases import DRUM, GENERAL, TANK, made, write

SERVER = """
id: server-2021
title: Server lost its records
event: {date: 2021-02-03, industry: J, equipment: [software], hazards: [software]}
fault_tree:
  top: LOST
  events:
    LOST: {event: Records were lost, any_of: [COPY]}
    COPY: {event: Nobody had tried the copy, kind: procedural, defect: P-NONE, status: confirmed, evidence: [E-MAIL],
           see: ["drum-2020#SWITCH"]}
evidence: {E-MAIL: {what: A mail, kind: document}}
links: [{review: tank-2014, relation: missed-lesson, note: "Nobody looked <i>"}]
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    root: Path = tmp_path_factory.mktemp("related") / "kb"
    return made(
        write(root, review_tank_2014=TANK, review_drum_2020=DRUM, review_server_2021=SERVER, lesson_dead_eye=GENERAL)
    )


def related(pages: dict[str, str], case: str, language: str = "") -> list[str]:
    """The entries of the list, as text and with the addresses of their links."""
    page = pages[f"{language}cases/{case}/index.html"]
    section = page[page.index('id="related"') :]
    heading = "相关案例" if language else "Related cases"
    listed = re.search(rf"<h3>{heading}</h3>\s*<ul.*?</ul>", section, re.DOTALL)
    assert listed is not None
    return [" ".join(each.split()) for each in re.findall(r"<li>.*?</li>", listed[0], re.DOTALL)]


def text(entry: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", entry).split())


def test_what_a_person_linked_stands_first_and_from_the_other_side_with_the_inverse(pages: dict[str, str]) -> None:
    first = related(pages, "tank-2014")[0]

    assert "cases/server-2021/" in first or "server-2021/index.html" in first
    assert "lesson not used: Nobody looked &lt;i&gt;" in text(first)
    assert "shares:" not in text(first)


def test_what_is_shared_stands_behind_it_with_links_to_where_it_stands(pages: dict[str, str]) -> None:
    entry = related(pages, "tank-2014")[1]

    assert "shares: the same lesson: An eye that can die unseen; storage tank" in text(entry).replace(" ;", ";")
    assert "lessons/dead-eye/" in entry


def test_a_cause_that_is_the_same_is_that_of_the_other_case(pages: dict[str, str]) -> None:
    there = next(each for each in related(pages, "server-2021") if "Drum" in each)
    back = next(each for each in related(pages, "drum-2020") if "Server" in each)

    assert "the same cause: The switch was stuck" in text(there)
    assert "#event-SWITCH" in there
    assert "the same cause: Nobody had tried the copy" in text(back)


def test_in_chinese_codes_have_their_chinese_names(pages: dict[str, str]) -> None:
    entry = related(pages, "tank-2014", "zh/")[1]

    assert "共有：" in text(entry)
    assert "储罐" in text(entry)
    assert "storage tank" not in text(entry)
