"""Pages of every kind on a desk and on a phone: what fits, what can be read, what stands out from its ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Visit

pytestmark = pytest.mark.browser

SMALLEST = """selector => Math.min(...[...document.querySelectorAll(selector)].filter(e => e.checkVisibility()).map(
  e => parseFloat(getComputedStyle(e).fontSize) * Math.hypot(e.getScreenCTM().a, e.getScreenCTM().b)))"""
"""Size in pixels of the smallest of the letters of a picture as they are drawn."""
SIDEWAYS = """() => [...document.querySelectorAll('.md-content :not(code)')].filter(
  e => /auto|scroll/.test(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1 && e.checkVisibility()
).map(e => e.className + ': ' + (e.firstElementChild?.getAttribute('class') ?? ''))"""
"""What a reader has to move sideways."""


@pytest.mark.parametrize("width", [1000, 1280, 1440])
def test_the_timeline_can_be_read_at_every_width(site: str, visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    visit.page.goto(f"{site}cases/therac-25-1985/index.html")

    assert visit.page.evaluate(SMALLEST, ".tl text.t") >= 11
    assert visit.page.evaluate(SMALLEST, ".tl text.nid") >= 9.6


def test_statistics_fit_a_phone(site: str, phone: Visit) -> None:
    """Only the table with a column for each case is wider."""
    phone.page.goto(f"{site}statistics/index.html")

    assert phone.page.evaluate(SIDEWAYS) == ["tw: heat"]
    assert phone.page.locator(".phone-only .label", has_text="Design did not cover the case that occurred").first.is_visible()
    assert phone.page.evaluate(SMALLEST, "svg.ch text") >= 10.4


def test_a_table_of_words_stands_as_labelled_lines_on_a_phone(site: str, phone: Visit) -> None:
    phone.page.goto(f"{site}guide/models.html")
    table = phone.page.locator("table[data-lines]", has_text="Weibull").first

    assert phone.page.evaluate(SIDEWAYS) == []
    assert table.locator("thead").is_hidden()
    assert table.locator("td", has_text="Weibull").locator("xpath=following-sibling::td[1]").evaluate(
        "e => [e.dataset.l, getComputedStyle(e, '::before').content]"
    ) == ["arguments", '"arguments "']


def test_the_name_of_a_row_stays_when_a_table_of_numbers_is_moved(site: str, phone: Visit) -> None:
    page = phone.page
    page.goto(f"{site}reference/fault-tree-benchmark.html")
    name = page.locator("td", has_text="das9701")
    before = name.bounding_box()
    page.locator(".md-typeset__scrollwrap").evaluate("e => { e.scrollLeft = 120 }")
    after = name.bounding_box()

    assert before is not None
    assert after is not None
    assert abs(after["x"] - before["x"]) < 1
    assert page.locator(".md-typeset__scrollwrap").get_attribute("tabindex") == "0"
