"""A second build takes what still holds from the first, and gives the same bytes as a build from nothing."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from site_cases import DAY, GENERAL, TANK, small, write

from rca import api
from rca.site import build, pages
from rca.site.build import BuildReport
from rca.site.page import Page
from rca.site.pages import case, cases, home, lessons
from rca.site.reuse import MOST, Earlier

CONFIG = "site_name: Ours\ntheme: {name: material, font: false}\nplugins: [rca]\nnav: [{Home: index.md}, {Cases: cases/index.md}]\nvalidation: {links: {not_found: ignore}}\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a knowledge base, a configuration and a page of one's own; a few kinds of pages, and no handbook."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(pages, "makers", lambda: (home.pages, case.pages, cases.pages, lessons.pages))
    monkeypatch.setattr(build, "packaged", lambda name: tmp_path / f"no-{name}")
    small(tmp_path / "kb")
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "own.md").write_text("# Own page\n", encoding="utf-8")
    return tmp_path


def built(place: Path, site: str = "site", day: dt.date = DAY) -> BuildReport:
    report = api.build(place / "kb", day, place / site, place / "mkdocs.yml", lambda _: None)
    assert not report.stopped, report.problems
    return report


def files(site: Path) -> dict[str, bytes]:
    """Every file but the map for search engines, which is packed with the time."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and path.suffix != ".gz"
    }


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> dict[str, bool]:
    """Notes of each page whether it was taken from the build before."""
    noted: dict[str, bool] = {}
    page = Earlier.page

    def asked(self: Earlier, frame: str, finished: Page, translations: dict[str, str]) -> tuple[str, str]:
        found = page(self, frame, finished, translations)
        noted[finished.path] = bool(found[1])
        return found

    monkeypatch.setattr(Earlier, "page", asked)
    return noted


def test_where_nothing_changed_nothing_is_built(place: Path) -> None:
    first = built(place)
    before = {path: path.stat().st_mtime_ns for path in (place / "site").rglob("*")}

    second = built(place)

    assert (first.reused, second.reused) == (False, True)
    assert (second.pages, second.reviews) == (first.pages, first.reviews)
    assert {path: path.stat().st_mtime_ns for path in (place / "site").rglob("*")} == before


def test_what_is_noted_of_sites_not_built_for_long_is_taken_away(place: Path) -> None:
    """Each folder that a site was ever built into would leave a file for ever."""
    cache = place / "cache" / "rca"
    cache.mkdir(parents=True)
    for age in range(1, MOST + 5):
        (cache / f"site-{age:016x}.json").write_text("{}", encoding="utf-8")
        os.utime(cache / f"site-{age:016x}.json", (1_000_000_000 - age, 1_000_000_000 - age))
    (cache / "another-tool.json").write_text("{}", encoding="utf-8")

    built(place)

    kept = {path.name for path in cache.iterdir()}
    assert kept >= {f"site-{age:016x}.json" for age in range(1, MOST)} | {"another-tool.json"}
    assert len([name for name in kept if name.startswith("site-")]) == MOST
    assert built(place).reused


def test_pages_that_are_the_same_are_taken_and_all_are_as_from_nothing(place: Path, taken: dict[str, bool]) -> None:
    built(place)
    write(place / "kb", review_tank_2014=TANK.replace("Pump log", "Log of the pump"))

    assert not built(place).reused
    assert taken["lessons/drum-2020/L-TEST/index.html"]
    assert taken["zh/lessons/drum-2020/L-TEST/index.html"]
    assert not taken["cases/tank-2014/index.html"]
    built(place, "other")
    assert files(place / "site") == files(place / "other")


@pytest.mark.parametrize("what", ["configuration", "page of one's own", "lesson", "day", "new review", "tab"])
def test_whatever_a_site_is_made_from_counts(place: Path, what: str) -> None:
    built(place)
    day = DAY
    if what == "configuration":
        (place / "mkdocs.yml").write_text(CONFIG.replace("Ours", "Theirs"), encoding="utf-8")
    elif what == "tab":
        (place / "mkdocs.yml").write_text(CONFIG.replace("Cases:", "Accidents:"), encoding="utf-8")
    elif what == "page of one's own":
        (place / "docs" / "own.md").write_text("# Another page\n", encoding="utf-8")
    elif what == "lesson":
        write(place / "kb", lesson_dead_eye=GENERAL.replace("An eye that can die unseen", "An eye that dies"))
    elif what == "day":
        day = dt.date(2027, 1, 1)
    else:
        write(place / "kb", review_cask_2021=TANK.replace("tank-2014", "cask-2021"))

    assert not built(place, day=day).reused
    built(place, "other", day)
    assert files(place / "site") == files(place / "other")


@pytest.mark.parametrize("how", ["changed", "gone"])
def test_a_site_that_was_touched_is_built_again(place: Path, how: str) -> None:
    """Whoever edits a page by hand finds it as it should be."""
    built(place)
    whole = files(place / "site")
    for path in ("index.html", "cases/tank-2014/index.html", "assets/rca/site.js", "cases/tank-2014/review.yaml"):
        if how == "gone":
            (place / "site" / path).unlink()
        else:
            (place / "site" / path).write_text("something else", encoding="utf-8")

        assert not built(place).reused, path
        assert files(place / "site") == whole, path


DAMAGED = ("", "[]", "{}", '{"format": 1}', '{"format": 1, "pages": 3, "files": null, "report": [1, 2, 3]}', "\0")


def test_damaged_notes_are_as_good_as_none(place: Path) -> None:
    built(place)
    for text in DAMAGED:
        note = next((place / "cache" / "rca").glob("site-*.json"))
        note.write_text(text, encoding="utf-8")

        assert not built(place).reused, text
        assert built(place).reused, text


def test_where_other_programs_take_part_everything_is_built(place: Path) -> None:
    (place / "mkdocs.yml").write_text(CONFIG.replace("[rca]", "[rca, search]"), encoding="utf-8")
    built(place)

    assert not built(place).reused
