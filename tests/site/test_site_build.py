"""The finished folder: strict, whole, without a network, below any path."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from site_cases import DAY, GENERAL, TANK, context_of, small, write
from site_links import Links, broken

from rca import api
from rca.site import build, pages
from rca.site.build import build_site, packaged
from rca.site.pages import case

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def folder(small_site: Path) -> Path:
    return small_site / "below"


@pytest.fixture(scope="module")
def read(folder: Path) -> dict[str, Links]:
    """What each page names, by its path."""
    pages = sorted(folder.rglob("*.html"))
    return {path.relative_to(folder).as_posix(): Links(path.read_text(encoding="utf-8")) for path in pages}


@pytest.fixture
def few_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the pages of cases are made, where it is the frame that matters."""
    monkeypatch.setattr(pages, "makers", lambda: (case.pages,))


@pytest.fixture
def no_handbook(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No page comes with the tool: those link to pages that `few_pages` leaves out."""
    monkeypatch.setattr(build, "packaged", lambda name: tmp_path / f"no-{name}")


def test_no_link_leads_nowhere(folder: Path, read: dict[str, Links]) -> None:
    assert broken(folder, read) == []


def test_nothing_is_fetched_from_elsewhere(folder: Path, read: dict[str, Links]) -> None:
    """No font host, no script host: what a page loads comes from the site."""
    loads = {load for found in read.values() for load in found.loads}
    styles = [path.read_text(encoding="utf-8") for path in (folder / "assets" / "rca").glob("*.css")]

    assert {load for load in loads if "//" in load} == set()
    assert not any(re.search(r"url\(['\"]?(https?:)?//", style) or "@import" in style for style in styles)


def test_no_link_depends_on_where_the_site_stands(read: dict[str, Links]) -> None:
    rooted = {
        f"{path}: {link}"
        for path, found in read.items()
        if path != "404.html"
        for link in (*found.links, *found.loads)
        if link[:1] == "/"
    }

    assert rooted == set()


def test_no_id_stands_twice_on_a_page(read: dict[str, Links]) -> None:
    assert {path: found.doubled for path, found in read.items() if found.doubled} == {}


def test_the_theme_search_is_not_loaded(folder: Path) -> None:
    assert not (folder / "search" / "search_index.json").exists()


def test_a_generated_page_lights_the_tab_of_its_hub(folder: Path) -> None:
    page = (folder / "cases" / "tank-2014" / "index.html").read_text(encoding="utf-8")

    lit = re.findall(r'md-tabs__item--active">\s*<a href="([^"]+)"', page)
    assert lit == ["../index.html"]


def test_fonts_come_with_their_licence_and_stay_small() -> None:
    fonts = ROOT / "rca" / "site" / "assets" / "fonts"

    assert sum(path.stat().st_size for path in fonts.glob("*.woff2")) < 400_000
    assert "SIL OPEN FONT LICENSE Version 1.1" in (fonts / "LICENSE.txt").read_text(encoding="utf-8")


def test_elsewhere_the_configuration_that_comes_along_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`rca build` in a folder with a knowledge base and nothing else."""
    small(tmp_path / "kb")
    monkeypatch.chdir(tmp_path)

    report = api.build(Path("kb"), DAY, Path("site"), Path("mkdocs.yml"), lambda _: None)

    assert not report.stopped, report.problems
    assert (tmp_path / "site" / "guide" / "investigate.html").is_file()
    assert packaged("mkdocs.yml").is_file()


@pytest.mark.usefixtures("few_pages")
def test_a_users_own_configuration_and_pages_win(tmp_path: Path) -> None:
    """Without the plugin named, with one page of the same name as one that comes along."""
    (tmp_path / "docs" / "guide").mkdir(parents=True)
    (tmp_path / "docs" / "guide" / "investigate.md").write_text("# How we do it here\n", encoding="utf-8")
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        "site_name: Ours\ntheme: {name: material, font: false}\nuse_directory_urls: false\nplugins: []\n",
        encoding="utf-8",
    )

    report = build_site(context_of(small(tmp_path / "kb")), tmp_path / "site", config)

    assert not report.stopped, report.problems
    assert "How we do it here" in (tmp_path / "site" / "guide" / "investigate.html").read_text(encoding="utf-8")
    assert (tmp_path / "site" / "cases" / "tank-2014" / "index.html").is_file()


def test_a_course_that_teaches_from_a_withdrawn_lesson_stops_the_build(tmp_path: Path) -> None:
    gone = GENERAL + "withdrawn: {date: 2024-02-03, why: It was wrong}\n"
    root = write(small(tmp_path / "kb"), lesson_dead_eye=gone)

    report = api.build(root, DAY, tmp_path / "site", ROOT / "mkdocs.yml", lambda _: None)

    assert report.stopped
    assert "overfill.yaml" in "\n".join(report.problems)
    assert "dead-eye" in "\n".join(report.problems)
    assert not (tmp_path / "site").exists()


def test_a_course_that_teaches_from_a_case_that_is_gone_stops_the_build(tmp_path: Path) -> None:
    root = small(tmp_path / "kb")
    (root / "reviews" / "tank-2014.yaml").unlink()

    report = api.build(root, DAY, tmp_path / "site", ROOT / "mkdocs.yml", lambda _: None)

    assert report.stopped
    assert not (tmp_path / "site").exists()


def test_plain_mkdocs_makes_the_same_pages(tmp_path: Path) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    write(tmp_path / "kb", review_tank_2014=TANK)
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Ours\ntheme: {name: material, font: false}\nstrict: true\nplugins:\n  - rca: {kb: kb, as_of: '2026-07-01'}\n",
        encoding="utf-8",
    )

    build(load_config(str(tmp_path / "mkdocs.yml")))

    assert "Tank overfilled at night" in (tmp_path / "site" / "cases" / "index.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("few_pages", "no_handbook")
def test_a_broken_link_in_a_hand_written_page_is_said(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "note.md").write_text("[gone](nowhere.md)\n", encoding="utf-8")
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        "site_name: Ours\ntheme: {name: material, font: false}\nstrict: true\nplugins: [rca]\n", encoding="utf-8"
    )

    report = build_site(context_of(small(tmp_path / "kb")), tmp_path / "site", config)

    assert report.stopped
    assert "nowhere.md" in "\n".join(report.problems)


def test_every_page_says_its_language_and_leads_to_the_other(folder: Path) -> None:
    """The same page in the other language, and no way to one that does not exist."""
    english = (folder / "cases" / "tank-2014" / "index.html").read_text(encoding="utf-8")
    chinese = (folder / "zh" / "cases" / "tank-2014" / "index.html").read_text(encoding="utf-8")
    guide = (folder / "guide" / "search.html").read_text(encoding="utf-8")

    assert '<html lang="en"' in english
    assert '<html lang="zh"' in chinese
    assert '<a class="hlang" href="../../zh/cases/tank-2014/index.html" hreflang="zh" lang="zh"' in english
    assert '<a class="hlang" href="../../../cases/tank-2014/index.html" hreflang="en" lang="en"' in chinese
    assert '<link rel="translation alternate" hreflang="zh" href="../../zh/cases/tank-2014/index.html">' in english
    assert "hlang" not in guide


def test_tabs_of_a_chinese_page_are_chinese_and_stay_among_chinese_pages(folder: Path) -> None:
    text = (folder / "zh" / "cases" / "tank-2014" / "index.html").read_text(encoding="utf-8")
    tabs = text[text.index('<ul class="md-tabs__list">') :]
    tabs = tabs[: tabs.index("</ul>")]
    words = [" ".join(each.split()) for each in re.findall(r'class="md-tabs__link">(.*?)</a>', tabs, re.DOTALL)]

    assert words[:4] == ["首页", "检索", "案例", "教训"]
    assert re.findall(r'md-tabs__item--active">\s*<a href="([^"]+)"', tabs) == ["../index.html"]
    assert 'href="../../index.html"' in tabs


def test_the_frame_of_a_chinese_page_has_no_english_words(folder: Path) -> None:
    text = (folder / "zh" / "index.html").read_text(encoding="utf-8")
    header = text[text.index("<header") : text.index("</header>")]
    said = re.findall(r'(?:aria-label|placeholder|title)="([^"]*)"', header)

    assert "检索教训与案例" in said
    assert [each for each in said if re.fullmatch(r"[A-Za-z ]+", each) and "causes" not in each] == []
