"""Places of keys and values."""

from __future__ import annotations

from test_reader import source

from rca.diagnostics import Span
from rca.source.document import DataPath, Document, Of
from rca.source.positions import finding
from rca.source.reader import read

TEXT = """\
# a comment
id: tank
event:
  harm: {deaths: 1, loss: "a
    b"}   # after
note: >
  first
  second

# another
empty:
list:
  - one
  - id: TWO    # why
    what: 文字 b
  - [3, 4]
last: |
  block


"""


def document(text: str = TEXT) -> Document:
    read_one, found = read(source(text))
    assert read_one is not None
    assert found == ()
    return read_one


def place(path: DataPath, of: Of = "value", text: str = TEXT) -> tuple[int, int, int, int]:
    span = document(text).span(path, of)
    return span.line, span.column, span.end_line, span.end_column


def test_a_value_has_its_own_place() -> None:
    """Scalars, flow and block alike, ending after their last character."""
    assert place(("id",)) == (2, 5, 2, 9)
    assert place(("event", "harm", "deaths")) == (4, 18, 4, 19)
    assert place(("event", "harm", "loss")) == (4, 27, 5, 7)
    assert place(("event", "harm")) == (4, 9, 5, 8)
    assert place(("list", 1, "what")) == (15, 11, 15, 15)
    assert place(("list", 2, 1)) == (16, 9, 16, 10)


def test_a_block_ends_with_its_last_character() -> None:
    """Not where the next key begins."""
    assert place(("note",)) == (6, 7, 8, 9)
    assert place(("last",)) == (17, 7, 18, 8)
    assert place(("list",)) == (13, 3, 16, 11)
    assert place(("event",)) == (4, 3, 5, 8)


def test_a_key_has_its_own_place() -> None:
    """An item has none; the item stands for it."""
    assert place(("event", "harm"), "key") == (4, 3, 4, 7)
    assert place(("list", 0), "key") == (13, 5, 13, 8)


def test_an_empty_value_is_shown_at_its_key() -> None:
    """There is nothing else to point at."""
    assert place(("empty",)) == (11, 1, 11, 6)


def test_what_is_missing_is_shown_at_what_it_is_missing_from() -> None:
    """At the key of the mapping; without one, at the mapping's first line."""
    assert place(("event", "place", "country")) == (3, 1, 3, 6)
    assert place(("list", 1, "kind")) == (14, 5, 14, 12)
    assert place(("list", 7)) == (12, 1, 12, 5)
    assert place(("title",)) == (2, 1, 2, 9)


def test_a_path_below_a_scalar_gives_the_scalar() -> None:
    """A value that stands for a list of one, or text that stands for a statement."""
    assert place(("id", 0)) == (2, 5, 2, 9)
    assert place(("note", "text")) == (6, 7, 8, 9)


def test_the_first_of_two_equal_keys_counts() -> None:
    """As in the data."""
    read_one, _ = read(source("a: 1\na: 2\n"))

    assert read_one is not None
    assert read_one.span(("a",)) == Span(1, 4, 1, 5)


def test_a_finding_brings_its_source_line() -> None:
    """The line at which it stands."""
    found = finding(document(), "RCA103", ("list", 1, "what"), "unknown key `what`", of="key")

    assert found.excerpt == "    what: 文字 b"
    assert found.data_path == ("list", 1, "what")
    assert (found.span.line, found.span.column, found.span.end_column) == (15, 5, 9)
