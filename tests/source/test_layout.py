"""Laying a file out: what changes, what never does."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rca.records.order import key_order, ordered_keys
from rca.records.review import Review
from rca.records.tree import NestedEvent
from rca.source.document import DataPath, SourceFile
from rca.source.layout import CannotLayOut, laid_out
from rca.source.prose import sentences
from rca.source.reader import read

ROOT = Path(__file__).parents[2]


def as_written(path: DataPath) -> Sequence[str]:
    del path
    return ()


def laid(text: str) -> str:
    return laid_out(SourceFile("case.yaml", textwrap.dedent(text), ""), key_order(Review))


CASES = {
    "keys come in the order of the format, with the comments above them": (
        """\
        # the head stays
        title: A
        # names it
        id: a   # short
        format: 1
        """,
        """\
        # the head stays
        format: 1
        # names it
        id: a   # short
        title: A
        """,
    ),
    "two spaces a level, lists below their key": (
        """\
        event:
            date: '2005'
            harm:
                    deaths: 3
        timeline:
        - what: x
          at: 2005
        """,
        """\
        event:
          date: '2005'
          harm:
            deaths: 3
        timeline:
          - at: 2005
            what: x
        """,
    ),
    "one sentence a line, and a long one goes on": (
        """\
        summary: >
          The pump ran dry. Mr. Ek saw it at 5 p.m. and said so
          at once.

          Nobody came.
        """,
        """\
        summary: >
          The pump ran dry.
          Mr. Ek saw it at 5 p.m. and said so at once.

          Nobody came.
        """,
    ),
    "a literal text and one with deeper lines keep their lines": (
        """\
        summary: |
           One. Two.
             Three.
        """,
        """\
        summary: |
          One. Two.
            Three.
        """,
    ),
    "ids that the author gave keep their order": (
        """\
        fault_tree:
          events:
            B: {event: b}
            A:
              status: open
              event: a
          top: B
        """,
        """\
        fault_tree:
          top: B
          events:
            B: {event: b}
            A:
              event: a
              status: open
        """,
    ),
    "blank lines are squeezed and the end is one line end": (
        "id: a\n\n\n\ntitle: b   \n\n\n",
        "id: a\n\ntitle: b\n",
    ),
    "a comment between a key and its list stays": (
        """\
        timeline:   # from the log
            # the first
            - at: 2005
              what: x
            # the second
            - at: 2006
              what: y
              # of it
        # for the tree
        fault_tree: {}
        """,
        """\
        timeline:   # from the log
          # the first
          - at: 2005
            what: x
          # the second
          - at: 2006
            what: y
          # of it
        # for the tree
        fault_tree: {}
        """,
    ),
    "what stands in brackets over several lines moves as a whole": (
        """\
        courses: [
            a,
            b   # last
        ]
        """,
        """\
        courses: [
          a,
          b   # last
        ]
        """,
    ),
}


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES)
def test_laid_out(before: str, after: str) -> None:
    assert laid(before) == textwrap.dedent(after)


def test_windows_line_ends_stay() -> None:
    text = laid_out(SourceFile("case.yaml", "title: b\r\nid: a\r\n", ""), key_order(Review))

    assert text == "id: a\r\ntitle: b\r\n"


def test_a_file_that_does_not_read_is_refused() -> None:
    with pytest.raises(CannotLayOut, match="does not read"):
        laid("id: [a\n")


@pytest.mark.parametrize("text", ["- a\n", "{a: b}\n", "a\n", "? a\n: b\n", "a:\n  - - b\n", "a: |2\n    b\n"])
def test_what_it_cannot_lay_out_it_refuses_or_leaves(text: str) -> None:
    try:
        after = laid(text)
    except CannotLayOut:
        after = text

    assert after == text


def test_nothing_is_said_otherwise_in_the_whole_knowledge_base() -> None:
    """Every file of kb/ can be laid out; that what it says is the same is tried by the function itself."""
    for path in sorted((ROOT / "kb").rglob("*.yaml")):
        new = laid_out(SourceFile(path.name, path.read_text("utf-8"), ""), key_order(Review))

        assert laid_out(SourceFile(path.name, new, ""), key_order(Review)) == new


def test_evidence_stands_behind_what_it_supports() -> None:
    keys = ordered_keys(NestedEvent)

    assert keys[:2] == ("id", "event")
    assert keys.index("status") + 1 == keys.index("evidence")
    assert ordered_keys(Review)[-1] != "evidence"


WORDS = st.text(alphabet="abcXYZ .,:#-'\"[]{}|>&*!?%@`\\é中0123456789\n\t", max_size=40)
SCALARS = st.one_of(WORDS, st.integers(-5, 10**6), st.booleans(), st.none(), st.floats(allow_nan=False, width=16))
KEYS = st.text(alphabet="abcdef -#:", min_size=1, max_size=8)
DATA = st.dictionaries(
    KEYS,
    st.recursive(
        SCALARS, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4))
    ),
    min_size=1,
    max_size=5,
)


def by_name(path: DataPath) -> Sequence[str]:
    return ("f", "e", "d", "c", "b", "a") if len(path) % 2 == 0 else ()


def with_comments(text: str, places: list[int]) -> str:
    """The text with comments put between its lines, wherever it still reads the same."""
    for number in places:
        lines = text.split("\n")
        place = number % len(lines)
        indent = " " * (len(lines[place]) - len(lines[place].lstrip()))
        tried = "\n".join([*lines[:place], f"{indent}# note {number}", *lines[place:]])
        before, after = (read(SourceFile("a.yaml", each, ""))[0] for each in (text, tried))
        if before is not None and after is not None and before.data == after.data:
            text = tried
    return text


@settings(max_examples=150, deadline=None)
@given(
    DATA, st.integers(1, 6), st.sampled_from([20, 80, 1000]), st.booleans(), st.lists(st.integers(0, 200), max_size=4)
)
def test_what_is_read_and_every_comment_stay_and_twice_is_once(
    data: dict[str, object], indent: int, width: int, flow: bool, places: list[int]
) -> None:
    """Laid out or refused: never another meaning, never a lost comment, never a second change."""
    dumped = yaml.safe_dump(
        data, indent=max(indent, 2), width=width, default_flow_style=None if flow else False, allow_unicode=True
    )
    text = with_comments(dumped, places)
    before, said = read(SourceFile("a.yaml", text, ""))
    try:
        new = laid_out(SourceFile("a.yaml", text, ""), by_name)
    except CannotLayOut:
        return
    after, _ = read(SourceFile("a.yaml", new, ""))

    assert before is not None
    assert after is not None
    assert not said
    assert after.data == before.data
    assert new.count("# note") == text.count("# note")
    assert laid_out(SourceFile("a.yaml", new, ""), by_name) == new


PROSE = st.lists(st.sampled_from(["The", "pump", "ran.", "No.", "A", "(see", "p.", "12)", "Stop!", "", '"Why?"']))


@given(PROSE)
def test_sentences_joined_are_the_paragraph(words: list[str]) -> None:
    paragraph = " ".join(words)

    assert " ".join(sentences(paragraph)) == paragraph
