"""Pages of the site in a real browser: lists that sort and filter, the keyboard, both schemes, phone width, a disk."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PAGES = (
    "index.html", "cases/index.html", "lessons/index.html", "lessons/dead-eye/index.html", "lessons/tank-2014/L-EYE/index.html",
    "defect/t-sense/index.html", "industry/index.html", "actions/index.html", "evidence/index.html", "courses/overfill/index.html",
    "statistics/index.html", "rules/index.html", "rules/rca401/index.html", "reference/format/index.html",
    "reference/glossary/index.html", "guide/investigate.html",
)  # fmt: skip


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def folder(small_site: Path) -> Path:
    return small_site


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """The site below a path, as on many a company's server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/below/"
    server.shutdown()
    server.server_close()


def watched(page: Page) -> list[str]:
    """What a browser complains of, gathered while the page lives."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on(
        "response",
        lambda response: heard.append(f"{response.status} {response.url}") if response.status >= 400 else None,
    )
    return heard


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_complains_or_overflows(browser: Browser, address: str, scheme: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page = context.new_page()
    heard = watched(page)
    wide = []
    for path in PAGES:
        page.goto(address + path)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(path)
    context.close()

    assert heard == []
    assert wide == []


def test_the_scheme_follows_the_reader(browser: Browser, address: str) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(address)
        grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        context.close()

    assert grounds == ["rgb(255, 255, 255)", "rgb(17, 23, 27)"]


def test_a_list_filters_and_sorts(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "cases/index.html")

    page.fill(".filter input", "drum")
    assert page.locator("#all-cases tbody tr:visible").count() == 1
    assert page.inner_text(".filter output") == "1 of 2 shown"
    page.fill(".filter input", "")
    page.click("#all-cases th button:has-text('Harm')")
    assert "Tank" in page.inner_text("#all-cases tbody tr:first-child")
    page.click("#all-cases th button:has-text('Harm')")
    assert "Drum" in page.inner_text("#all-cases tbody tr:first-child")
    page.close()


def test_a_slash_goes_to_the_search_box(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(address + "cases/index.html")
    page.keyboard.press("/")

    assert page.evaluate("document.activeElement.name") == "q"
    page.close()


def test_on_a_phone_a_slash_goes_to_the_search_page(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(address + "cases/index.html")
    page.keyboard.press("/")
    page.wait_for_url("**/search/index.html")

    assert page.inner_text("h1") == "Search"
    page.close()


def test_without_scripts_nothing_is_missing(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "cases/index.html")

    assert page.locator("#all-cases tbody tr").count() == 2
    assert page.locator(".filter:visible").count() == 0
    context.close()


def test_the_site_reads_from_a_disk(browser: Browser, folder: Path) -> None:
    page = browser.new_page()
    heard = watched(page)
    page.goto((folder / "below" / "index.html").as_uri())
    page.click(".card .l a >> nth=0")

    assert page.inner_text("h1") == "An eye that can die unseen"
    assert [each for each in heard if "sitemap" not in each] == []
    page.close()


def test_fonts_come_from_the_site(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.evaluate("document.fonts.ready")

    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family.replaceAll('\"', ''))"
    )
    assert {"Inter", "Source Serif"} <= set(loaded)
    page.close()


@pytest.mark.parametrize("width", [320, 360, 390])
def test_the_name_of_the_site_stands_whole_on_a_phone(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    for path in ("cases/index.html", "zh/cases/index.html"):
        page.goto(address + path)

        assert page.locator(".md-header__topic .md-ellipsis").first.evaluate(
            "e => e.scrollWidth <= e.clientWidth && e.scrollHeight <= e.clientHeight"
        )
        assert page.locator(".md-header .hlang").is_visible()
    page.close()
