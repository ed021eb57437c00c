"""Text measured by the built-in table and broken into lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca.site.pictures.svg import anchor, escape, number, tag, text_line
from rca.site.pictures.text import clean, clip, width, wrap


def test_widths_are_those_of_inter() -> None:
    """An em of twelve: 0.690 for A, 0.242 for i, a whole em for a Chinese character."""
    assert width("A", 12) == pytest.approx(8.28)
    assert width("i", 12) == pytest.approx(2.904)
    assert width("罐", 12) == 12
    assert width("mono", 10, mono=True) == pytest.approx(24.12)


def test_lines_fit_and_lose_nothing() -> None:
    """All words are there, in order."""
    text = "The drum was renewed like for like although the company standard advised a flare"

    lines = wrap(text, 108, 12)

    assert " ".join(lines) == text
    assert all(width(line, 12) <= 108 for line in lines)


def test_an_overlong_word_breaks_and_a_hyphen_breaks_first() -> None:
    """Letters are the last resort."""
    assert wrap("pre-start-up", 40, 12) == ("pre-", "start-", "up")
    assert all(width(line, 12) <= 40 for line in wrap("x" * 60, 40, 12))


def test_too_many_lines_end_in_an_ellipsis() -> None:
    """And the last one still fits."""
    lines = wrap("word " * 80, 60, 12, most=3)

    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert width(lines[-1], 12) <= 60


def test_no_chinese_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    """The rule that Chinese typesetters keep."""
    lines = wrap("报警（高液位）没有响，操作人员不知道。", 60, 12)

    assert not any(line[0] in "，。）" or line[-1] == "（" for line in lines)


def test_control_characters_and_direction_overrides_are_dropped() -> None:
    """Line breaks become blanks."""
    assert clean("a\x00b\u202ec\nd\te\ufffe") == "abc d e"


@given(st.text(max_size=60), st.floats(20, 200))
def test_any_text_fits_its_room(text: str, room: float) -> None:
    """Whatever it is made of."""
    assert all(width(line, 10) <= room or len(line) == 1 for line in wrap(text, room, 10))
    assert width(clip(text, room, 10), 10) <= room


def test_a_line_that_fills_its_room_is_held_to_its_width() -> None:
    """So that a machine with a wider font does not push it out of the box; a short line is left alone."""
    tight = text_line("The tower filled", 0, 0, size=12, room=90, style="t")
    loose = text_line("The tower filled", 0, 0, size=12, room=200, style="t")

    assert 'lengthAdjust="spacingAndGlyphs"' in tight
    assert "textLength" not in loose


def test_numbers_are_short() -> None:
    """Two decimals, no noise."""
    assert [number(each) for each in (3.0, 2.5, -0.001, 1 / 3)] == ["3", "2.5", "0", "0.33"]


def test_names_are_made_safe_for_addresses() -> None:
    """A usual id stays as it is; two different names never meet."""
    assert anchor("NO-TRIP_2.a") == "NO-TRIP_2.a"
    assert anchor('a"b') == "a_22_b"
    assert anchor("a b") != anchor("a_b")


def test_every_value_is_escaped() -> None:
    """In elements and in attributes."""
    assert tag("g", escape("<&'"), class_='"x">') == '<g class="&quot;x&quot;&gt;">&lt;&amp;&#39;</g>'
