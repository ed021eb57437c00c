"""The folder that the site is written to: nobody's files are lost, and the old site stands until the new one is whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from site_cases import DAY, small

from rca import api
from rca.site import build, pages
from rca.site.build import BuildReport
from rca.site.pages import case
from rca.site.place import CannotWrite, beside, must_be_ours, put_in_place

CONFIG = "site_name: Ours\ntheme: {name: material, font: false}\nstrict: true\nplugins: [rca]\n"


def built(root: Path, site: Path, config: Path) -> BuildReport:
    return api.build(root, DAY, site, config, lambda _: None)


def test_a_folder_with_foreign_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    foreign = tmp_path / "thesis"
    foreign.mkdir()
    (foreign / "chapter.txt").write_text("four years", encoding="utf-8")

    with pytest.raises(api.Misuse, match="not empty and holds no site"):
        built(small(tmp_path / "kb"), foreign, tmp_path / "mkdocs.yml")

    assert [each.name for each in foreign.iterdir()] == ["chapter.txt"]


@pytest.mark.parametrize("site", [".", "kb", "docs"])
def test_a_folder_that_holds_what_the_site_is_made_from_is_refused(tmp_path: Path, site: str) -> None:
    """Even where an earlier build has left its sign there."""
    root = small(tmp_path / "kb")
    (tmp_path / "docs").mkdir()
    (tmp_path / site / "assets" / "rca").mkdir(parents=True)
    (tmp_path / site / "assets" / "rca" / "site.css").write_text("", encoding="utf-8")

    with pytest.raises(api.Misuse, match="from which the site is made"):
        built(root, tmp_path / site, tmp_path / "mkdocs.yml")

    assert (root / "reviews" / "tank-2014.yaml").is_file()


def test_a_place_that_cannot_be_written_to_is_misuse(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(api.Misuse, match="cannot write the site"):
        built(small(tmp_path / "kb"), tmp_path / "file" / "site", tmp_path / "mkdocs.yml")


def test_a_build_that_is_given_up_leaves_the_old_site_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A strict build ends on a broken link, after MkDocs has written its pages."""
    monkeypatch.setattr(pages, "makers", lambda: (case.pages,))
    monkeypatch.setattr(build, "packaged", lambda name: tmp_path / f"no-{name}")
    root, site, config = small(tmp_path / "kb"), tmp_path / "site", tmp_path / "mkdocs.yml"
    (tmp_path / "docs").mkdir()
    config.write_text(CONFIG, encoding="utf-8")
    assert not built(root, site, config).stopped
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    (tmp_path / "docs" / "note.md").write_text("[gone](nowhere.md)\n", encoding="utf-8")

    assert built(root, site, config).stopped

    assert {path: path.stat().st_mtime_ns for path in site.rglob("*") if path != site} == before


def test_a_first_build_that_is_given_up_leaves_no_folder(tmp_path: Path) -> None:
    with beside(tmp_path / "site") as stage:
        (stage / "index.html").write_text("half", encoding="utf-8")

    assert not (tmp_path / "site").exists()


def test_a_new_site_replaces_the_old_one_and_keeps_hidden_files(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / ".git").mkdir(parents=True)
    (site / "old").mkdir()

    with beside(site) as stage:
        (stage / "index.html").write_text("new", encoding="utf-8")
        put_in_place(stage, site)

    assert sorted(each.name for each in site.iterdir()) == [".git", "index.html"]


def test_a_link_to_a_folder_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "disk")

    must_be_ours(tmp_path / "site", ())
    with beside(tmp_path / "site") as stage:
        (stage / "index.html").write_text("new", encoding="utf-8")
        put_in_place(stage, tmp_path / "site")

    assert (tmp_path / "site").is_symlink()
    assert (tmp_path / "disk" / "index.html").is_file()


def test_a_folder_reached_by_another_path_is_known_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "kb").mkdir()
    (tmp_path / "other").symlink_to(tmp_path)

    with pytest.raises(CannotWrite, match="from which the site is made"):
        must_be_ours(tmp_path / "other", (tmp_path / "kb",))


def test_an_interruption_while_the_new_site_moves_in_brings_the_old_one_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C between two moves: neither half of the new site nor half of the old one."""
    site, stage = tmp_path / "site", tmp_path / "stage"
    for folder, word in ((site, "old"), (stage, "new")):
        (folder / "cases").mkdir(parents=True)
        (folder / "index.html").write_text(word, encoding="utf-8")
        (folder / "cases" / "index.html").write_text(word, encoding="utf-8")
    moves = Path.replace
    for stop in range(4):
        made: list[Path] = []

        def move(self: Path, target: Path, made: list[Path] = made, stop: int = stop) -> Path:
            made.append(self)
            if len(made) == stop + 1:
                raise KeyboardInterrupt
            return moves(self, target)

        monkeypatch.setattr(Path, "replace", move)
        with pytest.raises(KeyboardInterrupt):
            put_in_place(stage, site)
        monkeypatch.undo()

        assert sorted(each.name for each in site.iterdir()) == ["cases", "index.html"]
        assert {each.read_text(encoding="utf-8") for each in site.rglob("*.html")} == {"old"}
        assert {each.read_text(encoding="utf-8") for each in stage.rglob("*.html")} == {"new"}
