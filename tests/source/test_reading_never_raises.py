"""Properties: whatever stands in a file, reading ends with a value or with findings that lie inside the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as some
from test_reader import source

from rca.diagnostics import Diagnostic, Span, text
from rca.records.review import Review
from rca.records.validate import validate
from rca.source.document import DataPath, SourceFile, Value
from rca.source.find import load_file
from rca.source.lines import Lines
from rca.source.reader import read

PIECES = some.sampled_from(
    ["a", "b: ", "- ", "? ", ": ", "\n", "\n  ", "\n    ", "[", "]", "{", "}", ", ", '"', "'", "|\n", ">\n ", "# c", "&a ",
     "*a", "!!str ", "!x ", "<<: ", "---\n", "...\n", "%", "@", "`", "\t", "\\", "\r\n", "\r", "\u2028", "\x85", "文",
     "\U0001f600", "1", "01", "true", "~", "id: x\n", "title: t\n", "event:\n", "  date: 2005\n", "fault_tree:\n",
     "  top: A\n", "  events:\n", "    A: {event: x}\n", "\0", "\ufeff"]
)  # fmt: skip
YAML_LIKE = some.lists(PIECES, max_size=40).map("".join)


def paths(data: Value, below: DataPath = ()) -> Iterator[DataPath]:
    """Every path of the data."""
    yield below
    if isinstance(data, dict):
        for key, value in data.items():
            yield from paths(value, (*below, key))
    elif isinstance(data, tuple):
        for index, value in enumerate(data):
            yield from paths(value, (*below, index))


def inside(span: Span, lines: Lines) -> bool:
    """Whether a span begins and ends inside the text, and in this order."""
    begins_and_ends = (span.line, span.column) <= (span.end_line, span.end_column)
    rows = (span.line, span.column), (span.end_line, span.end_column)
    return begins_and_ends and all(
        1 <= line <= len(lines.starts) and 1 <= column <= len(lines.line(line)) + 3 for line, column in rows
    )


def check(file: SourceFile) -> None:
    lines = Lines(file.text)
    document, found = read(file)
    everything: list[Diagnostic] = list(found)
    if document is not None:
        everything += validate(document, Review).diagnostics
        for path in paths(document.data):
            assert inside(document.span(path), lines)
            assert inside(document.span(path, "key"), lines)
            assert inside(document.span((*path, "missing", 3)), lines)
    assert document is not None or everything
    for each in everything:
        assert inside(each.span, lines)
        assert each.excerpt == lines.line(each.span.line)
        assert "\n" not in each.message
    assert text.render(everything).endswith("\n")


@settings(max_examples=120, deadline=None)
@given(YAML_LIKE)
def test_what_looks_like_yaml_never_raises(written: str) -> None:
    """Also spans of every path of the data lie inside the file."""
    check(source(written))


@settings(max_examples=80, deadline=None)
@given(some.text(alphabet=some.characters(), max_size=80))
def test_any_text_never_raises(written: str) -> None:
    """Surrogates and control characters included."""
    check(source(written))


@settings(max_examples=80, deadline=None)
@given(some.binary(max_size=80))
def test_any_bytes_never_raise(tmp_path_factory: object, content: bytes) -> None:
    """A file of any bytes."""
    path = Path(tmp_path_factory.getbasetemp()) / "any.yaml"  # type: ignore[attr-defined]
    path.write_bytes(content)

    file, found = load_file(path, "any.yaml")

    assert (file is None) == bool(found)
    if file is not None:
        check(file)


SCALARS = some.one_of(
    some.none(), some.booleans(), some.integers(-3, 3), some.floats(allow_nan=False, allow_infinity=False),
    some.sampled_from(["A", "E-1", "2005-03-23", "x y", "confirmed", "", "review#ID"]),
)  # fmt: skip
KEYS = some.sampled_from(
    ["id", "title", "event", "date", "harm", "deaths", "fault_tree", "top", "events", "A", "any_of", "all_of", "at_least",
     "evidence", "kind", "status", "what", "timeline", "at", "actions", "lessons", "probability", "value", "format", "text"]
)  # fmt: skip
DATA = some.recursive(
    SCALARS,
    lambda inner: some.one_of(some.lists(inner, max_size=4), some.dictionaries(KEYS, inner, max_size=5)),
    max_leaves=25,
)


@settings(max_examples=120, deadline=None)
@given(some.dictionaries(KEYS, DATA, max_size=8))
def test_validating_any_data_never_raises(data: dict[str, object]) -> None:
    """And what is salvaged is a record or nothing."""
    import json

    document, found = read(source(json.dumps(data)))
    assert document is not None
    assert found == ()

    outcome = validate(document, Review)

    assert outcome.partial or outcome.record is not None
    assert outcome.partial == any(each.severity == "error" for each in outcome.diagnostics)
