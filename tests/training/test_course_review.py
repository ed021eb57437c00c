"""A changed case makes its link suspect until the trainer takes it as read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from rca import api
from rca.api import KnowledgeBase, Misuse
from rca.api.teaching import CourseReview
from rca.training.fingerprint import fingerprint

DAY = dt.date(2024, 3, 1)


def reviewed(folder: Path, *, accept: bool = False) -> CourseReview:
    return api.review_course(folder, "spills", DAY, accept=accept, form="text")


def codes(folder: Path) -> set[str]:
    return {each.code for each in KnowledgeBase(folder, DAY).diagnostics() if "courses" in each.path}


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "reviews" / "wash-tank.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_cases_that_nobody_put_on_record_are_said_to_be_unread(folder: Path) -> None:
    assert reviewed(folder).suspect
    assert codes(folder) == {"RCA478"}


def test_taking_the_cases_as_read_writes_fingerprints_and_keeps_comments(folder: Path) -> None:
    reviewed(folder, accept=True)

    text = (folder / "courses" / "spills.yaml").read_text("utf-8")
    assert text.count("fingerprint: v1-") == 2
    assert "# a comment that stays" in text
    assert not reviewed(folder).suspect
    assert codes(folder) == set()


def test_a_case_that_changed_in_meaning_makes_the_link_suspect_and_says_what_changed(folder: Path) -> None:
    reviewed(folder, accept=True)
    change(
        folder,
        "kind: technical, defect: [T-ALARM, T-CONTROL], status: confirmed",
        "kind: technical, defect: [T-ALARM, T-CONTROL], status: likely",
    )
    change(folder, "The drain stood open", "The drain had been left open")

    found = reviewed(folder)

    assert found.suspect
    assert "event SWITCH-DEAD: status was confirmed, is now likely" in found.text
    assert "event DRAIN-OPEN: wording now reads: The drain had been left open" in " ".join(found.text.split())
    assert "tree: verdict was explained, is now explained-likely" in " ".join(found.text.split())
    assert codes(folder) == {"RCA476"}


def test_accepting_a_changed_case_ends_the_suspicion(folder: Path) -> None:
    reviewed(folder, accept=True)
    change(folder, "The drain stood open", "The drain had been left open")
    reviewed(folder, accept=True)

    assert not reviewed(folder).suspect
    assert (folder / "courses" / "spills.yaml").read_text("utf-8").count("fingerprint: v1-") == 2


def test_a_comment_a_link_or_a_silenced_finding_changes_nothing_that_is_taught(folder: Path) -> None:
    before = KnowledgeBase(folder, DAY)
    change(
        folder,
        "format: 1",
        "# reworded\nformat: 1\nlint: [{allow: E01, because: known}]\nreferences: [{title: A book}]",
    )
    after = KnowledgeBase(folder, DAY)

    first, second = ((kb.library.reviews["wash-tank"].record, kb.findings["wash-tank"]) for kb in (before, after))
    assert fingerprint(*first) == fingerprint(*second)


def test_the_order_of_keys_changes_nothing_that_is_taught(folder: Path) -> None:
    """Laying a file out anew must call no trainer."""
    change(folder, "harm: {deaths: 0}", "harm: {deaths: 0, injured: 2}")
    before = KnowledgeBase(folder, DAY)
    change(folder, "harm: {deaths: 0, injured: 2}", "harm: {injured: 2, deaths: 0}")
    after = KnowledgeBase(folder, DAY)

    first, second = ((kb.library.reviews["wash-tank"].record, kb.findings["wash-tank"]) for kb in (before, after))
    assert fingerprint(*first) == fingerprint(*second)


def test_a_damaged_record_of_what_was_read_is_said_to_be_missing(folder: Path) -> None:
    reviewed(folder, accept=True)
    (folder / "courses" / "spills.read.json").write_text('{"cases": [1, {"a": 2}]', encoding="utf-8")
    change(folder, "The drain stood open", "The drain had been left open")

    assert "not on record, so the changes cannot be listed" in reviewed(folder).text


def test_a_withdrawn_case_stops_the_build_and_is_gone(folder: Path) -> None:
    change(folder, "format: 1", 'format: 1\nreview: {publication: {withdrawn: {date: 2024-01-01, why: "Wrong"}}}')

    assert "gone or withdrawn" in reviewed(folder, accept=True).text
    assert "RCA207" in codes(folder)


def test_a_key_that_no_longer_holds_is_an_error(folder: Path) -> None:
    change(folder, "all_of: [SWITCH-DEAD, DRAIN-OPEN]", "any_of: [SWITCH-DEAD, DRAIN-OPEN]")

    found = [each for each in KnowledgeBase(folder, DAY).diagnostics() if each.code == "RCA477"]
    assert [each.message for each in found] == [
        "the key no longer holds: `SWITCH-DEAD`, `DRAIN-OPEN` is no minimal cut set of the tree"
    ]


def test_an_unknown_course_is_misuse_that_names_the_nearest(folder: Path) -> None:
    with pytest.raises(Misuse, match="Did you mean `spills`"):
        api.review_course(folder, "spils", DAY, accept=False, form="text")
