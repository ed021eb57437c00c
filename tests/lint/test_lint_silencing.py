"""Findings silenced in place, and what is said when the silencing is at fault."""

from __future__ import annotations

from lint_cases import BASE, CLEAN, MAIN, checked, library_of

from rca.lint.check import LintResult

POOR = CLEAN.replace("event: Nothing but the gauge could stop the feed", "event: A poor design")


def result(text: str) -> LintResult:
    return checked(library_of({**BASE, MAIN: text}))


def codes(text: str) -> list[str]:
    return [each.code for each in result(text).diagnostics]


def allow(entry: str, text: str = POOR) -> str:
    return f"{text}\nlint:\n  - {entry}\n"


def test_without_an_entry_the_finding_stands() -> None:
    assert codes(POOR) == ["RCA365"]


def test_a_working_name_silences_and_the_reason_is_kept() -> None:
    """The page shows what was silenced and why."""
    silenced = result(allow("{allow: C05, at: NO-TRIP, because: The report says so}")).silenced

    assert [(each.code, reason) for each, reason in silenced] == [("RCA365", "The report says so")]


def test_a_public_code_silences_in_the_whole_review() -> None:
    assert codes(allow("{allow: RCA365, because: The report says so}")) == []


def test_another_place_silences_nothing_and_is_said() -> None:
    assert codes(allow("{allow: C05, at: LIGHT, because: The report says so}")) == ["RCA365", "RCA391"]


def test_one_entry_may_allow_several_codes() -> None:
    """Each code of an entry must be needed."""
    assert codes(allow("{allow: [C05, C06], at: NO-TRIP, because: The report says so}")) == ["RCA391"]


def test_an_unknown_code_is_an_error_with_the_nearest() -> None:
    found = result(allow("{allow: RCA365X, because: The report says so}")).diagnostics

    assert [(each.code, each.help) for each in found if each.code == "RCA392"] == [("RCA392", "did you mean `RCA365`?")]


def test_what_reading_says_cannot_be_silenced() -> None:
    found = result(allow("{allow: RCA103, because: We like the key}")).diagnostics

    assert "only findings of the rules" in next(each.help for each in found if each.code == "RCA392")


def test_a_path_is_silenced_by_its_name() -> None:
    """A finding about several events together is named as the message names it."""
    text = CLEAN.replace("    breaks: [NO-TRIP]", "    breaks: [MOTOR]")
    path = "GAUGE-STUCK + LIGHT + NO-TRIP + SHEET-SILENT + UNWATCHED"

    assert codes(text) == ["RCA401"]
    assert codes(allow(f"{{allow: A01, at: {path}, because: Accepted by the board}}", text)) == []


def test_items_of_lists_are_named_by_their_ids() -> None:
    text = CLEAN.replace("    owner: Engineering manager\n", "")

    assert codes(text) == ["RCA407"]
    assert codes(allow("{allow: A07, at: A-TRIP, because: The post is vacant}", text)) == []


def test_an_entry_for_a_rule_that_does_not_speak_yet_is_left_alone() -> None:
    """Before its stage a rule is not asked, so nobody knows whether the entry is needed."""
    text = CLEAN.replace("  stage: verified", "  stage: opened")

    assert "RCA391" not in codes(allow("{allow: A07, because: The post is vacant}", text))


def test_the_severity_of_a_silenced_finding_does_not_matter() -> None:
    """Errors, integrity included, are silenced like advice: the reason is shown."""
    text = CLEAN.replace("evidence: [E-GAUGE, E-LOG]", "evidence: [E-GAUGE, E-LOST]")

    assert codes(text) == ["RCA326"]
    assert codes(allow("{allow: E06, at: E-LOST, because: Lost in the move}", text)) == []
