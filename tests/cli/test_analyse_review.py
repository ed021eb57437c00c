"""`rca analyse REVIEW`: faults of the tree are said, and the plan of actions is shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rca.cli import main

REVIEW = """\
format: 1
id: case
title: A case
event: {date: 2020-01-01}
fault_tree:
  top: TOP
  events:
    TOP: {event: Top, all_of: [A, G]}
    A: {event: a, status: confirmed}
    G: {event: g, any_of: [B, C]}
    B: {event: b, status: confirmed}
    C: {event: c, status: confirmed}
actions:
  - {id: A-SEEN, do: see to it, breaks: [B], status: verified}
  - {id: A-NEXT, do: see to it, breaks: [C], status: proposed}
"""


def analysed(folder: Path, text: str, *options: str) -> Result:
    path = folder / "case.yaml"
    path.write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["analyse", str(path), "--kb", str(folder), *options])


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("[B, C]", "[B, TOP]", "case.yaml:10: RCA347 `TOP` is a cause of itself, by way of `G`"),
        ("top: TOP", "top: TIP", "case.yaml:6: RCA349 unknown event `TIP`"),
        ("[A, G]", "[A, G, X]", "case.yaml:8: RCA349 unknown event `X`"),
    ],
)
def test_a_faulty_tree_is_told(tmp_path: Path, written: str, instead: str, said: str) -> None:
    """Code and line stand on standard error, in JSON among the limits; the findings are given all the same."""
    text = REVIEW.replace(written, instead)

    as_text, as_json = analysed(tmp_path, text), analysed(tmp_path, text, "--format", "json")

    assert said in as_text.stderr
    assert said not in as_text.stdout
    assert "Verdict: " in as_text.stdout
    assert any(said in limit for limit in json.loads(as_json.stdout)["limits"])
    assert (as_text.exit_code, as_json.exit_code) == (0, 0)


def test_a_sound_tree_says_nothing_on_standard_error(tmp_path: Path) -> None:
    """Silence is kept for what is in order, also when an action names no event."""
    result = analysed(tmp_path, REVIEW.replace("[C], status: proposed", "[NOTHING], status: proposed"))

    assert result.stderr == ""


def test_the_plan_in_text_and_json(tmp_path: Path) -> None:
    """Sets, states of the world, importance and the next action."""
    text = analysed(tmp_path, REVIEW).stdout
    plan = json.loads(analysed(tmp_path, REVIEW, "--format", "json").stdout)["action_plan"]

    assert "Fewest that break them all: 2 (A-NEXT + A-SEEN)" in text
    assert "Next: A-NEXT. It breaks the one path that is still open." in text
    assert [(each["name"], each["paths_left"]) for each in plan["states"]] == [
        ("seen", 1), ("said", 1), ("planned", 0), ("refused", 0),
    ]  # fmt: skip
    assert plan["still_needed"]["sets"] == [["A-NEXT"]]
    assert plan["next"]["id"] == "A-NEXT"
    assert plan["importance"][0] == {
        "id": "A-SEEN", "state": "seen", "breaks_alone": 1, "share": 0.5, "comes_back": 1, "needed": True,
    }  # fmt: skip


def test_a_review_without_actions_has_no_plan(tmp_path: Path) -> None:
    """Null, not an empty plan."""
    result = analysed(tmp_path, REVIEW.partition("actions:")[0], "--format", "json")

    assert json.loads(result.stdout)["action_plan"] is None
