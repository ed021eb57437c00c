"""The numbers of barriers on the page of a case and in its bow-tie."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from pathlib import Path

import pytest
from site_cases import context_of, write

from rca.site.page import Page
from rca.site.pages.case import pages
from rca.site.words import Language

CASE = """
id: tank-2014
title: Tank burned at night
review: {report_approved: 2014-12-01}
event: {date: 2014-03-02, industry: C.chemicals}
fault_tree:
  top: HURT
  events:
    HURT: {event: Somebody was hurt, all_of: [FIRE, NEAR]}
    FIRE: {event: The tank burned, all_of: [RELEASE, LIT]}
    RELEASE: {event: Solvent was released, any_of: [HOSE, OVERFILL]}
    HOSE: {event: The hose burst, probability: {value: 0.02, basis: Tests}}
    OVERFILL: {event: The tank ran over, probability: {value: 0.1, basis: Log}}
    LIT: {event: It caught fire, probability: {value: 0.3, basis: Sector}}
    NEAR: {event: Somebody stood near, probability: {value: 0.5, basis: Rounds}}
barriers:
  - {id: B-LEVEL, what: Level alarm, layer: alarm, state: failed, guards: [HOSE, OVERFILL]}
  - {id: B-DELUGE, what: Deluge, layer: relief, state: failed, guards: [FIRE], failure_on_demand: {value: 0.05, basis: "3 of <60> tests"}}
  - {id: B-ALARM, what: Alarm, layer: response, state: worked, guards: [HURT]}
"""
RATES = CASE.replace("value: 0.02,", "rate: 0.00001, hours: 1000,").replace("value: 0.1,", "rate: 0.00002, hours: 100,")


def page_of(folder: Path, text: str, language: Language = "en") -> str:
    """The body of the page of the one case, as one line."""
    context = replace(context_of(write(folder, review_x=text)), language=language)
    page = next(item for item in pages(context) if isinstance(item, Page))
    return re.sub(r"\s+", " ", page.body)


def part_of(page: str) -> str:
    """What stands between the bow-tie and the table of barriers."""
    return page[page.index('id="bow-tie-numbers"') : page.index('id="barrier-B-LEVEL"')]


def plain(html: str) -> list[str]:
    """Cells without their tags."""
    cells = re.findall(r"<td[^>]*>(.*?)</td>", html)
    return [re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", cell)).strip() for cell in cells]


def test_consequences_barriers_and_sequences_stand_under_the_bow_tie(tmp_path: Path) -> None:
    """Each number once computed, bounds where one is missing; what an author wrote is text."""
    part = part_of(page_of(tmp_path, CASE))
    cells = plain(part)

    assert cells[4:8] == ["The tank burned FIRE", "0.00177", "0.0354", "0.015"]
    assert cells[8:12] == ["Somebody was hurt HURT", "0 – 0.000885", "0.0177", "0 – 0.0075"]
    assert cells[12:16] == ["B-DELUGE Deluge", "0.05", "3 of &lt;60&gt; tests", "20 times FIRE 20 times HURT"]
    assert cells[16:20] == ["B-ALARM Alarm", "0 – 1", "no number", "1 or more times HURT"]
    assert cells[20:25] == ["works", "works", "0 – 0.112", "0 – 0.95", "0"]
    assert "Without a number behind the knot" in part


def test_frequencies_stand_where_rates_do(tmp_path: Path) -> None:
    """Under the probability, and in the boxes of the picture."""
    page = page_of(tmp_path, RATES)

    often = (1e-5 * math.exp(-0.01) * math.exp(-0.002) + 2e-5 * math.exp(-0.002) * math.exp(-0.01)) * 8760
    assert plain(part_of(page))[1].endswith(f"{often:.3g} a year")
    assert f">{often:.2g} a year</text>" in page


@pytest.mark.parametrize(
    ("language", "said"), [("en", "What the barriers come to in numbers"), ("zh", "以数值计的屏障作用")]
)
def test_both_languages(tmp_path: Path, language: Language, said: str) -> None:
    """Words and limits alike."""
    page = page_of(tmp_path, CASE, language)

    assert said in page
    assert ("结点之后未给出数值的屏障" in page) == (language == "zh")


def test_the_picture_has_the_numbers(tmp_path: Path) -> None:
    """Below a barrier, in the knot and at the ends of lines."""
    page = page_of(tmp_path, CASE)
    picture = page[page.index('class="canvas fit"') :]
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", picture[picture.index("Bow-tie") : picture.index("</svg>")])

    assert {"PFD 0.05", "PFD 0–1", "p = 0.12", "p = 0.0018", "p = 0–0.00089"} <= set(texts)


def test_without_numbers_there_is_no_such_part(tmp_path: Path) -> None:
    """The bow-tie stays as it was."""
    page = page_of(tmp_path, re.sub(r", failure_on_demand: \{[^}]*\}", "", CASE))

    assert "bow-tie-numbers" not in page
    assert "PFD" not in page
