"""The page of a case in a real browser: light, dark, desk, phone, mouse, keyboard, with and without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Visit
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

CASES = ("texas-city-2005", "buncefield-2005", "challenger-1986", "columbia-2003", "exercise-solvent-transfer")
OTHERS = ("", "cases/", "lessons/", "lessons/technical/", "lessons/procedural/", "actions/", "evidence/", "courses/",
          "statistics/", "rules/", "reference/format/", "reference/glossary/", "defect/", "equipment/", "search/")  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_case_opens_without_a_word_on_the_console(site: str, visit: Visit, phone: Visit, name: str) -> None:
    for each in (visit, phone):
        each.page.goto(f"{site}cases/{name}/index.html", wait_until="load")

        assert each.page.locator("h1").count() == 1
        assert each.wrong == []
        assert each.page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


@pytest.mark.parametrize("path", OTHERS)
def test_every_kind_of_page_opens_on_desk_and_phone(site: str, visit: Visit, phone: Visit, path: str) -> None:
    for each in (visit, phone):
        each.page.goto(f"{site}{path}index.html", wait_until="load")

        assert each.wrong == []
        assert each.page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


def test_a_node_of_the_tree_leads_to_its_event(site: str, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{site}cases/columbia-2003/index.html")
    assert page.locator("#outline").get_attribute("open") is None

    node = page.locator("#tree-figure [data-event]:not(.transfer)").nth(3)
    name = node.get_attribute("data-event")
    node.click()
    line = page.locator(f'[id="event-{name}"]')

    line.wait_for(state="visible")
    assert page.url.endswith(f"#event-{name}")
    assert page.locator("#outline").get_attribute("open") is not None
    assert page.evaluate("document.activeElement.id") == f"event-{name}"
    assert line.evaluate("e => { const b = e.getBoundingClientRect(); return b.top >= 0 && b.top < innerHeight }")
    assert visit.wrong == []


def test_the_tree_is_walked_by_keys(site: str, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{site}cases/columbia-2003/index.html")

    def at() -> str | None:
        return page.evaluate("document.activeElement.closest('[data-event]')?.getAttribute('data-event')")

    page.locator("#tree-figure .canvas").first.focus()
    page.keyboard.press("ArrowDown")
    top = at()
    page.keyboard.press("ArrowDown")
    below = at()
    page.keyboard.press("ArrowRight")
    beside = at()
    page.keyboard.press("ArrowUp")

    assert top
    assert below
    assert beside
    assert len({top, below, beside}) == 3
    assert at() == top
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**#event-{below}")


def test_a_path_lights_up_and_is_kept_in_the_address(site: str, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{site}cases/buncefield-2005/index.html")
    row = page.locator("table.paths tbody tr").nth(1)
    events = (row.get_attribute("data-events") or "").split()

    row.hover()
    lit = page.eval_on_selector_all("#tree-figure [data-event].on", "all => all.map(e => e.getAttribute('data-event'))")
    assert set(events) <= set(lit)
    assert page.locator("#tree-figure svg.sel").count() >= 1
    row.locator("td").first.click()

    assert "path=2" in page.url
    page.reload()
    assert page.locator("table.paths tbody tr.on").get_attribute("data-path") == "2"
    page.locator("#tree-figure .canvas").first.focus()
    page.keyboard.press("Escape")
    assert "path=" not in page.url
    assert page.locator("#tree-figure svg.sel").count() == 0


def test_striking_an_action_out_shows_what_would_stay_unbroken(site: str, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{site}cases/challenger-1986/index.html")
    buttons = page.locator("table.paths th[data-action] button")
    for index in range(buttons.count()):
        buttons.nth(index).click()

    assert page.locator(".whatif").is_visible()
    assert page.locator("table.paths tr.unwhat").count() == page.locator("table.paths tbody tr").count()


def test_the_symbols_change_and_the_choice_is_kept(site: str, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{site}cases/texas-city-2005/index.html")
    shown = "() => getComputedStyle(document.querySelector('#tree-figure .s-ansi')).display != 'none'"

    assert not page.evaluate(shown)
    page.get_by_role("button", name="ANSI").click()
    assert page.evaluate(shown)
    page.reload()
    assert page.evaluate(shown)


def test_zoom_keeps_the_drawing_in_reach(site: str, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{site}cases/texas-city-2005/index.html")
    width = "() => document.querySelector('#tree-figure svg').getBoundingClientRect().width"
    before = page.evaluate(width)

    page.get_by_role("button", name="Zoom in").click()
    assert page.evaluate(width) > before
    page.get_by_role("button", name="Fit").click()
    assert page.evaluate(width) <= page.evaluate("() => document.querySelector('#tree-figure .canvas').clientWidth")


@pytest.mark.parametrize("width", [1100, 1280, 1440, 1920])
def test_a_tree_opens_whole_and_readable(site: str, browser: Browser, width: int) -> None:
    """Nothing of the widest tree is cut; where it takes the column of the list of contents, the list is put away."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{site}cases/mars-climate-orbiter-1999/index.html")
    canvas = page.locator("#tree-figure .canvas").first
    canvas.scroll_into_view_if_needed()
    page.locator("#tree-figure .figbar").evaluate("e => e.scrollIntoView({block: 'start'})")

    smallest = page.eval_on_selector_all(
        "#tree-figure svg text.t",
        "all => Math.min(...all.map(e => parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().a))",
    )
    assert canvas.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    assert smallest >= (10.4 if width >= 1280 else 9)
    if page.locator("#tree-figure.broad").count() and width >= 1220:
        page.wait_for_function(
            "() => getComputedStyle(document.querySelector('.md-sidebar--secondary')).visibility === 'hidden'"
        )
        page.evaluate("scrollTo(0, 0)")
        page.wait_for_function(
            "() => getComputedStyle(document.querySelector('.md-sidebar--secondary')).visibility === 'visible'"
        )
    page.close()


def test_text_in_the_tree_can_be_read_on_a_phone(site: str, phone: Visit) -> None:
    page = phone.page
    page.goto(f"{site}cases/challenger-1986/index.html")

    smallest = page.eval_on_selector_all(
        "#tree-figure svg text.t",
        "all => Math.min(...all.map(e => parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().a))",
    )
    assert smallest >= 10
    assert page.locator("#outline").evaluate("e => e.getBoundingClientRect().top") < page.locator(
        "#tree-figure"
    ).evaluate("e => e.getBoundingClientRect().top")


def test_nothing_is_lost_without_scripts(site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}cases/texas-city-2005/index.html")

    assert page.locator("#outline li").first.is_visible()
    assert page.locator("#tree-figure svg").first.is_visible()
    assert page.locator(".figbar").is_hidden()
    assert page.locator("table.paths").first.is_visible()
    context.close()


def test_colours_follow_the_scheme(site: str, visit: Visit, phone: Visit) -> None:
    colours = []
    for each in (visit, phone):
        each.page.goto(f"{site}cases/texas-city-2005/index.html")
        colours.append(each.page.evaluate("getComputedStyle(document.querySelector('#tree-figure .box')).fill"))

    assert colours[0] != colours[1]
