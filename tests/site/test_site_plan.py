"""The page of a case weighs its actions together, and its events by importance where there are probabilities."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from site_cases import TANK, context_of, write

from rca.site.page import Page
from rca.site.pages.case import pages

GAUGE = "{event: The gauge stood still, kind: technical, defect: T-SENSE"


def page_of(tmp_path: Path, text: str) -> str:
    """The body of the page of the one case, as one line."""
    context = context_of(write(tmp_path, review_x=text))
    page = next(item for item in pages(context) if isinstance(item, Page))
    return re.sub(r"\s+", " ", page.body)


def test_what_the_actions_come_to(tmp_path: Path) -> None:
    """Paths left open in each state of the world, the fewest that break them, and the next action with its reason."""
    page = page_of(tmp_path, TANK)

    plan = page[page.index('id="plan"') : page.index('id="timeline"')]
    assert re.findall(r'class="n( worst)?">(\d)</td>', plan.partition("</table>")[0]) == [
        (" worst", "1"), (" worst", "1"), ("", "0"),
    ]  # fmt: skip
    assert "It breaks the one path that is still open." in re.sub("<[^>]*>", "", plan)
    assert 'href="#action-A-TRIP">A-TRIP</a> Fit a second switch' in plan
    assert "had nothing been refused" not in plan


def test_a_refusal_is_shown_with_what_it_cost(tmp_path: Path) -> None:
    """A row of its own, and the refused action as the next one where none that stands helps."""
    page = page_of(tmp_path, TANK.replace("status: accepted", "status: rejected, reason: It cost too much"))

    assert "had nothing been refused" in page
    assert "It was refused. No action that stands helps here; it breaks the one path" in re.sub("<[^>]*>", "", page)
    assert "No set of the actions that stand breaks every path." in page


@pytest.mark.parametrize("left_out", ["actions", "paths"])
def test_without_actions_or_paths_there_is_no_such_part(tmp_path: Path, left_out: str) -> None:
    """Nothing is drawn where there is nothing to weigh."""
    text = re.sub(r"actions:\n.*?\nlessons", "lessons", TANK, flags=re.DOTALL)
    if left_out == "paths":
        text = TANK.replace("status: confirmed", "status: open")

    assert 'id="plan"' not in page_of(tmp_path, text)


def test_importance_stands_on_the_page_where_probabilities_do(tmp_path: Path) -> None:
    """All five measures of each event, those on a path that happened marked; nothing without probabilities."""
    number = "probability: {value: 0.25, basis: A count of last year}"
    numbered = TANK.replace("kind: condition,", f"kind: condition, {number},").replace(GAUGE, f"{GAUGE}, {number}")

    page = page_of(tmp_path, numbered)
    table = page[page.index('id="importance"') : page.index('id="timeline"')]

    assert [re.sub("<[^>]*>", "", cell) for cell in re.findall(r'<td class="n"[^>]*>(.*?)</td>', table)] == [
        "1", "0.25", "1", "4", "—",
    ] * 2  # fmt: skip
    assert table.count('class="onpath"') == 2
    assert 'id="importance"' not in page_of(tmp_path / "without", TANK)
