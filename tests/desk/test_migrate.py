"""From an invented older version of the format to the present one: comments stay, each step is held to its word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rca.cli import main
from rca.importers import migrations

STEP = '''"""Format 0 called the sentence of an event `text`, the status `proven`, and had a mark that is gone."""

from rca.source.mending import Mend

FROM = 0
WHAT = "`text` becomes `event`, `proven` becomes `confirmed`, `reviewed` goes"
PLACES = ("fault_tree", "events")


def mends(document):
    found = [Mend("as-is", ("format",), "1")] if document.data["format"] == 0 else []
    if "reviewed" in document.data:
        found.append(Mend("take", ("reviewed",)))
    for name, event in document.data["fault_tree"]["events"].items():
        if "text" in event:
            found.append(Mend("rename", (*PLACES, name, "text"), "event"))
        if event.get("status") == "proven":
            found.append(Mend("word", (*PLACES, name, "status"), "confirmed"))
    return tuple(found)


def data(value):
    events = {
        name: {("event" if key == "text" else key): ("confirmed" if (key, word) == ("status", "proven") else word) for key, word in event.items()}
        for name, event in value["fault_tree"]["events"].items()
    }
    tree = {**value["fault_tree"], "events": events}
    return {**{key: item for key, item in value.items() if key != "reviewed"}, "format": 1, "fault_tree": tree}
'''
OLD = """# a review of the first days
format: 0   # the oldest
id: tank-2026
title: Tank ran over
reviewed: true
event: {date: 2026-03-02}
evidence: {E-LOG: {what: Pump log}}
fault_tree:
  top: TOP
  events:
    TOP: {text: Tank ran over, all_of: [PUMP]}   # the top
    PUMP:
      # why this one
      text: "The pump ran on: for hours"
      status: 'proven'  # by the log
      evidence: [E-LOG]
"""
NEW = """# a review of the first days
format: 1   # the oldest
id: tank-2026
title: Tank ran over
event: {date: 2026-03-02}
evidence: {E-LOG: {what: Pump log}}
fault_tree:
  top: TOP
  events:
    TOP: {event: Tank ran over, all_of: [PUMP]}   # the top
    PUMP:
      # why this one
      event: "The pump ran on: for hours"
      status: 'confirmed'  # by the log
      evidence: [E-LOG]
"""


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def step(tmp_path: Path) -> Iterator[Path]:
    """A step from format 0, as a file of the folder `migrations` would be."""
    import sys

    folder = tmp_path / "steps"
    folder.mkdir()
    (folder / "format_0.py").write_text(STEP, encoding="utf-8")
    migrations.__path__.append(str(folder))
    yield folder / "format_0.py"
    migrations.__path__.remove(str(folder))
    sys.modules.pop(f"{migrations.__name__}.format_0", None)


@pytest.fixture
def review(tmp_path: Path) -> Path:
    path = tmp_path / "kb" / "reviews" / "tank-2026.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(OLD, encoding="utf-8")
    return path


@pytest.mark.usefixtures("step")
def test_an_older_file_becomes_the_present_one_with_its_comments(review: Path) -> None:
    result = run("migrate", "--kb", review.parents[1])

    assert result.exit_code == 0, result.output
    assert review.read_text(encoding="utf-8") == NEW
    assert run("check", "--kb", review.parents[1]).exit_code == 0
    assert "nothing to do" in run("migrate", "--kb", review.parents[1]).output


@pytest.mark.usefixtures("step")
@pytest.mark.parametrize("flag", ["--dry-run", "--diff"])
def test_looking_first_writes_nothing(review: Path, flag: str) -> None:
    result = run("migrate", review, flag)

    assert result.exit_code == 1
    assert review.read_text(encoding="utf-8") == OLD
    assert ("+format: 1   # the oldest" in result.stdout) == (flag == "--diff")


def test_a_step_that_does_more_than_it_says_changes_nothing(review: Path, step: Path) -> None:
    step.write_text(
        STEP.replace('"rename", (*PLACES, name, "text"), "event"', '"rename", (*PLACES, name, "text"), "evnt"'),
        encoding="utf-8",
    )
    result = run("migrate", review)

    assert result.exit_code == 1
    assert "change it by hand" in result.output
    assert review.read_text(encoding="utf-8") == OLD


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (OLD, "no step leads on from it"), (OLD.replace("format: 0", "format: 7"), "later version"), ("a: [\n", "does not read"),
        ("\x00\x01", "does not read"),
    ],
)  # fmt: skip
def test_what_cannot_be_brought_over_is_left_and_named(review: Path, text: str, said: str) -> None:
    review.write_text(text, encoding="utf-8")
    result = run("migrate", "--kb", review.parents[1])

    assert result.exit_code == 1
    assert said in result.output
    assert review.read_text(encoding="utf-8") == text


def test_the_knowledge_base_is_of_the_present_version(root: Path) -> None:
    assert "nothing to do" in run("migrate", "--kb", root / "kb").output
    assert run("migrate", "nowhere.yaml").exit_code == 2
