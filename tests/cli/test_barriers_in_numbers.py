"""Numbers of barriers, from the file to the terminal, to JSON, to the page and to the picture."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rca.cli import main

CASE = """\
format: 1
id: case
title: A case
event: {date: 2020-01-01}
fault_tree:
  top: HURT
  events:
    HURT: {event: Hurt, all_of: [FIRE, NEAR]}
    FIRE: {event: Fire, all_of: [RELEASE, LIT]}
    RELEASE: {event: Release, any_of: [HOSE, OVERFILL]}
    HOSE: {event: Hose, probability: {value: 0.02, basis: Tests}}
    OVERFILL: {event: Overfill, probability: {value: 0.1, basis: Log}}
    LIT: {event: Lit, probability: {value: 0.3, basis: Sector}}
    NEAR: {event: Near, probability: {value: 0.5, basis: Rounds}}
barriers:
  - {id: B-LEVEL, what: Level alarm, layer: alarm, state: failed, guards: [HOSE, OVERFILL]}
  - {id: B-DELUGE, what: Deluge, layer: relief, state: failed, guards: [FIRE], failure_on_demand: {value: 0.05, basis: Tests}}
  - {id: B-ALARM, what: Alarm, layer: response, state: worked, guards: [HURT]}
"""
NUMBER = "failure_on_demand: {value: 0.05, basis: Tests}"


def run(folder: Path, command: str, text: str, *options: str) -> Result:
    """A command on the one review of a folder."""
    path = folder / "reviews" / "case.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, [command, str(path), "--kb", str(folder), *options])


def test_text_has_the_event_tree(tmp_path: Path) -> None:
    """Knot, barriers, sequences, consequences and worth, bounds where a number is missing."""
    text = run(tmp_path, "analyse", CASE).stdout
    part = text[text.index("Bow-tie, behind RELEASE: 0.118") : text.index("The four complaints")]

    assert re.search(r"B-ALARM +0 to 1", part)
    assert re.search(r"fails +works +0 to 0.0059 +0 to 0.05 +0", part)
    assert re.search(r"FIRE +0.00177 +0.015 +0.0354", part)
    assert re.search(r"HURT +0 to 0.000885 +0 to 0.0075 +0.0177", part)
    assert re.search(r"B-DELUGE +20 +20", part)
    assert re.search(r"B-ALARM +1 +1 or more", part)
    assert "Limit: Without a number behind the knot: B-ALARM." in part


def test_json_has_the_same_as_data(tmp_path: Path) -> None:
    """Exact, or lower and upper; an infinite bound is null."""
    found = json.loads(run(tmp_path, "analyse", CASE, "--format", "json").stdout)["bow_tie"]

    assert found["knot"]["event"] == "RELEASE"
    assert found["knot"]["probability"]["exact"] == pytest.approx(0.118)
    assert found["sequences"][0]["worked"] == ["B-DELUGE", "B-ALARM"]
    assert found["sequences"][-1]["failed"] == ["B-DELUGE", "B-ALARM"]
    fire, hurt = found["consequences"]
    assert fire["probability"]["exact"] == pytest.approx(0.00177)
    assert hurt["without_barriers"]["given_knot"]["exact"] == pytest.approx(0.15)
    assert hurt["worth"] == {"B-DELUGE": {"exact": 20.0}, "B-ALARM": {"lower": 1.0, "upper": None}}
    assert found["barriers"][1] == {
        "id": "B-ALARM", "behind_knot": True, "failure_on_demand": {"lower": 0.0, "upper": 1.0}, "failure_event": None,
    }  # fmt: skip


def test_without_numbers_nothing_is_said(tmp_path: Path) -> None:
    """Null in JSON, no part in the text."""
    text = CASE.replace(f", {NUMBER}", "")

    assert "Bow-tie" not in run(tmp_path, "analyse", text).stdout
    assert json.loads(run(tmp_path, "analyse", text, "--format", "json").stdout)["bow_tie"] is None


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("failure_on_demand: {value: 1.5, basis: Tests}", "case.yaml:17:107: RCA355 the probability that `B-DELUGE` fails on demand is 1.5"),
        ("failure_on_demand: {value: 0.05}", "case.yaml:17:80: RCA355 the probability that `B-DELUGE` fails on demand has no basis"),
        ("failure_on_demand: 0.05", "case.yaml:17:99: RCA102 `failure_on_demand` is a number; a mapping is expected"),
        ("failure_event: LITT", "case.yaml:17:95: RCA349 unknown event `LITT`"),
        (f"failure_event: LIT, {NUMBER}", "case.yaml:17:5: RCA107 give `failure_on_demand`, or the `failure_event`"),
        ("pfd: {value: 0.05, basis: Tests}", "unknown key `pfd`; did you mean `failure_on_demand`?"),
        ("probability: {value: 0.05}", "unknown key `probability`; did you mean `failure_on_demand`?"),
    ],
)  # fmt: skip
def test_wrong_input_is_reported_at_its_line(tmp_path: Path, written: str, said: str) -> None:
    """As for the probability of an event."""
    assert said in run(tmp_path, "check", CASE.replace(NUMBER, written)).stdout


def test_the_exercise_has_numbers_and_no_other_case(root: Path) -> None:
    """Nothing is invented: no barrier of a real accident states a number."""
    reviews = sorted((root / "kb" / "reviews").glob("*.yaml"))
    numbered = [path.stem for path in reviews if "failure_on_demand" in path.read_text(encoding="utf-8")]

    assert numbered == ["exercise-solvent-transfer"]


@pytest.mark.parametrize(
    ("name", "guards", "speaks"),
    [
        ("B-LIT", "LIT", True),
        ("B-NEAR-MISS", "NEAR", True),
        ("B-NEAR", "HURT", True),
        ("B-NEAR-MISS", "HURT", False),
        ("B-DELUGE", "LIT", False),
        ("B", "LIT", False),
    ],
)
def test_a_failure_that_the_tree_seems_to_have_is_pointed_out(
    tmp_path: Path, name: str, guards: str, *, speaks: bool
) -> None:
    """By the words of the ids: any that a guarded leaf shares, all of those of a leaf further down."""
    text = CASE.replace("B-DELUGE", name).replace("guards: [FIRE]", f"guards: [{guards}]")

    assert (f"RCA388 `{name}` has a number" in run(tmp_path, "check", text).stdout) == speaks
