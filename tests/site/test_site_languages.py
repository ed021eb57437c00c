"""The site in two languages: the same pages, links between them, and no interface word left in English on a Chinese page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from site_cases import body, context_of, made, small, write

from rca.site import addresses
from rca.site.navigation import tab
from rca.site.page import Attachment, Page
from rca.site.pages import all_pages
from rca.site.shown import happened_on, harm
from rca.site.spelling import day, listed

ROOT = Path(__file__).parents[2]
VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
NOT_WORDS = frozenset({"script", "style", "code", "pre", "kbd"})
NAMES = frozenset({"id", "mono"})
"""Classes of ids and codes."""
KEPT = re.compile(
    r"^(?:IEC 61025|ANSI|SVG|JSON|BibTeX|YAML|CSV|Atom|ICS|RSS|F|CC BY 4\.0|English|Ctrl|Enter|Esc|JavaScript|Freeman"
    r"|GB|Schema|[A-Za-z]+\.com|[A-Z][A-Z0-9]*|[A-Z][A-Z0-9]*-[A-Z0-9.-]+|[a-z0-9]+(?:-[a-z0-9]+)+(?:#[A-Za-z0-9.-]+)?|[a-z])$"
)
"""Names of formats, standards and keys, codes, and addresses of cases."""
IN_A_CASE_NAME = frozenset(
    word for path in (ROOT / "kb" / "reviews").glob("*.yaml") for word in path.stem.split("-")
) | {"drum", "tank"}
"""What pictures that compare cases call them by; the pages mark these names, a picture cannot in the middle of a line."""
WORD = re.compile(r"[A-Za-z][A-Za-z0-9.#'-]*[A-Za-z0-9]|[A-Za-z]")


class Untranslated(HTMLParser):
    """Words in Latin letters that a page shows as its own, outside what is marked as English, ids and code."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._skipping: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        own = given.get("lang", "zh") == "zh"
        if own and not any(skipped for _, skipped in self._open):
            for name in ("aria-label", "placeholder", "data-l", "data-text", "title"):
                self._look(re.sub(r"\{\w+\}", "", given.get(name) or ""))
        if tag in VOID:
            return
        classes = set((given.get("class") or "").split())
        skipped = not own or tag in NOT_WORDS or bool(classes & NAMES)
        self._open.append((tag, skipped))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            name, _ = self._open.pop()
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if not any(skipped for _, skipped in self._open):
            self._look(data)

    def _look(self, text: str) -> None:
        drawn = any(name == "svg" for name, _ in self._open)
        self.found.extend(
            word
            for word in WORD.findall(text)
            if not KEPT.match(word.rstrip(".")) and not (drawn and word.casefold() in IN_A_CASE_NAME)
        )


def left_over(content: Iterable[Page | Attachment]) -> dict[str, list[str]]:
    """For every Chinese page the words that nobody translated."""
    pages = (item for item in content if isinstance(item, Page) and item.language == "zh")
    return {page.path: found for page in pages if (found := Untranslated(str(page.body)).found)}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return made(small(tmp_path_factory.mktemp("languages") / "kb"))


def test_the_scan_sees_what_it_should() -> None:
    assert Untranslated('<p>案例 Hello</p><p lang="en">Hello</p><b class="id">HELLO there</b>').found == ["Hello"]
    assert Untranslated('<input placeholder="Words here">').found == ["Words", "here"]


@pytest.mark.skipif(not (ROOT / "kb" / "reviews").is_dir(), reason="the knowledge base is not here")
def test_no_interface_word_of_the_real_base_is_left_in_english(real_pages: tuple[Page | Attachment, ...]) -> None:
    assert left_over(real_pages) == {}


def test_no_interface_word_of_a_small_base_is_left_in_english(tmp_path: Path) -> None:
    """A small base shows other empty states than the real one."""
    assert left_over(all_pages(context_of(small(tmp_path / "kb")))) == {}


def test_an_empty_base_speaks_chinese_too(tmp_path: Path) -> None:
    (tmp_path / "kb").mkdir()

    assert left_over(all_pages(context_of(tmp_path / "kb"))) == {}


def test_every_page_stands_in_both_languages(tmp_path: Path) -> None:
    pages = [item for item in all_pages(context_of(small(tmp_path / "kb"))) if isinstance(item, Page)]
    english = {page.path for page in pages if page.language == "en"}

    assert {page.path for page in pages if page.language == "zh"} == {f"zh/{path}" for path in english}


def test_what_is_the_same_in_every_language_stands_once(site: dict[str, str]) -> None:
    once = {path.removeprefix("zh/") for path in site if path.startswith("zh/")}

    assert not [path for path in once if addresses.shared(path)]
    assert "cases/tank-2014/review.yaml" in site
    assert '"../../../cases/tank-2014/review.yaml"' in site["zh/cases/tank-2014/index.html"]
    assert "../../../guide/method.html" in site["zh/cases/tank-2014/index.html"]


def test_a_title_without_a_translation_is_marked(site: dict[str, str]) -> None:
    page = site["zh/cases/tank-2014/index.html"]

    assert '<span lang="en">Tank overfilled at night</span> <span class="b plain orig">未翻译</span>' in page
    assert "未翻译" not in site["cases/tank-2014/index.html"]


def test_a_picture_of_a_case_says_the_language_of_its_words_and_keeps_ours(site: dict[str, str]) -> None:
    page = site["zh/cases/tank-2014/index.html"]

    assert re.search(r'<svg lang="en"[^>]* class="pic ft', page)
    assert '<g class="gates" lang="zh">' in page
    assert "<svg lang=" not in site["cases/tank-2014/index.html"]


def test_a_translation_is_shown_in_its_language(tmp_path: Path) -> None:
    """Title, summary and lessons have places for a translation; what has none stays in the original."""
    root = write(tmp_path / "kb", review_tank=(
        "id: tank\ntitle: A tank\nevent: {date: 2014-03-02}\nfault_tree: {top: T, events: {T: {event: It ran over}}}\n"
        "lessons: [{id: L-ONE, kind: technical, lesson: One eye is none, ask: Which has one?}]\n"
        "translations: {zh: {title: 储罐, lessons: {L-ONE: {lesson: 一只眼等于没有}}}}\n"
    ))  # fmt: skip

    site = made(root)

    assert "储罐" in site["zh/cases/index.html"]
    assert "一只眼等于没有" in site["zh/lessons/tank/L-ONE/index.html"]
    assert '<span lang="en">Which has one?</span>' in site["zh/lessons/tank/L-ONE/index.html"]
    assert "储罐" not in site["cases/index.html"]


def test_a_hostile_translation_stays_text(tmp_path: Path) -> None:
    root = write(tmp_path / "kb", review_tank=(
        "id: tank\ntitle: A tank\nevent: {date: 2014-03-02}\nfault_tree: {top: T, events: {T: {event: It ran over}}}\n"
        "translations: {zh: {title: '<script>x</script>', summary: '<img src=x onerror=y>'}}\n"
    ))  # fmt: skip

    texts = made(root)

    assert not [path for path, text in texts.items() if path.endswith(".html") and "<script>x" in text]
    assert not [path for path, text in texts.items() if path.endswith(".html") and "<img src=x" in text]


def test_dates_lists_and_harm_are_written_in_chinese(tmp_path: Path) -> None:
    review = context_of(small(tmp_path / "kb")).library.reviews["tank-2014"].record

    assert [day("2005-03-23", "zh"), day("2005-03", "zh"), day("2005", "zh")] == [
        "2005年3月23日",
        "2005年3月",
        "2005年",
    ]
    assert listed(["甲", "乙", "丙"], "zh") == "甲、乙和丙"
    assert happened_on(review, "zh") == "2014年3月2日"
    assert harm(review, "zh") == "1 人死亡，2 人受伤"


def test_tabs_have_short_words() -> None:
    assert [tab("zh/cases/index.html", "zh"), tab("zh/cases/tank/index.html", "zh")] == ["案例", ""]


def test_findings_are_said_in_both_languages(tmp_path: Path) -> None:
    found = context_of(small(tmp_path / "kb")).findings["tank-2014"]
    said = (found.verdict_because, *(index.because for index in found.indices.values()))

    assert all(getattr(each, "zh", "") for each in said)
    assert not [each for each in said if each.in_language("en") != str(each)]  # type: ignore[attr-defined]


def test_a_feed_says_its_language(tmp_path: Path) -> None:
    items = {item.path: body(item) for item in all_pages(context_of(small(tmp_path / "kb")))}

    assert 'xml:lang="zh"' in items["zh/lessons/feed.xml"]
    assert '"language": "zh"' in items["zh/equipment/tank/feed.json"]
