"""Signing a stage: the text keeps its comments, a later change makes the signature suspect, signing again renews it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rca.cli import main

REVIEW = """# about this review
format: 1
id: tank-2026
title: Tank ran over   # the headline
review:
  stage: opened
  experts:
    - {id: lead, role: lead}   # the lead
    - {id: instruments, role: discipline-expert, independent: true}
event: {date: 2026-03-02, harm: {deaths: 0}}
evidence:
  E-LOG: {what: "Pump log", kind: data, custodian: Yard office}
fault_tree:
  top: TOP
  events:
    TOP: {event: Tank ran over, all_of: [PUMP, ALARM]}
    PUMP: {event: The pump ran on, status: confirmed, evidence: [E-LOG]}
    ALARM: {event: The alarm was silent, status: open}
actions:
  - {id: A-TRIP, do: Fit a trip, breaks: [PUMP], status: proposed}
"""


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def review(tmp_path: Path) -> Path:
    path = tmp_path / "kb" / "reviews" / "tank-2026.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(REVIEW, encoding="utf-8")
    return path


def sign(review: Path, *more: str, stage: str = "evidence", by: str = "lead") -> Result:
    return run(
        "sign", "tank-2026", "--kb", review.parents[1], "--stage", stage, "--by", by, "--as-of", "2026-11-24", *more
    )


def states(review: Path) -> list[str]:
    data = json.loads(run("sign", "tank-2026", "--kb", review.parents[1], "--verify", "--format", "json").stdout)
    return [each["state"] for each in data["signatures"]]


def codes(review: Path) -> list[str]:
    report = json.loads(run("check", "--kb", review.parents[1], "--format", "json").stdout)
    return [each["code"] for each in report["diagnostics"]]


def test_a_signature_is_one_line_and_the_rest_stays(review: Path) -> None:
    assert sign(review).exit_code == 0
    text = review.read_text(encoding="utf-8")
    (added,) = set(text.splitlines()) - set(REVIEW.splitlines()) - {"  sign_offs:"}

    assert added.startswith("    - {stage: evidence, by: lead, date: 2026-11-24, hash: v1-")
    assert [line for line in text.splitlines() if line not in (added, "  sign_offs:")] == REVIEW.splitlines()
    assert states(review) == ["holds"]
    assert "RCA450" not in codes(review)


def test_a_change_of_what_was_signed_makes_it_suspect_until_it_is_signed_again(review: Path) -> None:
    sign(review)
    review.write_text(review.read_text(encoding="utf-8").replace("Pump log", "Pump log, page 3"), encoding="utf-8")

    assert states(review) == ["out-of-date"]
    assert "RCA450" in codes(review)
    assert run("sign", "--verify", "--kb", review.parents[1]).exit_code == 1
    assert "signed again" in sign(review).output
    assert states(review) == ["holds"]
    assert review.read_text(encoding="utf-8").count("stage: evidence") == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# about this review", "# another comment"), ("title: Tank ran over   #", "title: 'Tank ran over' #"),
        ("{date: 2026-03-02, harm: {deaths: 0}}", "{harm: {deaths: 0}, date: 2026-03-02}"), ("stage: opened", "stage: evidence"),
        ("The alarm was silent", "The alarm was not heard"), ("status: proposed", "status: accepted"),
    ],
)  # fmt: skip
def test_comments_form_stage_and_later_parts_do_not_count(review: Path, old: str, new: str) -> None:
    sign(review)
    text = review.read_text(encoding="utf-8")
    assert old in text
    review.write_text(text.replace(old, new), encoding="utf-8")

    assert states(review) == ["holds"]


def test_the_progress_of_an_agreed_action_does_not_count_and_what_was_agreed_does(review: Path) -> None:
    sign(review, stage="actions", by="instruments")
    review.write_text(
        review.read_text(encoding="utf-8").replace("status: proposed", "status: in-progress"), encoding="utf-8"
    )
    assert states(review) == ["holds"]

    review.write_text(review.read_text(encoding="utf-8").replace("Fit a trip", "Fit a bell"), encoding="utf-8")
    assert states(review) == ["out-of-date"]


@pytest.mark.parametrize(
    "process",
    [
        "review: {stage: opened, experts: [{id: lead, role: lead}]}",
        "review: {experts: [{id: lead, role: lead}], sign_offs: []}",
        "review: {experts: [{id: lead, role: lead}], sign_offs: [{stage: opened, by: lead, date: 2026-03-03}]}",
        "review:\n  sign_offs:\n  - stage: opened\n    by: lead\n    date: 2026-03-03   # by hand\n\n  # the experts\n  experts: [{id: lead, role: lead}]",
        "review:\n    experts: [{id: lead, role: lead}]\n    sign_offs:\n        - {stage: opened, by: lead, date: 2026-03-03}  # by hand\n    note: >\n      A note\n      in two lines",
        "review:\n  experts: [{id: lead, role: lead}]\n  note: |\n    The last key is prose\n\n    with a blank line",
    ],
)  # fmt: skip
def test_every_way_of_writing_the_process_takes_a_signature(review: Path, process: str) -> None:
    start, _, rest = REVIEW.partition("review:\n")
    review.write_text(f"{start}{process}\nevent:{rest.partition('event:')[2]}", encoding="utf-8")
    before = review.read_text(encoding="utf-8")

    assert sign(review).exit_code == 0, sign(review).output
    after = review.read_text(encoding="utf-8")
    assert states(review)[-1] == "holds"
    assert before.count("#") == after.count("#")
    assert sign(review).exit_code == 0
    assert states(review)[-1] == "holds"


def test_line_ends_of_windows_stay(review: Path) -> None:
    review.write_bytes(REVIEW.replace("\n", "\r\n").encode())

    assert sign(review).exit_code == 0
    assert review.read_bytes().count(b"\n") == review.read_bytes().count(b"\r\n")
    assert states(review) == ["holds"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("tank-2026", "--stage", "evidence", "--by", "led"), "Did you mean `lead`?"),
        (("tank-2026", "--stage", "evidence", "--by", "Somebody Else"), "Known: lead, instruments."),
        (("tank-206", "--stage", "evidence", "--by", "lead"), "Did you mean `tank-2026`?"),
        (("tank-2026", "--stage", "evidnce", "--by", "lead"), "evidnce"),
        (("tank-2026",), "--verify"),
        ((), "--verify"),
    ],
)
def test_misuse_is_said_and_nothing_changes(review: Path, words: tuple[str, ...], said: str) -> None:
    result = run("sign", *words, "--kb", review.parents[1])

    assert result.exit_code == 2
    assert said in " ".join(result.output.split())
    assert review.read_text(encoding="utf-8") == REVIEW


def test_a_half_written_review_is_not_signed(review: Path) -> None:
    review.write_text(REVIEW + "barriers: [\n", encoding="utf-8")

    assert sign(review).exit_code == 2
    assert "sign_offs" not in review.read_text(encoding="utf-8")


def test_another_role_than_the_stage_asks_for_is_remarked(review: Path) -> None:
    assert "asks for" in sign(review, stage="published").stderr
    assert sign(review, stage="analysis", by="instruments").stderr == ""


def test_an_exercise_of_the_knowledge_base_is_signed_as_it_stands(root: Path) -> None:
    assert run("sign", "--verify", "--kb", root / "kb").exit_code == 0


def test_the_page_of_the_case_shows_a_signature_that_is_out_of_date(review: Path) -> None:
    import datetime as dt

    from rca import api
    from rca.site.pages import all_pages

    def page() -> str:
        kb = api.open_kb(review.parents[1], dt.date(2026, 11, 24))
        found = next(each for each in all_pages(api.site_context(kb)) if each.path == "cases/tank-2026/index.html")
        return str(getattr(found, "body", ""))

    sign(review)
    assert "suspect" not in page()

    review.write_text(review.read_text(encoding="utf-8").replace("Pump log", "Pump log, page 3"), encoding="utf-8")
    assert "signature out of date" in page()
    assert "Changed since it was signed by lead" in page()
