"""Validating: one finding a fault in the words of the trade, and what remains is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from rca.diagnostics import Diagnostic, Severity
from rca.records.base import Record
from rca.records.course import Course
from rca.records.lesson import GeneralLesson
from rca.records.review import Review
from rca.records.taxonomy import Adoption
from rca.records.validate import Validated, validate
from rca.source.document import Document, SourceFile
from rca.source.reader import read

RELATIONS = (
    "known here: `recurrence-of`, `recurred-as`, `precursor`, `escalated-to`, `similar-to`, `missed-lesson`, "
    "`lesson-not-used`, `prompted`, `prompted-by`, `contrast`"
)

DRAFT = """\
id: tank
title: A tank ran over
event:
  date: 2024-03-23
  harm: {deaths: 0}
fault_tree:
  top: OVERFLOW
  events:
    OVERFLOW:
      event: The tank ran over
      any_of: [PUMP-ON, VALVE]
    PUMP-ON: {event: The pump ran on}
    VALVE: {event: The valve stood open}
"""


def document_of(text: str, name: str = "tank.yaml") -> Document:
    document, _ = read(SourceFile(name, text, str(hash(text))))
    assert document is not None
    return document


def validated(text: str, model: type[Record] = Review) -> Validated[Record]:
    return validate(document_of(text), model)


def errors_of(text: str, model: type[Record] = Review) -> list[Diagnostic]:
    return [each for each in validated(text, model).diagnostics if each.severity is Severity.ERROR]


def only(text: str, model: type[Record] = Review) -> Diagnostic:
    found = errors_of(text, model)
    assert len(found) == 1, found
    return found[0]


def event(lines: str) -> str:
    """The draft with further lines in the event VALVE."""
    return DRAFT.replace("    VALVE: {event: The valve stood open}", f"    VALVE:\n      event: Open\n      {lines}")


def test_a_dozen_lines_are_a_valid_draft() -> None:
    """The only thing said is that the format is not stated."""
    outcome = validated(DRAFT)

    assert isinstance(outcome.record, Review)
    assert not outcome.partial
    assert [(each.code, each.severity) for each in outcome.diagnostics] == [("RCA108", Severity.ADVICE)]


def test_the_format_is_stated_and_checked() -> None:
    """1 is read; of another version nothing else is said."""
    assert validated("format: 1\n" + DRAFT).diagnostics == ()

    found = only("format: 2\nnew_key: 1\n" + DRAFT)
    assert (found.code, found.span.line, found.span.column) == ("RCA106", 1, 9)
    assert found.message == "`format: 2` is not known; this version reads `format: 1`"
    assert only('format: "1"\n' + DRAFT).code == "RCA106"


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        (DRAFT.replace("deaths: 0", 'deaths: "0"'), "`deaths` is text; a whole number or `unknown` is expected", "remove the quotes"),
        (DRAFT.replace("deaths: 0", "deaths: none"), "`none` is not a word that `deaths` knows", "a whole number or `unknown` can stand here"),
        (DRAFT.replace("deaths: 0", "deaths: unknwon"), "`unknwon` is not a word that `deaths` knows; did you mean `unknown`?",
         "a whole number or `unknown` can stand here"),
        (DRAFT.replace("deaths: 0", "deaths: -1"), "`deaths` (`-1`) is less than 0, the smallest value allowed", ""),
        (DRAFT.replace("title: A tank ran over", "title: 1984"), "`title` is a whole number; text is expected",
         'put it in quotes: `"1984"`'),
        (DRAFT.replace("title: A tank ran over", "title:"), "`title` is empty; text is expected", "write the value, or remove the key"),
        (DRAFT.replace("title: A tank ran over", "title: ' '"), "`title` is empty text", "write the text, or remove the key"),
        (DRAFT.replace("harm:", "harn:"), "unknown key `harn`; did you mean `harm`?", ""),
        (DRAFT.replace("  harm: {deaths: 0}", "  deaths: 0"), "unknown key `deaths`; it belongs under `harm`", ""),
        (DRAFT.replace("2024-03-23", "2023-02-29"), "`2023-02-29` is a day that does not exist", "write `2005`, `2005-03` or `2005-03-23`"),
        (event("and: [PUMP-ON]"), "unknown key `and`; did you mean `all_of`?", ""),
        (event("or: [PUMP-ON]"), "unknown key `or`; did you mean `any_of`?", ""),
        (event("cause: [PUMP-ON]"), "unknown key `cause`; did you mean `any_of`?", ""),
        (event("any_of: PUMP-ON"), "`any_of` is text; a list of ids or events written in place is expected",
         "write a list: `[PUMP-ON]`"),
        (event("any_of: [PUMP-ON, 3]"), "`any_of[2]` is a whole number; an id or an event written in place is expected",
         'put it in quotes: `"3"`'),
        (event("any_of: [{id: X}]"), "missing key `event`", "add `event:`, text"),
        (event("any_of: []"), "`any_of` is an empty list", "write its items, or remove the key"),
        (event("at_least: [3, PUMP-ON, OVERFLOW]"), "`at_least` asks for 3 of 2 causes", ""),
        (event("at_least: [PUMP-ON, OVERFLOW]"), "`at_least` is a number and then the causes: `[2, A, B, C]`", ""),
        (event("status: proven"), "`proven` is not a word that `status` knows; did you mean `confirmed`?",
         "known here: `confirmed`, `likely`, `possible`, `open`, `refuted`"),
        (event("kind: organizational"), "`organizational` is not a word that `kind` knows; did you mean `organisational`?",
         "known here: `technical`, `procedural`, `human`, `organisational`, `external`, `condition`"),
        (event("status: [likely]"), "`status` is a list; one of `confirmed`, `likely`, `possible`, `open` or `refuted` is expected",
         "remove the brackets"),
        (event("see: texas-city"), "`texas-city` cannot stand in `see`; `review#ID` is expected", "write `review-id#ID`"),
        (event("probability: 0.5"), "`probability` is a number; a mapping is expected", ""),
        (event("note: {Warning: it leaked}"), "`note` is a mapping; text is expected", "text that holds `: ` needs quotes"),
        (DRAFT + "accountability: {handled: yes}\n", "`handled` is text; `true`, `false` or `unknown` is expected", "write `true`"),
        (DRAFT + "summary: [a, b]\n", "`summary` is a list; text or a mapping with `text` is expected", "only one value can stand here"),
        (DRAFT + "summary: {txt: a}\n", "unknown key `txt`; did you mean `text`?", ""),
        (DRAFT + "links: [{review: a, relation: same-as}]\n", "`same-as` is not a word that `relation` knows",
         RELATIONS),
        (DRAFT + "translations: {fr: {title: x}}\n", "unknown key `fr`", "one of `en` or `zh` can stand here"),
    ],
)  # fmt: skip
def test_a_fault_is_told_in_the_words_of_the_trade(text: str, message: str, remedy: str) -> None:
    """One finding, and what to do about it."""
    found = only(text)

    assert (found.message, found.help) == (message, remedy)
    assert found.why


@pytest.mark.parametrize(
    ("text", "line", "column", "end_column"),
    [
        (DRAFT.replace("harm:", "harn:"), 5, 3, 7),
        (DRAFT.replace("deaths: 0", "deaths: x y"), 5, 18, 21),
        (DRAFT.replace("  top: OVERFLOW\n", ""), 6, 1, 11),
        (DRAFT.replace("title: A tank ran over\n", ""), 1, 1, 9),
        (event("any_of: [PUMP-ON, {id: X}]"), 15, 25, 32),
        (event("defect: a b"), 15, 15, 18),
        (event("defect: [T-SENSE, a b]"), 15, 25, 28),
        (DRAFT.replace("    VALVE: {", "    2 VALVES: {"), 13, 5, 13),
        (DRAFT + "timeline:\n  - at: 20240\n    what: x\n", 15, 9, 14),
    ],
)
def test_a_fault_is_shown_at_its_key_or_value(text: str, line: int, column: int, end_column: int) -> None:
    """Whatever pydantic puts into its own path."""
    found = only(text)

    assert (found.span.line, found.span.column, found.span.end_column) == (line, column, end_column)


def test_a_lesson_whose_key_is_a_word_of_python_is_read() -> None:
    """`from` is written `from`, also when it is missing or misspelt."""
    lesson = "format: 1\nid: tank\ntitle: t\nkind: technical\nlesson: l\n"

    assert only(lesson, GeneralLesson).message == "missing key `from`"
    assert only(lesson + "form: [a#L-1]\n", GeneralLesson).message == "unknown key `form`; did you mean `from`?"
    assert (
        only(lesson + "from: [a]\n", GeneralLesson).message == "`a` cannot stand in `from[1]`; `review#ID` is expected"
    )
    assert only(lesson + "from: []\n", GeneralLesson).code == "RCA105"
    assert errors_of(lesson + "from: [a#L-1]\n", GeneralLesson) == []


def test_a_rule_between_two_keys_is_a_contradiction() -> None:
    """Adoptions that do not apply say why."""
    adoption = "format: 1\nid: a\nsite: s\nlesson: l\napplies: false\ndecided_by: head\ndecided_on: 2024-01-01\n"

    found = only(adoption, Adoption)

    assert (found.code, found.message) == ("RCA107", "a lesson that does not apply needs `why`")


def test_a_contradiction_beside_another_fault_is_told_too() -> None:
    """Pydantic looks for contradictions only where nothing else is wrong; the reader of a report does not."""
    found = errors_of(event("status: proven\n      any_of: [PUMP-ON]\n      all_of: [PUMP-ON]"))

    assert [(each.code, each.span.line) for each in found] == [("RCA107", 14), ("RCA104", 15)]


def test_a_contradiction_that_salvaging_makes_is_not_told() -> None:
    """Two causes are written; that one of them is faulty does not make the threshold wrong."""
    found = errors_of(event("at_least: [2, PUMP-ON, {id: X}, 1.5]"))

    assert [each.code for each in found] == ["RCA101", "RCA102"]


def test_a_file_of_another_shape_is_one_fault() -> None:
    """A list, or text, where a record is expected."""
    assert (
        only("- a\n").message
        == "the file is a list; a mapping with `id`, `title`, `event` and `fault_tree` is expected"
    )
    assert only("a\n").code == "RCA102"


def test_what_remains_can_still_be_linked() -> None:
    """Faulty optional parts are left out, required ones stood in for."""
    text = (
        event("evidence: E-1").replace("title: A tank ran over", "title: 5").replace("date: 2024-03-23", "date: soon")
    )
    text += "actions:\n  - {id: A-1, do: x, due: never, ownr: y}\n  - {do: z}\n"

    outcome = validated(text)

    review = outcome.record
    assert isinstance(review, Review)
    assert outcome.partial
    assert review.title == "5"
    assert [action.id for action in review.actions or ()] == ["A-1"]
    assert sorted(review.fault_tree.events) == ["OVERFLOW", "PUMP-ON", "VALVE"]
    assert len([each for each in outcome.diagnostics if each.severity is Severity.ERROR]) == 6


def test_a_review_without_a_tree_still_has_its_id() -> None:
    """A file that holds little can be named."""
    outcome = validated("title: x\n")

    assert isinstance(outcome.record, Review)
    assert outcome.record.id == "tank"
    assert [each.message for each in outcome.diagnostics if each.severity is Severity.ERROR] == [
        "missing key `event`", "missing key `fault_tree`", "missing key `id`",
    ]  # fmt: skip


def test_nothing_remains_of_what_is_no_record() -> None:
    """Then there is no record."""
    assert validated("- a\n").record is None
    assert validated("id: x\n", Course).record is None


def test_what_the_reader_reported_is_not_reported_again() -> None:
    """A refused tag leaves no second finding behind."""
    outcome = validated(
        DRAFT.replace("title: A tank ran over", "title: !x A tank").replace("[PUMP-ON, VALVE]", "!y [1]")
    )

    assert [each.code for each in outcome.diagnostics] == ["RCA108"]
    assert outcome.partial
    assert isinstance(outcome.record, Review)


def test_the_worked_example_is_read() -> None:
    """The example beside the designs, where it is present, shows the syntax."""
    path = Path(__file__).parents[3] / "shared" / "example" / "texas-city-2005.yaml"
    if not path.is_file():
        pytest.skip("no worked example here")

    outcome = validate(document_of(path.read_text(encoding="utf-8")), Review)

    assert not outcome.partial
    assert [each.code for each in outcome.diagnostics] == ["RCA108"]
