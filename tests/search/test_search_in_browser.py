"""The search in a real browser: it ranks as the command line does, and answers to the mouse, the keys and the address."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from search_cases import DAY, ROOT, TANK, small, write

from rca import api
from rca.search.index import Index
from rca.search.records import corpus_of
from rca.search.search import search
from rca.search.shards import build_shards
from rca.search.words import stem
from rca.site.build import build_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
ENGINE = ROOT / "rca" / "site" / "assets" / "search-engine.js"
HOSTILE = '</script><img src=x onerror="window.caught=1">'

QUERIES = (
    "level", "gauge stood still", "guage", "swich stuck", "overfil", "transm", "start-up", "startup", "tankoverfill", "zzzz",
    "液位", "液位计", "粉尘爆炸 tank", "储罐", '"ran over"', "tank -drum", '"ran over" -night', "", "the of", "-tank", '"', "<b>tank</b>",
    "L’opérateur", "Ｔａｎｋ", "one eye on a level is none when nobody looks at the tank during the night shift", "tank tank drum",
    "indicator", "eyes", "T-SENSE", "tank-2014", "pump ran on", "records lost", "backup", "switch found", "spill",
    "indicator zebra quokka wombat",
)  # fmt: skip


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> api.KnowledgeBase:
    return small(tmp_path_factory.mktemp("searched") / "kb")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site below a path, with a review whose texts try to be markup."""
    root = tmp_path_factory.mktemp("site")
    hostile = TANK.replace("tank-2014", "hostile-2015").replace("Tank overfilled at night", f"'Hostile {HOSTILE}'")
    small(root / "kb")
    base = api.open_kb(write(root / "kb", hostile=hostile), DAY)
    assert not build_site(api.site_context(base), root / "www" / "below", ROOT / "mkdocs.yml").stopped
    return root / "www"


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/below/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    yield page
    context.close()
    assert heard == []


ENDINGS = (
    "dying lying evening inning outing proceed succeed exceeded egging adding passes pasted skies yyy saying generously "
    "intersection laterally hopefulness relational formative agreed sized tanned hoping hopping tied ties gas kiwis cries"
)

ASK = """async ([shards, queries]) => {
  const {Engine} = window.rcaSearchEngine, answers = [];
  for (const [text, filters, typing] of queries) {
    const engine = new Engine(async name => JSON.parse(shards[name]));  // a fresh one: shards come one after another
    const found = await engine.search(text, filters, typing);
    answers.push({
      hits: found.hits.map(hit => [hit.record, hit.score, hit.match]), counts: found.counts, unknown: found.unknown,
      readings: found.readings.map(each => [each.word, each.as, each.how]), facets: found.facets,
    });
  }
  return answers;
}"""


def test_the_script_ranks_as_the_command_line_does(page: Page, kb: api.KnowledgeBase) -> None:
    """The same hits, scores, kinds of match, readings and counts, for every query, finished or not."""
    corpus = corpus_of(kb.library, kb.findings)
    shards = build_shards(corpus)
    asked: list[tuple[str, dict[str, list[str]], bool]] = [
        (text, {}, typing) for text in QUERIES for typing in (False, True)
    ]
    asked += [
        ("tank", {"kind": ["case", "lesson"]}, False),
        ("", {"industry": ["C"]}, False),
        ("switch", {"defect": ["P"], "kind": ["cause"]}, False),
    ]
    page.goto("about:blank")
    page.add_script_tag(path=str(ENGINE))
    answers = page.evaluate(ASK, [shards, asked])

    index = Index.of(corpus)
    for (text, filters, typing), answer in zip(asked, answers, strict=True):
        assert answer == told(search(index, text, filters, typing=typing)), text


def told(found: Any) -> dict[str, object]:
    return {
        "hits": [[hit.record, pytest.approx(hit.score, abs=2e-6), hit.match] for hit in found.hits],
        "counts": dict(found.counts),
        "unknown": list(found.unknown),
        "readings": [[each.word, list(each.as_words), each.how] for each in found.readings],
        "facets": {name: list(counts) for name, counts in found.facets.items()},
    }


def test_the_script_stems_as_the_build_does(page: Page) -> None:
    """Every word of the knowledge base and of the endings that have rules of their own."""
    words = {
        word
        for path in sorted((ROOT / "kb").rglob("*.yaml"))
        for word in path.read_text(encoding="utf-8").lower().split()
    }
    words = {word for word in words if word.isascii() and word.isalpha()}
    words |= set(ENDINGS.split())
    page.goto("about:blank")
    page.add_script_tag(path=str(ENGINE))

    stems = page.evaluate("words => words.map(window.rcaSearchEngine.stem)", sorted(words))

    assert stems == [stem(word) for word in sorted(words)]


def test_nothing_is_loaded_before_somebody_searches(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + "index.html")

    assert not [url for url in asked if "search" in url.removeprefix(address)]
    page.keyboard.press("/")
    page.keyboard.type("gauge")
    page.wait_for_selector(".sdrop [role=option]")
    assert [url for url in asked if "/search/data/meta.js" in url]


def test_the_box_in_the_header_shows_hits_and_goes_there_by_keys(page: Page, address: str) -> None:
    page.goto(address + "cases/index.html")
    page.keyboard.press("/")
    page.keyboard.type("gauge stood")
    page.wait_for_selector(".sdrop [role=option][href*='event-GAUGE']")
    page.keyboard.press("ArrowDown")
    box = page.locator(".hsearch [data-search-input]")
    assert box.get_attribute("aria-expanded") == "true"
    assert page.locator(f"#{box.get_attribute('aria-activedescendant')}").get_attribute("aria-selected") == "true"
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.url.endswith("#event-GAUGE")


def test_enter_goes_to_the_search_page_and_escape_closes(page: Page, address: str) -> None:
    page.goto(address + "index.html")
    page.keyboard.press("/")
    page.keyboard.type("switch")
    page.wait_for_selector(".sdrop [role=option]")
    page.keyboard.press("Escape")
    assert page.locator(".sdrop:visible").count() == 0
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_selector(".hit-r")

    assert page.url.endswith("search/index.html?q=switch")


def test_a_facet_narrows_the_hits_and_stands_in_the_address(page: Page, address: str) -> None:
    page.goto(address + "search/index.html?q=switch")
    page.wait_for_selector(".hit-r")
    before = page.locator(".hit-r").count()
    page.locator("[data-facet=kind][value=action]").check()
    page.wait_for_selector("[data-chip=kind]")

    assert 0 < page.locator(".hit-r").count() < before
    assert page.url.endswith("?q=switch&kind=action")
    assert page.locator("[data-facet=industry][value=J] ~ .n").inner_text() == "0"
    page.go_back()
    page.wait_for_function(f"document.querySelectorAll('.hit-r').length === {before}")
    page.goto(address + "search/index.html?q=switch&kind=action")
    page.wait_for_selector("[data-chip=kind]")
    assert page.locator("[data-facet=kind][value=action]").is_checked()


def test_close_matches_stand_below_a_bar_that_says_what_was_read(page: Page, address: str) -> None:
    page.goto(address + "search/index.html?q=swich")
    page.wait_for_selector(".approx")

    assert "“swich”" in page.locator(".approx").inner_text()
    assert "switch" in page.locator(".approx").inner_text()
    assert page.locator(".approx ~ .hit-r").count() == page.locator(".hit-r").count()
    assert page.locator(".hit-r mark.ap").count() > 0


def test_where_nothing_is_found_the_page_counts_what_each_word_and_filter_costs(page: Page, address: str) -> None:
    page.goto(address + "search/index.html?q=gauge+xylophone+copy&hazard=flammable")
    page.wait_for_selector(".none")
    page.wait_for_function("/copy \\d.*without/s.test(document.querySelector('.none').innerText)")
    told = page.locator(".none").inner_text()

    assert "says nothing about your risk" in told
    assert "xylophone 0" in told
    assert page.locator(".none .plainb", has_text="xylophone").count() == 0  # what finds nothing is no way out
    assert "without “Flammable gas or liquid”" in told


@pytest.mark.parametrize(
    ("text", "head", "why", "instead"),
    [
        ("-tank", "There is no word to look for", "“-tank” only leaves hits out", "tank"),
        ("the of", "There is no word to look for", "“the” and “of”: too frequent", ""),
        ("?!", "There is no word to look for", "no letter or digit", ""),
        (
            '"night overfilled"',
            "Nothing found",
            "The words of “night overfilled” do not stand together.",
            "quotation marks",
        ),
        ("gauge -gauge", "Nothing found", "Every hit holds “gauge”, which is left out.", "without “-gauge”"),
    ],
)
def test_an_empty_page_says_what_stands_in_the_way(
    page: Page, address: str, text: str, head: str, why: str, instead: str
) -> None:
    page.goto(f"{address}search/index.html?q={quote(text)}")
    page.wait_for_selector(".none")
    if instead:
        page.wait_for_selector(".none .plainb")
    told = page.locator(".none").inner_text()

    assert told.startswith(head)
    assert why in told
    assert instead in told
    assert page.locator(".sbar").inner_text() == "Nothing found"
    assert page.locator(".filters").count() == 0
    if instead:
        page.locator(".none .plainb").first.click()
        page.wait_for_selector(".hit-r")


def test_few_whole_answers_are_followed_by_some_that_hold_only_a_part(page: Page, address: str) -> None:
    page.goto(address + "search/index.html?q=pump+tank")
    page.wait_for_selector(".hit-r")
    bars = page.locator(".approx.partial")

    assert page.locator(".sbar .counts").inner_text() == "2 exact"
    assert bars.count() == 1
    assert bars.inner_text().startswith("Only some of your words")
    assert "No record" not in bars.inner_text()
    assert 0 < page.locator(".approx.partial ~ .hit-r").count() <= 5


def test_hits_are_walked_by_keys(page: Page, address: str) -> None:
    page.goto(address + "search/index.html?q=switch")
    page.wait_for_selector(".hit-r")
    page.locator(".sbox [data-search-input]").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.locator(".hit-r h3 a").nth(1)
    assert second.evaluate("link => link === document.activeElement")
    page.keyboard.press("Escape")

    assert page.locator(".sbox [data-search-input]").evaluate("box => box === document.activeElement")


def test_recent_searches_are_kept_and_forgotten(page: Page, address: str) -> None:
    page.goto(address + "search/index.html")
    page.locator(".sbox [data-search-input]").fill("gauge")
    page.keyboard.press("Enter")
    page.wait_for_selector(".hit-r")
    page.goto(address + "search/index.html")
    page.get_by_role("button", name="gauge").click()
    page.wait_for_selector(".hit-r")
    page.goto(address + "search/index.html")
    page.get_by_role("button", name="Forget them").click()

    assert page.get_by_role("button", name="gauge").count() == 0


def test_what_a_user_wrote_is_text(page: Page, address: str) -> None:
    page.goto(address + "search/index.html?q=hostile")
    page.wait_for_selector(".hit-r")
    page.goto(
        address
        + "search/index.html?q="
        + "%3Cimg%20src%3Dx%20onerror%3D%22window.caught%3D1%22%3E&kind=%3Cb%3E&hazard=%22"
    )
    page.wait_for_selector("[data-chip]")
    page.goto(address + "index.html")
    page.keyboard.press("/")
    page.keyboard.type("hostile")
    page.wait_for_selector(".sdrop [role=option]")

    assert HOSTILE in page.locator(".sdrop:visible").inner_text()
    assert page.evaluate("window.caught") is None
    assert page.locator(".sdrop img").count() == 0


def test_a_site_opened_from_a_disk_searches_too(page: Page, folder: Path) -> None:
    page.goto((folder / "below" / "search" / "index.html").as_uri() + "?q=gauge")
    page.wait_for_selector(".hit-r")

    assert page.locator(".hit-r").count() > 0


def test_on_chinese_pages_hits_lead_to_chinese_pages(page: Page, address: str, folder: Path) -> None:
    assert (folder / "below" / "zh" / "search" / "index.html").is_file()
    page.goto(address + "zh/search/index.html?q=gauge&kind=cause")
    page.wait_for_selector(".hit-r")

    assert (page.locator(".hit-r h3 a").first.get_attribute("href") or "").startswith(address + "zh/cases/")
    assert page.locator("[data-facet=equipment][value=tank] ~ span").first.inner_text() == "储罐"


def test_without_scripts_the_page_leads_to_the_hubs(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "search/index.html?q=gauge")
    links = page.locator("#browse a").count()
    shown = page.locator("#browse").is_visible()
    context.close()

    assert shown
    assert links > 5


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_of_hits_does_not_overflow(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(address + "search/index.html?q=tank")
    page.wait_for_selector(".hit-r")

    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    if width == 390:
        assert not page.locator("[data-facet]").first.is_visible()
        page.locator(".filters > summary").click()
        assert page.locator("[data-facet]").first.is_visible()
