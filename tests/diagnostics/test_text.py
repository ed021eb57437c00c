"""Diagnostics for people."""

from __future__ import annotations

import unicodedata

import pytest

from rca.diagnostics import Diagnostic, Severity, Span
from rca.diagnostics.model import Fix
from rca.diagnostics.text import render, summary


def said(
    excerpt: str, column: int, end_column: int, *, end_line: int = 182, severity: Severity = Severity.ERROR,
    message: str = "unknown key `ownr`; did you mean `owner`?", why: str = "", remedy: str = "",
) -> Diagnostic:  # fmt: skip
    span = Span(182, column, end_line, end_column)
    return Diagnostic("RCA103", severity, "kb/reviews/tank-2014.yaml", span, message, why, remedy, excerpt)


def shown(each: Diagnostic, columns: int = 100) -> tuple[str, str]:
    """The source line and the caret line."""
    lines = render([each], columns=columns).splitlines()
    return lines[1], lines[2]


def width(text: str) -> int:
    """Columns that a terminal gives a text, counted in another way than the renderer does."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
        for char in text
    )


def test_a_diagnostic_says_where_what_why_and_what_to_do() -> None:
    """The block of the house style."""
    found = said("    ownr: procedure-team", 5, 9, why="An action nobody owns is seldom done.", remedy="write `owner`")

    assert render([found]) == (
        "kb/reviews/tank-2014.yaml:182:5: RCA103 unknown key `ownr`; did you mean `owner`?\n"
        "    |     ownr: procedure-team\n"
        "    |     ^^^^\n"
        "  An action nobody owns is seldom done.\n"
        "  help: write `owner`\n"
        "1 error\n"
    )


def test_the_last_line_counts() -> None:
    """By severity, the gravest first."""
    counted = [
        said("x", 1, 2, severity=severity)
        for severity in (*[Severity.ADVICE] * 3, Severity.WARNING, *[Severity.ERROR] * 2)
    ]

    assert summary(counted) == "2 errors, 1 warning, 3 advice"
    assert render([]) == "no findings\n"


def test_what_is_no_error_says_so() -> None:
    """Without colours too."""
    first = render([said("x", 1, 2, severity=Severity.WARNING, message="odd")]).splitlines()[0]

    assert first.endswith("RCA103 odd [warning]")


def test_no_excerpt_no_caret() -> None:
    """A finding about a file as a whole."""
    assert render([said("", 1, 1, message="the file holds nothing")]).count("\n") == 2


@pytest.mark.parametrize(
    ("excerpt", "column", "end_column", "marked"),
    [
        ("    ownr: x", 5, 9, "ownr"),
        ("what: 液位计 ownr: x", 11, 15, "ownr"),
        ("what: 液位计", 7, 10, "液位计"),
        ("e\u0301te\u0301: ownr", 8, 12, "ownr"),
        ("\townr: x", 2, 6, "ownr"),
        ("a: \U0001f600 ownr", 6, 10, "ownr"),
    ],
)
def test_the_caret_stands_below_what_it_means(excerpt: str, column: int, end_column: int, marked: str) -> None:
    """Also after wide and combining characters and tabs."""
    source, caret = shown(said(excerpt, column, end_column))

    start = source.index(marked)
    assert width(caret[: caret.index("^")]) == width(source[:start])
    assert caret.count("^") == width(marked)


def test_a_value_of_several_lines_is_marked_to_the_end_of_its_first() -> None:
    """And never beyond the text."""
    _, caret = shown(said("note: > ", 7, 4, end_line=185))

    assert caret == "    |       ^"


def test_the_end_of_a_line_can_be_marked() -> None:
    """Where something is missing."""
    assert shown(said("a: [b", 6, 6))[1] == "    |      ^"


def test_a_long_line_is_cut_around_the_caret() -> None:
    """On both sides, and shown as cut."""
    source, caret = shown(said("x" * 500 + "ownr" + "y" * 500, 501, 505), columns=60)

    assert source.startswith("    | …x")
    assert source.endswith("y…")
    assert source[caret.index("^") :].startswith("ownr")
    assert caret.count("^") == 4
    assert width(source) < 90


def test_megabytes_in_a_line_cost_little() -> None:
    """Only the neighbourhood is laid out."""
    source, caret = shown(said("x" * 3_000_000, 1_000_000, 3_000_000))

    assert len(source) < 200
    assert len(caret) < 200


def test_nothing_that_a_user_wrote_acts_on_the_terminal() -> None:
    """Escapes, bells, backspaces and marks that turn the direction of text are shown and not obeyed."""
    evil = "\x1b[31m\x07\x08\x9b2J\u202e\u2066\u2028\r\n\x7f"
    found = Diagnostic("RCA103", Severity.ERROR, f"kb/{evil}.yaml", Span(1, 1, 1, 3), evil, evil, evil, evil)

    text = render([found], color=False)

    assert {char for char in text if not char.isprintable()} == {"\n"}
    assert len(text.splitlines()) == 6
    assert "␛[31m" in text


def test_colour_is_added_only_on_request() -> None:
    """The words are the same."""
    found = [said("    ownr: x", 5, 9)]

    coloured = render(found, color=True)

    assert coloured.count("\033[31m") == 2
    assert coloured.replace("\033[31m", "").replace("\033[0m", "") == render(found)


def test_two_that_say_the_same_of_one_place_are_equal_however_they_are_mended() -> None:
    """What was found twice is said once."""
    one = said("ownr: procedure-team", 1, 5)
    other = one._replace(data_path=("actions", 0), fix=Fix("write `owner`", ()))

    assert one == other
    assert not one != other  # noqa: SIM202 -- tuples answer both questions by themselves
    assert {one, other, one._replace(message="")} == {one, one._replace(message="")}
