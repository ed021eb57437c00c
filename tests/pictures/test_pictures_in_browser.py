"""In a real browser: text stays in its box with the fonts of the machine, and a narrow screen scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from picture_trees import tree_by_lot

from rca.site.pictures.fault_tree import draw_fault_tree
from rca.site.pictures.style import picture_css

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OUTSIDE = """() => {
  const found = [];
  document.querySelectorAll('.events g.node').forEach(node => {
    const box = node.querySelector('rect.box').getBBox();
    node.querySelectorAll('text').forEach(text => {
      const seen = text.getBBox();
      if (seen.x < box.x - 0.5 || seen.x + seen.width > box.x + box.width + 0.5
          || seen.y < box.y - 1.5 || seen.y + seen.height > box.y + box.height + 1.5)
        found.push([node.id, text.textContent, seen.x, seen.width, box.x, box.width]);
    });
  });
  return found;
}"""


@pytest.mark.browser
@pytest.mark.parametrize("family", ["", "DejaVu Sans", "Noto Sans CJK SC", "Liberation Sans"])
def test_text_stays_in_its_box_whatever_the_font(browser: Browser, family: str) -> None:
    """Inter is narrower than DejaVu Sans; the measured width holds all the same."""
    tree, actions = tree_by_lot(60, 31)
    drawing = draw_fault_tree(tree, actions_by_event=actions)
    css = picture_css() + (f".pic text{{font-family:'{family}'!important}}" if family else "")

    outside: list[Any] = []
    page = browser.new_page()
    for sheet in drawing.pages:
        page.set_content(f"<!doctype html><meta charset=utf-8><style>{css}</style>{sheet.svg}")
        outside += page.evaluate(OUTSIDE)
    page.close()

    assert outside == []


@pytest.mark.browser
def test_a_phone_shows_text_that_can_be_read(browser: Browser) -> None:
    """At 390 px a label is 10.5 px or more and the drawing scrolls sideways."""
    tree, actions = tree_by_lot(40, 21)
    svg = draw_fault_tree(tree, actions_by_event=actions).svg
    html = f"<style>{picture_css()} .canvas{{overflow:auto}} .canvas svg{{width:100%;height:auto}}</style><div class=canvas>{svg}</div>"

    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.set_content(f"<!doctype html><meta charset=utf-8><meta name=viewport content='width=device-width'>{html}")
    scale, scrolls = page.evaluate(
        "() => { const c = document.querySelector('.canvas'), s = c.querySelector('svg');"
        " return [s.getBoundingClientRect().width / s.viewBox.baseVal.width, c.scrollWidth > c.clientWidth] }"
    )
    page.close()

    assert 12 * scale >= 10.49
    assert scrolls


@pytest.mark.browser
def test_one_symbol_set_shows_at_a_time(browser: Browser) -> None:
    """Changing the class of the root changes the symbols."""
    tree, _ = tree_by_lot(20, 4)
    svg = draw_fault_tree(tree).svg
    shown = "() => ['iec', 'ansi'].map(name => getComputedStyle(document.querySelector('.s-' + name)).display)"

    page = browser.new_page()
    page.set_content(f"<style>{picture_css()}</style>{svg}")
    before = page.evaluate(shown)
    page.evaluate("() => document.querySelector('.ft').setAttribute('class', 'pic ft symbols-ansi')")
    after = page.evaluate(shown)
    page.close()

    assert [each == "none" for each in before] == [False, True]
    assert [each == "none" for each in after] == [True, False]
