"""Findings carry the edits that mend them, and the edits leave everything else as it was."""

from __future__ import annotations

import pytest

from rca.diagnostics import Edit, Fix, Span
from rca.records.nearest import is_slip, same_letters
from rca.records.review import Review
from rca.records.validate import validate
from rca.source.apply import apply_fixes
from rca.source.document import SourceFile
from rca.source.mending import Mend, fix_of, written
from rca.source.reader import read

HEAD = "format: 1\nid: a\ntitle: b\nevent:\n  date: 2005\n  harm: {}\nfault_tree:\n  top: A\n  events:\n"


def mended(text: str, *, guesses: bool = False) -> str:
    """The text after one round of what reading and the format offer."""
    file = SourceFile("a.yaml", text, "")
    document, said = read(file)
    found = (*said, *(validate(document, Review).diagnostics if document is not None else ()))
    return apply_fixes(file, [each.fix for each in found if each.fix is not None and (each.fix.sure or guesses)])[0]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("    A: {evnt: x}\n", "    A: {event: x}\n"),
        ("    A: {event: x, status: Confirmed}   # seen\n", "    A: {event: x, status: confirmed}   # seen\n"),
        ("    A: {event: 12}\n", '    A: {event: "12"}\n'),
        ("    A: {event: x, evidence: E-1}\n", "    A: {event: x, evidence: [E-1]}\n"),
        ("    A: {event: [x]}\n", "    A: {event: x}\n"),
        ('    A: {event: x, probability: {value: "0.5", basis: b}}\n',
         "    A: {event: x, probability: {value: 0.5, basis: b}}\n"),
        ("    A:\n      event: x: y   # why\n", '    A:\n      event: "x: y"   # why\n'),
        ("    A:\n      event: `x`\n", '    A:\n      event: "`x`"\n'),
        ("    A:\n\t\tevent: x\n", "    A:\n    event: x\n"),
    ],
)  # fmt: skip
def test_what_is_sure_is_mended_and_comments_stay(before: str, after: str) -> None:
    assert mended(HEAD + before) == HEAD + after


def test_a_guess_is_offered_and_not_put_in() -> None:
    text = f"{HEAD}    A: {{event: x, or: [B, C]}}\n"

    assert mended(text) == text
    assert "any_of: [B, C]" in mended(text, guesses=True)


def test_the_line_of_the_format_stands_below_the_head() -> None:
    text = "# yaml-language-server: $schema=x\n\n" + HEAD.removeprefix("format: 1\n") + "    A: {event: x}\n"

    assert mended(text).startswith("# yaml-language-server: $schema=x\n\nformat: 1\nid: a\n")


def test_text_over_several_lines_is_not_put_in_quotes_line_by_line() -> None:
    text = f"{HEAD}    A:\n      event: x: y\n        and z\n"

    assert mended(text) == text


@pytest.mark.parametrize(
    ("word", "near", "sure"),
    [("confirmd", "confirmed", True), ("E-2", "E-1", False), ("any", "all", False), ("Any-Of", "any_of", True),
     ("owner2", "owner", False), ("ownr", "owner", True)],
)  # fmt: skip
def test_digits_are_never_a_slip(word: str, near: str, *, sure: bool) -> None:
    assert is_slip(word, near) is sure


def test_a_slip_between_two_words_is_a_guess() -> None:
    assert not is_slip("tesst", "test", ["test", "tests"])
    assert same_letters("e_pump-log", "E-PUMP-LOG")


def test_of_two_fixes_that_touch_one_waits() -> None:
    file = SourceFile("a.yaml", "ab: c\n", "")
    first = Fix("x", (Edit(Span(1, 1, 1, 3), "x"),))
    second = Fix("y", (Edit(Span(1, 2, 1, 3), "y"),))

    text, taken = apply_fixes(file, [second, first])

    assert text == "x: c\n"
    assert taken == (first,)


def test_a_fix_after_which_the_file_would_not_read_is_left_out() -> None:
    file = SourceFile("a.yaml", "a: b\nc: d\n", "")
    bad = Fix("x", (Edit(Span(1, 4, 1, 5), "[b"),))
    good = Fix("y", (Edit(Span(2, 4, 2, 5), "e"),))

    assert apply_fixes(file, [bad, good]) == ("a: b\nc: e\n", (good,))


def test_windows_line_ends_are_kept() -> None:
    file = SourceFile("a.yaml", "a: b\r\n", "")

    assert apply_fixes(file, [Fix("x", (Edit(Span(1, 1, 1, 1), "c: d\n"),))])[0] == "c: d\r\na: b\r\n"


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("lint:\n  - {allow: A}\n  - {allow: B}\n", ("lint", 0), "lint:\n  - {allow: B}\n"),
        ("id: a\nlint:\n  - {allow: A}\n", ("lint", 0), "id: a\n"),
        ("lint: [{allow: A}, {allow: B}]\n", ("lint", 1), "lint: [{allow: A}]\n"),
        (
            "lint:\n  - allow: [A, B]\n    because: x\n",
            ("lint", 0, "allow", 0),
            "lint:\n  - allow: [B]\n    because: x\n",
        ),
    ],
)
def test_what_is_taken_out_goes_with_its_lines(before: str, path: tuple[str | int, ...], after: str) -> None:
    file = SourceFile("a.yaml", before, "")
    document, _ = read(file)
    assert document is not None

    fix = fix_of(document, Mend("take", path))

    assert fix is not None
    assert apply_fixes(file, [fix])[0] == after


@pytest.mark.parametrize(
    ("word", "text"), [("A-1", "A-1"), ("12", '"12"'), ("a: b", '"a: b"'), ("", '""'), ("no,", '"no,"')]
)
def test_a_word_is_quoted_only_where_it_must_be(word: str, text: str) -> None:
    assert written(word) == text
