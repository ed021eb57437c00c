"""What changed in meaning between two revisions, and the picture of it."""

from __future__ import annotations

import json
import re
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rca.cli import main

OLD = """format: 1
id: tank-2026
title: Tank ran over
event: {date: 2026-03-02, harm: {deaths: 0}}
evidence: {E-LOG: {what: Pump log}}
fault_tree:
  top: TOP
  events:
    TOP: {event: Tank ran over, all_of: [PUMP, ALARM, OLD-CAUSE]}
    PUMP: {event: The pump ran on, status: confirmed, evidence: [E-LOG]}
    ALARM: {event: The alarm was silent, status: open}
    OLD-CAUSE: {event: The tank was too small, any_of: [SMALL, TALL]}
    SMALL: {event: It was planned small, status: refuted, against: [E-LOG]}
    TALL: {event: It was planned tall, status: open}
actions:
  - {id: A-TRIP, do: Fit a trip, breaks: [PUMP], status: proposed}
"""
NEW = """# rewritten
format: 1
id: tank-2026
title: Tank ran over
event: {harm: {deaths: 1}, date: 2026-03-02}
evidence: {E-LOG: {what: Pump log}}
fault_tree:
  top: TOP
  events:
    TOP: {event: Tank ran over, all_of: [PUMP-ON, ALARM]}
    PUMP-ON: {event: The pump ran on, status: confirmed, evidence: [E-LOG]}
    ALARM: {event: The alarm was silent, any_of: [HORN]}
    HORN: {event: The horn was <broken>, status: confirmed, evidence: [E-LOG]}
actions:
  - {id: A-TRIP, do: Fit a trip, breaks: [PUMP-ON], status: accepted}
"""


def git(folder: Path, *words: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-C", str(folder), *words],
        check=True,
        capture_output=True,
    )


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def kb(tmp_path: Path) -> Path:
    """A repository with two revisions: `old` and `new`."""
    folder = tmp_path / "kb"
    path = folder / "reviews" / "tank-2026.yaml"
    path.parent.mkdir(parents=True)
    git(tmp_path, "init", "-q")
    for name, text in (("old", OLD), ("new", NEW)):
        path.write_text(text, encoding="utf-8")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-q", "-m", name)
        git(tmp_path, "tag", name)
    return folder


def changes(kb: Path, between: str = "old..new", *more: str | Path) -> list[tuple[str, str, str]]:
    found = json.loads(run("diff", between, *more, "--kb", kb, "--format", "json").stdout)["reviews"]
    return [(each["part"], each["id"], each["change"]) for each in found.get("tank-2026", [])]


def test_what_changed_in_the_tree_is_told_in_its_terms(kb: Path) -> None:
    found = changes(kb)

    for change in (
        ("harm", "deaths", "changed"), ("event", "HORN", "added"), ("event", "OLD-CAUSE", "removed"), ("event", "PUMP-ON", "changed"),
        ("status", "ALARM", "changed"), ("gate", "ALARM", "changed"), ("gate", "TOP", "changed"), ("verdict", "verdict", "changed"),
        ("path", "HORN + PUMP-ON", "added"), ("action", "A-TRIP", "changed"),
    ):  # fmt: skip
        assert change in found
    assert ("event", "PUMP", "removed") not in found
    assert any(part == "index" for part, _, _ in found)


def test_form_alone_is_no_change(kb: Path) -> None:
    path = kb / "reviews" / "tank-2026.yaml"
    path.write_text(
        NEW.replace("# rewritten\n", "").replace(
            "{harm: {deaths: 1}, date: 2026-03-02}", "\n  date: 2026-03-02\n  harm:\n    deaths: 1"
        ),
        "utf-8",
    )

    assert changes(kb, "new") == []
    assert run("diff", "new", "--kb", kb).output == "Nothing changed in meaning.\n"


def test_one_revision_goes_up_to_the_files_on_the_disk(kb: Path) -> None:
    path = kb / "reviews" / "tank-2026.yaml"
    path.write_text(NEW.replace("deaths: 1", "deaths: 2"), encoding="utf-8")
    (kb / "reviews" / "other-2026.yaml").write_text(OLD.replace("tank-2026", "other-2026"), encoding="utf-8")

    assert changes(kb, "new") == [("harm", "deaths", "changed")]
    assert "other-2026" in run("diff", "new", "--kb", kb).output
    assert changes(kb, "new", "other-2026") == []
    path.unlink()
    assert changes(kb, "new", "tank-2026") == [("review", "tank-2026", "removed")]


def test_three_dots_begin_where_the_two_parted(kb: Path) -> None:
    git(kb, "checkout", "-q", "-b", "side", "old")
    (kb / "notes.txt").write_text("x", encoding="utf-8")
    git(kb, "add", ".")
    git(kb, "commit", "-q", "-m", "side")

    assert changes(kb, "new...side") == []
    assert changes(kb, "new..side")


@pytest.mark.parametrize("form", ["text", "md"])
def test_forms_for_people_name_every_part_and_escape(kb: Path, form: str) -> None:
    text = run("diff", "old..new", "--kb", kb, "--format", form).output

    for word in ("HORN", "all_of", "explained", "A-TRIP", "≠", "−", "+"):
        assert word in text.replace("\\", "")
    assert "<broken>" not in text or form == "text"


def test_the_picture_marks_what_was_added_removed_and_changed(kb: Path, tmp_path: Path) -> None:
    target = tmp_path / "diff.svg"
    result = run("diff", "old..new", "tank-2026", "--kb", kb, "--picture", target)

    assert result.exit_code == 0, result.output
    svg = ET.fromstring(target.read_text(encoding="utf-8"))
    marked = {each.get("data-marks"): each.get("class") for each in svg.iter() if each.get("data-marks")}
    assert "PUMP" not in {each.get("data-event") for each in svg.iter()}
    assert marked["HORN"] == "mark-added"
    assert marked["OLD-CAUSE"] == marked["TALL"] == marked["SMALL"] == "mark-removed"
    assert marked["ALARM"] == marked["TOP"] == "mark-changed"
    signs = re.findall(r">([+−≠])</text>", target.read_text(encoding="utf-8"))
    assert set(signs) == {"+", "−", "≠"}


def test_the_picture_of_a_new_review_is_added_as_a_whole(kb: Path, tmp_path: Path) -> None:
    (kb / "reviews" / "other-2026.yaml").write_text(OLD.replace("tank-2026", "other-2026"), encoding="utf-8")

    assert run("diff", "new", "other-2026", "--kb", kb, "--picture", tmp_path / "a.svg").exit_code == 0
    assert (tmp_path / "a.svg").read_text(encoding="utf-8").count("mark-added") == 6


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere..new",), "there is no revision `nowhere`"), (("old..new", "tank-206"), "Did you mean `tank-2026`?"),
        (("--upload-pack=x",), "No such option"), (("old..new", "--picture", "a.png"), "does not end in .svg"),
        (("new..new", "--picture", "a.svg"), "none changed"), (("-- --output=x..new",), "no revision"), (("old..new", "--kb", "nowhere"), "no folder"),
    ],
)  # fmt: skip
def test_misuse_is_said(kb: Path, words: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(kb.parent)
    result = run("diff", *" ".join(words).split())

    assert result.exit_code == 2
    assert said in " ".join(result.output.split())
    assert "Traceback" not in result.output


def test_outside_a_repository_and_for_a_state_that_does_not_read_it_is_said(
    kb: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (kb / "reviews" / "tank-2026.yaml").write_text(NEW + "barriers: [\n", encoding="utf-8")
    assert "does not read in one of the two states" in run("diff", "new", "--kb", kb).output

    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    lonely = tmp_path / "lonely"
    lonely.mkdir()
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nothing"))
    assert "is in no git repository" in run("diff", "HEAD", "--kb", lonely).output
