"""What to do next: the most telling question first, and nothing that is done already."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rca.cli import main

REVIEW = """format: 1
id: tank-2026
title: "Tank <b>ran over</b> & *more*"
review:
  stage: evidence
  experts: [{id: lead, role: lead}]
  sign_offs: [{stage: opened, by: lead, date: 2026-03-03, hash: v1-0}]
event: {date: 2026-03-02}
evidence:
  E-LOG: {what: Pump log, kind: data}
  E-REPORT: {what: Report, url: "https://example.org/report"}
fault_tree:
  top: TOP
  events:
    TOP: {event: Tank ran over, any_of: [DIRECT, BOTH]}
    DIRECT: {event: The valve was open, status: open}
    BOTH: {event: Both failed, all_of: [PUMP, ALARM]}
    PUMP: {event: The pump ran on, status: open}
    ALARM: {event: The alarm was silent, status: confirmed, evidence: [E-LOG]}
"""
HAPPENED = REVIEW.replace("open, status: open", "open, status: confirmed, evidence: [E-LOG]")


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def kb(tmp_path: Path) -> Path:
    (tmp_path / "reviews").mkdir()
    (tmp_path / "reviews" / "tank-2026.yaml").write_text(REVIEW, encoding="utf-8")
    return tmp_path


def steps(kb: Path) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(
        run("next", "tank-2026", "--kb", kb, "--format", "json").stdout
    )
    return found


def test_open_leaves_stand_by_what_their_answer_tells(kb: Path) -> None:
    found = steps(kb)["open_leaves"]

    assert [each["id"] for each in found] == ["DIRECT", "PUMP"]
    assert found[0]["bits"] >= found[1]["bits"] > 0  # type: ignore[operator]


def test_evidence_that_nobody_keeps_and_missing_and_suspect_signatures_are_told(kb: Path) -> None:
    found = steps(kb)

    assert [each["id"] for each in found["evidence_without_custody"]] == ["E-LOG"]
    assert [(each["stage"], each["passed"]) for each in found["unsigned_stages"]] == [("evidence", False)]
    assert [each["by"] for each in found["signatures_out_of_date"]] == ["lead"]


def test_a_path_that_happened_and_that_no_action_breaks_is_told(kb: Path) -> None:
    (kb / "reviews" / "tank-2026.yaml").write_text(HAPPENED, encoding="utf-8")
    assert steps(kb)["paths_without_action"] == [["DIRECT"]]

    action = "actions: [{id: A, do: Fit a spring, breaks: [DIRECT], kind: physical-change, status: accepted}]\n"
    (kb / "reviews" / "tank-2026.yaml").write_text(HAPPENED + action, encoding="utf-8")
    assert steps(kb)["paths_without_action"] == []


def test_what_the_next_stage_will_ask_is_what_the_check_then_says(kb: Path) -> None:
    awaited = {(each["code"], each["line"]) for each in steps(kb)["awaited"]}
    path = kb / "reviews" / "tank-2026.yaml"
    now = {
        (d["code"], d["line"]) for d in json.loads(run("check", "--kb", kb, "--format", "json").stdout)["diagnostics"]
    }
    path.write_text(REVIEW.replace("stage: evidence\n", "stage: analysis\n"), encoding="utf-8")
    then = json.loads(run("check", "--kb", kb, "--format", "json").stdout)["diagnostics"]

    assert (
        awaited == {(d["code"], d["line"]) for d in then if d["severity"] != "advice" and d["code"] != "RCA442"} - now
    )
    assert awaited


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_every_form_holds_every_step_and_no_markup_of_the_review(kb: Path, form: str) -> None:
    text = run("next", "tank-2026", "--kb", kb, "--format", form).output

    for name in ("DIRECT", "PUMP", "E-LOG", "evidence", "opened"):
        assert name in text.replace("\\", "")
    assert "<b>" not in text or form == "text"
    assert "*more*" not in text or form != "md"


def test_the_page_is_written_to_a_file(kb: Path, tmp_path: Path) -> None:
    target = tmp_path / "out" / "meeting.html"

    assert run("next", "tank-2026", "--kb", kb, "--format", "html", "-o", target).exit_code == 0
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert run("next", "tank-2026", "--kb", kb, "-o", target / "below").exit_code == 2
    assert run("next", "nowhere", "--kb", kb).exit_code == 2


def test_the_real_cases_tell_something_or_nothing_but_never_fail(root: Path) -> None:
    for name in ("macondo-2010", "exercise-solvent-transfer"):
        assert run("next", name, "--kb", root / "kb").exit_code == 0
