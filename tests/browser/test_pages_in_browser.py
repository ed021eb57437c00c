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


FAINT = """() => {
  // colours are on their way for an eighth of a second after dark ones were chosen
  for (const each of document.getAnimations()) if (each instanceof CSSTransition) each.finish();
  const paint = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgba = colour => {
    paint.clearRect(0, 0, 1, 1); paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1);
    const seen = paint.getImageData(0, 0, 1, 1).data;
    return [...seen.slice(0, 3), seen[3] / 255];
  };
  const over = (top, ground) => [0, 1, 2].map(i => top[i] * top[3] + ground[i] * (1 - top[3]));
  const light = colour => {
    const [r, g, b] = colour.map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const chain = element => element ? [...chain(element.parentElement), element] : [];
  const found = new Map();
  const texts = document.createTreeWalker(document.querySelector('.md-main'), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement, words = texts.currentNode.nodeValue.trim();
    if (!words || element.closest('svg, script, style, noscript, .sep')) continue;
    if (!element.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    const style = getComputedStyle(element), size = parseFloat(style.fontSize);
    const ground = chain(element).reduce((under, e) => over(rgba(getComputedStyle(e).backgroundColor), under), [255, 255, 255]);
    const ink = rgba(style.color);
    ink[3] *= chain(element).reduce((all, e) => all * parseFloat(getComputedStyle(e).opacity), 1);
    const [a, b] = [light(over(ink, ground)), light(ground)];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    if (ratio < (large ? 3 : 4.5)) found.set(element.className + ': ' + words.slice(0, 30), ratio.toFixed(2));
  }
  return [...found].map(each => each.join(' '));
}"""
"""Texts whose contrast with their ground is below what WCAG 2.2 asks for (AA: 4.5, large letters 3), with the ratio."""
KINDS = (
    "", "cases/texas-city-2005/", "cases/", "lessons/", "lessons/overfill-with-one-eye/", "actions/", "due/", "evidence/",
    "recurrence/", "statistics/", "timeline/", "hazard/pressure/", "defect/", "checklist/", "courses/", "courses/trainers/",
    "courses/process-safety-for-operators/", "rules/", "rules/rca401/", "reference/glossary/", "search/",
)  # fmt: skip
WRITTEN = ("guide/models.html", "guide/method.html", "reference/fault-tree-benchmark.html", "develop/analysis.html")


def test_all_text_stands_out_from_its_ground(site: str, visit: Visit, phone: Visit) -> None:
    """In light colours on a desk, in dark ones on a phone."""
    faint = {}
    for path in (*(f"{kind}index.html" for kind in KINDS), *WRITTEN, "search/index.html?q=valve+presure", "404.html"):
        for name, each in (("light", visit), ("dark", phone)):
            each.page.goto(site + path)
            if "?" in path:
                each.page.locator("mark").first.wait_for()
            if each.page.evaluate(FAINT):
                each.page.wait_for_timeout(1000)  # dark colours may be chosen after the page was shown in light ones
            if found := each.page.evaluate(FAINT):
                faint[name, path] = found

    assert faint == {}


def test_the_keyboard_shows_where_it_is(site: str, visit: Visit) -> None:
    """From the first link of the page to the list of contents there is a ring of 2 px around what has the focus."""
    page = visit.page
    page.goto(f"{site}cases/texas-city-2005/index.html")
    rings = []
    for _ in range(24):
        page.keyboard.press("Tab")
        rings.append(
            page.evaluate(
                "() => [document.activeElement, ...['.hsearch', '.md-header__option'].map(s => document.activeElement.closest(s))]"
                ".filter(Boolean).some(e => getComputedStyle(e).outlineStyle === 'solid' && getComputedStyle(e).outlineWidth === '2px')"
            )
        )

    assert all(rings), rings


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
    assert phone.page.locator(
        ".phone-only .label", has_text="Design did not cover the case that occurred"
    ).first.is_visible()
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
