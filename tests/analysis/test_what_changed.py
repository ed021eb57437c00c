"""What changed in meaning between two states of a review, in the terms of the tree, its paths, actions and records."""

from __future__ import annotations

import pytest
from tree_cases import TODAY, review_of

from rca.analysis.analyse import analyse
from rca.analysis.change import Change, Mark, Side, compare, index_text, marks
from rca.analysis.findings import Index
from rca.graph.build import fault_tree

TREE = """
TOP: {event: It ran over, any_of: [PUMP, ALARM]}
PUMP: {event: The pump ran on, status: confirmed}
ALARM: {event: The alarm was silent, status: open}
"""


def side(text: str) -> Side:
    """A review with its tree and findings."""
    review = review_of(text)
    return Side(review, fault_tree(review), analyse(review, TODAY))


def changed(old: str, new: str, *parts: str) -> list[tuple[str, str, str, str]]:
    """The changes from one text to another; of some parts alone where they are named."""
    return [
        (each.part, each.id, each.old, each.new)
        for each in compare(side(old), side(new))
        if not parts or each.part in parts
    ]


def test_a_review_that_came_or_went_is_one_change() -> None:
    """Named by its title; where there is none on either side nothing changed."""
    own = side(TREE)

    assert compare(None, own) == (Change("review", "case", "", "A case"),)
    assert compare(own, None) == (Change("review", "case", "A case", ""),)
    assert compare(own, own) == compare(None, None) == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("title: Old", "title: New", ("review", "title", "Old", "New")),
        ("", "kind: exercise", ("review", "kind", "incident", "exercise")),
        ("", "review: {stage: closed}", ("review", "stage", "opened", "closed")),
        ("event: {date: 2020-01-01}", "event: {date: 2020-01-02}", ("review", "date", "2020-01-01", "2020-01-02")),
        (
            "",
            "review: {publication: {withdrawn: {date: 2024-01-01, why: It was wrong}}}",
            ("review", "withdrawn", "", "It was wrong"),
        ),
    ],
)
def test_facts_of_the_review(old: str, new: str, expected: tuple[str, ...]) -> None:
    """Title, kind, stage, date, and why it was withdrawn."""
    assert expected in changed(TREE + old, TREE + new, "review")


def test_harm_that_was_not_recorded_and_harm_that_is_none_differ() -> None:
    """Nought is a number; what was not recorded is empty."""
    old = TREE + "event: {date: 2020-01-01, harm: {injured: 2, deaths: 0}}"
    new = TREE + "event: {date: 2020-01-01, harm: {injured: 3, missing: 0}}"

    assert changed(old, new) == [
        ("harm", "deaths", "0", ""),
        ("harm", "missing", "", "0"),
        ("harm", "injured", "2", "3"),
    ]


def test_an_event_with_another_id_has_not_come_and_gone() -> None:
    """The same words under another id are one change, and a gate above it has none."""
    new = TREE.replace("PUMP", "MOTOR")

    assert changed(TREE, new, "event", "gate", "status") == [
        ("event", "MOTOR", "PUMP: The pump ran on", "MOTOR: The pump ran on"),
    ]


def test_of_two_events_with_the_same_words_one_has_another_id_and_one_went() -> None:
    """One new id cannot stand for both."""
    old = TREE.replace("[PUMP, ALARM]", "[PUMP, ALARM, MOTOR]") + "MOTOR: {event: The pump ran on}"
    new = TREE.replace("PUMP", "DRIVE")

    found = changed(old, new, "event")

    assert sorted(each[1] for each in found) == ["DRIVE", "PUMP"]
    assert ("event", "PUMP", "The pump ran on", "") in found


def test_words_status_and_gate_of_an_event() -> None:
    """Its status is the derived one; a gate is told with its causes by name."""
    new = """
    TOP: {event: It ran over at night, all_of: [PUMP, ALARM]}
    PUMP: {event: The pump ran on, status: confirmed}
    ALARM: {event: The alarm was silent, any_of: [HORN, LAMP]}
    HORN: {event: The horn was off, status: confirmed}
    LAMP: {status: open}
    """

    assert changed(TREE, new, "event", "status", "gate") == [
        ("event", "TOP", "It ran over", "It ran over at night"),
        ("gate", "TOP", "any_of: [ALARM, PUMP]", "all_of: [ALARM, PUMP]"),
        ("status", "ALARM", "open", "confirmed"),
        ("gate", "ALARM", "leaf", "any_of: [HORN, LAMP]"),
        ("event", "HORN", "", "The horn was off"),
        ("event", "LAMP", "", "LAMP"),
    ]


def test_a_vote_with_another_number() -> None:
    """The number stands before the causes; their order is no change."""
    old = "TOP: {at_least: [2, A, B, C]}\nA: {}\nB: {}\nC: {}"

    assert changed(old, old.replace("2", "1"), "gate") == [
        ("gate", "TOP", "at_least: [2, A, B, C]", "at_least: [1, A, B, C]")
    ]
    assert changed(old, old.replace("A, B, C", "C, A, B")) == []


def test_details_of_an_event() -> None:
    """Kind, depth, chance and defects, and what shaped it; what was not stated is said to be so."""
    old = "TOP: {any_of: [A]}\nA: {kind: human, probability: {value: 0.1}}"
    new = "TOP: {any_of: [A]}\nA: {kind: technical, depth: root, shaped_by: [RUSH]}\nRUSH: {event: There was no time}"

    assert changed(old, new, "detail") == [
        ("detail", "A", "kind human", "kind technical"),
        ("detail", "A", "depth not stated", "depth root"),
        ("detail", "A", "probability 0.1", "probability not stated"),
        ("detail", "A", "shaped_by none", "shaped_by RUSH"),
    ]


def test_verdict_paths_and_what_breaks_them() -> None:
    """A path that opens, one that closes, and one that another action breaks."""
    old = TREE + "actions: [{id: X, do: x, breaks: [PUMP], status: accepted}]"
    other = (
        TREE.replace("status: open", "status: confirmed")
        + "actions: [{id: Y, do: x, breaks: [PUMP], status: accepted}]"
    )

    assert changed(old, other, "path", "verdict") == [
        ("path", "ALARM", "", "happened"),
        ("path", "PUMP", "broken by X", "broken by Y"),
    ]
    assert changed(other, TREE, "path") == [
        ("path", "ALARM", "happened", ""),
        ("path", "PUMP", "broken by Y", "broken by nothing"),
    ]
    assert changed(TREE, TREE.replace("confirmed", "likely"), "verdict") == [
        ("verdict", "verdict", "explained", "explained-likely"),
    ]


def test_an_index_is_a_number_or_its_bounds() -> None:
    """Two decimals; never a midpoint."""
    assert index_text(Index(0.5, 0.5, 1, 1)) == "0.50"
    assert index_text(Index(0.25, 0.5, 1, 2)) == "0.25 to 0.50"
    assert index_text(Index(None, None, 0, 2, because="no paths")) == "not known"

    old = TREE + "actions: [{id: X, do: x, breaks: [PUMP], status: proposed, kind: training, function: prevent}]"
    assert ("index", "prevention", "0.00", "0.33") in changed(old, old.replace("proposed", "effective"), "index")


def test_actions_lessons_and_evidence_by_their_ids() -> None:
    """What came, what went and what reads otherwise; the status, the day and what it breaks belong to an action."""
    old = (
        TREE
        + """
actions: [{id: X, do: Fit a trip, breaks: [PUMP, ALARM], status: accepted, due: 2027}, {id: Z, do: Ask}]
evidence: {E-LOG: {what: Pump log}, E-NOTE: {what: A note}}
lessons: [{id: L, kind: technical, lesson: Look}]
"""
    )
    new = TREE + """
actions: [{id: X, do: Fit a trip, breaks: [PUMP], status: implemented}, {id: N, do: Train}]
evidence: {E-LOG: {what: Pump log, grade: A}}
lessons: [{id: L, kind: technical, lesson: Look, status: learned}]
"""  # fmt: skip

    assert changed(old, new, "action", "evidence", "lesson") == [
        ("action", "X", "Fit a trip (accepted, due 2027, breaks PUMP, ALARM)", "Fit a trip (implemented, breaks PUMP)"),
        ("action", "Z", "Ask (status not stated)", ""),
        ("action", "N", "", "Train (status not stated)"),
        ("lesson", "L", "Look (identified)", "Look (learned)"),
        ("evidence", "E-LOG", "Pump log", "Pump log (grade A)"),
        ("evidence", "E-NOTE", "A note", ""),
    ]


def test_other_sections_are_told_by_their_size() -> None:
    """Of what stands elsewhere in the file no more is told than that."""
    one = "open_questions: [{text: Why}]\n"
    two = "open_questions: [{text: Why}, {text: When}]\n"

    assert changed(TREE, TREE + one) == [("section", "open_questions", "", "1 entry")]
    assert changed(TREE + one, TREE + two) == [("section", "open_questions", "1 entry", "2 entries")]
    assert changed(TREE + "summary: Old", TREE + "summary: New") == [("section", "summary", "its words", "its words")]


def test_the_place_of_the_event_is_a_section_and_its_date_and_harm_are_not() -> None:
    """They are told by themselves."""
    old = TREE + "event: {date: 2020-01-01, organisation: Works}"
    new = TREE + "event: {date: 2020-01-02, organisation: Depot, harm: {deaths: 1}}"

    assert changed(old, new) == [
        ("review", "date", "2020-01-01", "2020-01-02"),
        ("harm", "deaths", "", "1"),
        ("section", "event", "its place, codes and words", "changed"),
    ]


def test_marks_in_a_picture_of_the_tree() -> None:
    """Added and removed stand before changed; what is no event has none."""
    told = (
        Change("status", "A", "open", "confirmed"),
        Change("event", "A", "old words", "new words"),
        Change("detail", "B", "kind human", "kind technical"),
        Change("event", "B", "", "came"),
        Change("event", "C", "went", ""),
        Change("gate", "C", "leaf", "any_of: [A]"),
        Change("action", "X", "", "Train"),
        Change("gate", "D", "leaf", "any_of: [A]"),
    )

    expected: dict[str, Mark] = {"A": "changed", "B": "added", "C": "removed", "D": "changed"}
    assert marks(told) == expected
