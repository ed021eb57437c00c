"""`rca check` and `rca fmt` as an investigator uses them: mending, looking first, what changed, what was kept."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rca.api import KnowledgeBase, remembering, rows
from rca.cli import main
from rca.library.kept import Kept
from rca.lint import asked
from rca.lint.across import Across
from rca.lint.asked import TABLES, Facing

DAY = ("--as-of", "2026-01-01")
TREE = """\
fault_tree:
  top: TOP
  events:
    TOP: {event: The tank overflowed, any_of: [A, B]}
    A: {event: The valve stood open, kind: technical, status: confirmed, defect: T-SENSE, evidence: [E-LOG]}
    B: {event: The switch was dead, kind: technical, status: open}
evidence:
  E-LOG: {what: The log, kind: data, grade: A}
"""


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def review(name: str, date: str = "2020-01-01", more: str = "") -> str:
    return (
        f"format: 1\nid: {name}\ntitle: Overfill of {name}\nsummary: >\n  It overflowed.\nevent:\n  date: {date}\n"
        f"  equipment: [tank]\n  harm: {{deaths: 0}}\n{TREE}{more}"
    )


@pytest.fixture
def kb(tmp_path: Path) -> Path:
    """Three reviews, the last of which has the cause of the first."""
    folder = tmp_path / "kb"
    (folder / "reviews").mkdir(parents=True)
    (folder / "reviews/first.yaml").write_text(review("first"), "utf-8")
    (folder / "reviews/second.yaml").write_text(review("second", "2021-01-01"), "utf-8")
    later = review("third", "2022-01-01").replace("status: confirmed,", "status: confirmed, see: first#A,")
    (folder / "reviews/third.yaml").write_text(later, "utf-8")
    return folder


def test_fix_mends_and_says_what_remains(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "case.yaml"
    path.write_bytes(
        b"\xef\xbb\xbf" + review("case").replace("title:", "titel:").replace("E-LOG]", "E-LOG, E-X]").encode()
    )

    result = run("check", path, "--fix", *DAY)

    assert result.exit_code == 1
    assert "fixed: write `title`" in result.stderr
    assert "unknown evidence `E-X`" in result.stdout
    assert path.read_bytes().startswith(b"\xef\xbb\xbfformat: 1\nid: case\ntitle: Overfill")


def test_diff_shows_and_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "case.yaml"
    path.write_text(review("case").replace("title:", "titel:"), "utf-8")
    before = path.read_bytes()

    result = run("check", path, "--fix", "--diff", *DAY)

    assert result.exit_code == 1
    assert "-titel: Overfill of case\n+title: Overfill of case" in result.stdout
    assert path.read_bytes() == before
    assert run("check", path, "--diff").exit_code == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_leaves_the_file(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(review("case").replace("title:", "titel:"), "utf-8")
    tmp_path.chmod(0o500)

    result = run("check", path, "--fix", *DAY)

    tmp_path.chmod(0o700)
    assert result.exit_code == 2
    assert "titel" in path.read_text("utf-8")


def test_fixes_stand_in_sarif_and_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "case.yaml"
    path.write_text(review("case").replace("title:", "titel:"), "utf-8")

    sarif = json.loads(run("check", path, "--format", "sarif", "--select", "RCA103").stdout)
    listed = json.loads(run("check", path, "--format", "json", "--select", "RCA103").stdout)

    change = sarif["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0]
    assert change["replacements"][0]["insertedContent"] == {"text": "title"}
    assert change["replacements"][0]["deletedRegion"] == {
        "startLine": 3,
        "startColumn": 1,
        "endLine": 3,
        "endColumn": 6,
    }
    assert listed["diagnostics"][0]["fix"]["edits"][0]["text"] == "title"


def test_statistics_count_by_code(kb: Path) -> None:
    text = run("check", "--kb", kb, "--statistics", *DAY).stdout
    rows = json.loads(run("check", "--kb", kb, "--statistics", "--format", "json", *DAY).stdout)

    assert all(row["title"] for row in rows)
    assert [row["count"] for row in rows] == sorted((row["count"] for row in rows), reverse=True)
    assert text.rstrip().endswith("in all")
    assert run("check", "--kb", kb, "--statistics", "--format", "sarif").exit_code == 2


def test_a_later_stage_asks_for_more(kb: Path) -> None:
    now = run("check", "--kb", kb, "--statistics", *DAY).stdout
    closed = run("check", "--kb", kb, "--statistics", "--stage", "closed", *DAY).stdout

    assert closed.count("\n") > now.count("\n") + 5


class TestChanged:
    @pytest.fixture
    def repository(self, kb: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        if shutil.which("git") is None:
            pytest.skip("no git on this machine")
        for name in ("GIT_AUTHOR", "GIT_COMMITTER"):
            monkeypatch.setenv(f"{name}_NAME", "A")
            monkeypatch.setenv(f"{name}_EMAIL", "a@example.org")
        for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
            subprocess.run(["git", "-C", str(kb), *words], check=True)
        return kb

    def test_only_what_changed_is_shown(self, repository: Path) -> None:
        path = repository / "reviews/second.yaml"
        path.write_text(path.read_text("utf-8").replace("status: open", "status: opn"), "utf-8")
        (repository / "reviews/new.yaml").write_text("format: 1\n", "utf-8")

        result = run("check", "--kb", repository, "--changed", *DAY, "--format", "json", "--severity", "error")

        names = {Path(each["path"]).name for each in json.loads(result.stdout)["diagnostics"]}
        assert names == {"second.yaml", "new.yaml"}

    def test_nothing_changed_is_clean(self, repository: Path) -> None:
        result = run("check", "--kb", repository, "--changed=HEAD", *DAY)

        assert result.exit_code == 0
        assert "No file has changed since HEAD" in result.stderr

    def test_an_unknown_revision_is_misuse(self, repository: Path) -> None:
        result = run("check", "--kb", repository, "--changed=no-such", *DAY)

        assert result.exit_code == 2
        assert "git knows no revision" in result.stderr

    def test_outside_a_repository_is_misuse(self, kb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(kb.parent))

        result = run("check", "--kb", kb, "--changed", *DAY)

        assert result.exit_code == 2
        assert "in no git repository" in result.stderr or "git is not installed" in result.stderr


def fresh(kb: Path, *words: str) -> str:
    return run("check", "--kb", kb, "--no-cache", *DAY, *words).stdout


def kept(kb: Path, *words: str) -> str:
    return run("check", "--kb", kb, *DAY, *words).stdout


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes what had to be worked out: `all`, or names of files."""
    noted: list[str] = []
    everything, one = remembering._everything, rows.one

    def all_of_it(*words: object) -> object:
        noted.append("all")
        return everything(*words)  # type: ignore[arg-type]

    def one_of_it(*words: object) -> object:
        noted.append(Path(words[1].document.file.path).name)  # type: ignore[attr-defined]
        return one(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(remembering, "_everything", all_of_it)
    monkeypatch.setattr(rows, "one", one_of_it)
    return noted


class TestKept:
    def test_a_second_check_works_nothing_out(self, kb: Path, worked_out: list[str]) -> None:
        first = kept(kb)

        assert kept(kb) == first == fresh(kb)
        assert worked_out == ["all"]

    def test_a_change_that_nobody_else_sees_costs_that_file(self, kb: Path, worked_out: list[str]) -> None:
        kept(kb)
        path = kb / "reviews/second.yaml"
        path.write_text("# moved down\n" + path.read_text("utf-8").replace("It overflowed", "It was stupid"), "utf-8")

        assert kept(kb) == fresh(kb)
        assert worked_out == ["all", "second.yaml"]
        assert kept(kb) == fresh(kb)
        assert worked_out == ["all", "second.yaml"]

    def test_a_change_that_others_see_is_seen(self, kb: Path, worked_out: list[str]) -> None:
        kept(kb)
        path = kb / "reviews/first.yaml"
        path.write_text(path.read_text("utf-8").replace("    A: {", "    AA: {").replace("[A, B]", "[AA, B]"), "utf-8")

        text = kept(kb)

        assert "unknown event of a review `first#A`" in text
        assert text == fresh(kb)
        assert worked_out[0] == "all"
        assert worked_out.count("all") == 1
        assert "first.yaml" in worked_out

    @pytest.mark.parametrize("what", ["new", "gone", "broken", "another id", "mended"])
    def test_a_review_that_comes_or_goes_costs_those_that_it_concerns(
        self, kb: Path, what: str, worked_out: list[str]
    ) -> None:
        path = kb / "reviews/first.yaml"
        text = path.read_text("utf-8")
        if what == "mended":
            path.write_text("format: [", "utf-8")
        kept(kb)
        if what == "new":
            (kb / "reviews/fourth.yaml").write_text(review("fourth", "2023-01-01"), "utf-8")
        elif what == "gone":
            path.unlink()
        elif what == "broken":
            path.write_text("format: [", "utf-8")
        else:
            path.write_text(text.replace("id: first", "id: premier") if what == "another id" else text, "utf-8")

        assert kept(kb) == fresh(kb)
        assert kept(kb) == fresh(kb)
        assert worked_out.count("all") == 1

    def test_one_id_in_two_files_is_settled_over_all(self, kb: Path) -> None:
        """The second of the two has a page once the first is gone."""
        path = kb / "reviews/first.yaml"
        (kb / "reviews/zweite.yaml").write_text(path.read_text("utf-8"), "utf-8")

        assert "RCA205" in kept(kb)
        path.unlink()
        assert kept(kb) == fresh(kb)
        path.write_text((kb / "reviews/zweite.yaml").read_text("utf-8"), "utf-8")
        assert kept(kb) == fresh(kb)

    @pytest.mark.parametrize("what", ["day", "stage", "list"])
    def test_whatever_a_result_depends_on_counts(self, kb: Path, what: str, worked_out: list[str]) -> None:
        kept(kb)
        words: tuple[str, ...] = ()
        if what == "day":
            words = ("--as-of", "2031-01-01")
        elif what == "stage":
            words = ("--stage", "closed")
        else:
            (kb / "taxonomies").mkdir()
            (kb / "taxonomies/defect.yaml").write_text(
                "id: defect\ntitle: x\nversion: 1\nterms: [{code: T, en: x}]\n", "utf-8"
            )

        assert kept(kb, *words) == fresh(kb, *words)
        assert (worked_out[0], worked_out[-1]) == ("all", "all")
        assert worked_out.count("all") == 2

    def test_a_damaged_store_is_as_good_as_none(self, kb: Path) -> None:
        first = kept(kb)
        store = next((kb.parent / ".rca-cache").iterdir())
        store.write_bytes(b"no store at all" * 100)

        assert kept(kb) == first
        assert kept(kb) == first

    def test_any_run_of_changes_gives_what_a_fresh_check_gives(self, kb: Path) -> None:
        """Random edits one after the other: what is kept is never shown in the place of what holds."""
        it = random.Random(5)
        words = (
            "open",
            "confirmed",
            "refuted",
            "tank",
            "pump",
            "overflowed",
            "2020",
            "2023",
            "T-SENSE",
            "T-AGE",
            "A",
            "B",
        )
        paths = sorted((kb / "reviews").iterdir())
        for _ in range(12):
            path = it.choice(paths)
            old, new = it.choice(words), it.choice(words)
            path.write_text(path.read_text("utf-8").replace(old, new, it.randint(1, 3)), "utf-8")

            assert kept(kb) == fresh(kb)


def test_nothing_is_left_on_the_stream_for_messages(kb: Path) -> None:
    began = time.monotonic()
    result = run("check", "--kb", kb, *DAY)

    assert "\r" not in result.stderr
    assert time.monotonic() - began < 30


class TestFmt:
    def test_it_lays_out_and_then_has_nothing_to_do(self, kb: Path) -> None:
        path = kb / "reviews/first.yaml"
        path.write_text(path.read_text("utf-8").replace("format: 1\nid: first\n", "id: first\nformat: 1\n"), "utf-8")

        assert run("fmt", "--kb", kb, "--check").exit_code == 1
        assert "-format: 1" in run("fmt", path, "--diff").stdout
        assert run("fmt", "--kb", kb).exit_code == 0
        assert path.read_text("utf-8").startswith("format: 1\nid: first\n")
        assert run("fmt", "--kb", kb, "--check").exit_code == 0

    @pytest.mark.parametrize("content", [b"id: [a\n", b"\x00\x01", b"\xff\xfe", b"", b"- a\n", b"a: &b c\n"])
    def test_a_file_that_does_not_read_stays(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "case.yaml"
        path.write_bytes(content)

        result = run("fmt", path)

        assert result.exit_code == 1
        assert "left as it is" in result.stderr
        assert path.read_bytes() == content

    def test_a_path_that_is_not_there_is_misuse(self, tmp_path: Path) -> None:
        assert run("fmt", tmp_path / "none.yaml").exit_code == 2
        assert run("fmt", "--kb", tmp_path / "none").exit_code == 2


def test_a_store_of_another_run_is_neither_read_nor_added_to(tmp_path: Path) -> None:
    mine, other = Kept(tmp_path / "kb", "mine"), Kept(tmp_path / "kb", "other")
    mine.keep({"a": ("1", "x"), "b": ("2", "y")}, all_of_them=True)
    other.keep({"b": ("3", "z")}, all_of_them=False)

    assert other.rows() == {}
    assert mine.rows() == {"a": ("1", "x"), "b": ("2", "y")}

    other.keep({"c": ("3", "z")}, all_of_them=True)

    assert mine.rows() == {}
    assert other.rows() == {"c": ("3", "z")}


def test_rules_about_other_reviews_read_only_what_those_turn_outward() -> None:
    """What the kept results rest on is held while the rules run, and so can never be forgotten."""
    facing = Facing(object())  # type: ignore[arg-type]

    with pytest.raises(AttributeError, match="rca/lint/asked"):
        _ = facing.summary


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_made_of_no_more_than_it_is_said_to_be(
    kb: Path, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a change of something else would leave its old answers standing."""
    monkeypatch.setattr(asked, "FACING", TABLES[table])
    base = KnowledgeBase(kb, dt.date(2026, 1, 1))

    made = getattr(Across(*asked.faced(base.library, {}), {}), table)

    assert made == getattr(Across(base.library, base.findings, base.trees), table)
