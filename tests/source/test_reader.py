"""Reading: the YAML 1.2 core schema with codes left as text, and what is refused."""

from __future__ import annotations

import hashlib

import pytest

from rca.diagnostics import Diagnostic
from rca.source.document import SourceFile, Value
from rca.source.reader import read


def source(text: str) -> SourceFile:
    return SourceFile("case.yaml", text, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def data_of(text: str) -> Value:
    document, found = read(source(text))
    assert found == ()
    assert document is not None
    return document.data


def faults_of(text: str) -> list[tuple[str, int, int]]:
    _, found = read(source(text))
    return [(each.code, each.span.line, each.span.column) for each in found]


def only(text: str) -> Diagnostic:
    _, found = read(source(text))
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("13:20", "13:20"), ("NO", "NO"), ("no", "no"), ("yes", "yes"), ("on", "on"), ("01", "01"), ("-01", "-01"),
        ("01.5", "01.5"), ("2005-03-23", "2005-03-23"), ("1_000", "1_000"), ("0b11", "0b11"), ("=", "="), (".", "."),
        ("1e-3", 0.001), ("1E3", 1000.0), (".5", 0.5), ("5.", 5.0), ("-1.5e+2", -150.0), ("0", 0), ("-7", -7), ("+7", 7),
        ("0o17", 15), ("0x1F", 31), ("null", None), ("Null", None), ("~", None), ("", None), ("true", True),
        ("FALSE", False), ("True", True), (".inf", ".inf"), (".nan", ".nan"), ("1e999", "1e999"),
        ("9" * 18, int("9" * 18)), ("9" * 19, "9" * 19), ("9" * 5000, "9" * 5000), ('"15"', "15"), ("'null'", "null"),
        ("!!str 15", "15"), ("!!int 15", 15), ("!!float 15", 15.0), ("!!null ''", None),
        ("\U0001f600 文", "\U0001f600 文"), ("a # b", "a"), ("a#b", "a#b"), ("https://a.example/b", "https://a.example/b"),
    ],
)  # fmt: skip
def test_a_scalar_means_what_its_author_sees(written: str, value: Value) -> None:
    """Times, countries and codes stay text; numbers and truths are those of YAML 1.2."""
    data = data_of(f"key: {written}\n")

    assert data == {"key": value}
    assert type(data["key"]) is type(value)  # type: ignore[index,call-overload]


def test_lists_become_tuples() -> None:
    """Data that nobody can change."""
    assert data_of("a: [1, [2]]\nb:\n  - x\n  - y: z\nc: []\nd: {}\n") == {
        "a": (1, (2,)), "b": ("x", {"y": "z"}), "c": (), "d": {},
    }  # fmt: skip


def test_a_key_is_text() -> None:
    """Whatever a key looks like, it is the text that was written."""
    assert data_of("1: a\ntrue: b\n1.0: c\n~: d\nNO: e\n? f\n: g\n") == {
        "1": "a", "true": "b", "1.0": "c", "~": "d", "NO": "e", "f": "g",
    }  # fmt: skip


def test_a_duplicate_key_names_the_first() -> None:
    """The second key is the fault; the first value stays."""
    document, found = read(source("a: 1\nb:\n  - c: 2\n    c: {d: 1, d: 2}\na: 3\n"))

    assert document is not None
    assert document.data == {"a": 1, "b": ({"c": 2},)}
    assert [(each.span.line, each.span.column, each.span.end_column, each.message) for each in found] == [
        (4, 5, 6, "duplicate key `c`; it is first written at line 3"),
        (4, 15, 16, "duplicate key `d`; it is first written at line 4"),
        (5, 1, 2, "duplicate key `a`; it is first written at line 1"),
    ]


def test_faults_of_several_kinds_are_told_in_one_go() -> None:
    """After duplicate keys, tags, merge keys and strange keys reading goes on."""
    text = "a: !x 1\n<<: {b: 1}\n[c]: 2\nd: {{ e }}\n'': 3\na: 4\nf: !!int many\n"

    assert faults_of(text) == [
        ("RCA012", 1, 4), ("RCA013", 2, 1), ("RCA016", 3, 1), ("RCA016", 4, 5), ("RCA016", 5, 1), ("RCA011", 6, 1),
        ("RCA012", 7, 4),
    ]  # fmt: skip


def test_what_could_not_be_read_is_remembered() -> None:
    """So that no later stage reports it a second time."""
    document, _ = read(source("a: !x 1\nb:\n  - !!python/object:os.system {c: 1}\n"))

    assert document is not None
    assert document.unread == (("a",), ("b", 0))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: &b c\n", ("RCA013", 1, 4)),
        ("a: *b\n", ("RCA013", 1, 4)),
        ("&a [*a]\n", ("RCA013", 1, 1)),
        ("what: ! valve shut\n", ("RCA012", 1, 7)),
        ("a: 1\n---\nb: 2\n", ("RCA015", 2, 1)),
        ("", ("RCA006", 1, 1)),
        ("# nothing\n\n", ("RCA006", 1, 1)),
        ("\ufeffa: 1\n", ("RCA005", 1, 1)),
        ("a: 1\nb: x\0y\n", ("RCA005", 2, 5)),
        ("a: \x1b[31m\n", ("RCA005", 1, 4)),
        ("a: \ud800\n", ("RCA005", 1, 4)),
        ("a: " + "[" * 100 + "]" * 100, ("RCA014", 1, 63)),
        ("a: |\n  " + "b" * 100_001, ("RCA017", 1, 4)),
    ],
)
def test_one_fault_ends_the_reading(text: str, fault: tuple[str, int, int]) -> None:
    """Where nothing sensible can follow, one finding says why."""
    assert faults_of(text) == [fault]


def test_a_second_document_leaves_the_first() -> None:
    """The record that was read is still there."""
    document, found = read(source("a: 1\n---\nb: [\n"))

    assert document is not None
    assert document.data == {"a": 1}
    assert [each.code for each in found] == ["RCA015"]


def test_sixty_levels_are_read() -> None:
    """The limit is far above what people write."""
    assert faults_of("[" * 60 + "]" * 60) == []


def test_line_ends_of_all_systems_count_alike() -> None:
    """Windows and old Macintosh files have the same lines; YAML 1.1's further line ends are none."""
    assert faults_of("a: 1\r\nb: 2\r\na: 3\r\n") == [("RCA011", 3, 1)]
    assert faults_of("a: 1\rb: 2\ra: 3\r") == [("RCA011", 3, 1)]
    assert faults_of('a: "x\u2028y"\nb: 1\nb: 2\n') == [("RCA011", 3, 1)]


def test_columns_count_characters() -> None:
    """Not bytes and not UTF-16 units."""
    assert faults_of("{文: 1, \U0001f600: 2, 文: 3}") == [("RCA011", 1, 14)]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("title: a: b\n", (1, 9), "second `: `"),
        ("a:\n\t- b\n", (2, 1), "tab"),
        ("a:\n  - b\n - c\n", (3, 2), "indentation"),
        ("id: x\ntitle\nkind: y\n", (2, 1), "neither a key"),
        ('title "x"\nid: y\n', (1, 1), "neither a key"),
        ("a:b\nc: d\n", (1, 2), "a blank is missing"),
        ('title: "x\nid: y\n', (1, 8), "never closed"),
        ('title: "x\nid: "y"\nz: 1\n', (1, 8), "closed only in line 2"),
        ("title: 'it's'\n", (1, 12), "after the closing quote"),
        ('a: "C:\\windows"\n', (1, 7), "backslash"),
        ("a: [x, y\nb: 1\n", (1, 4), "opened with `[`"),
        ("a: {x: 1 y: 2}\n", (1, 11), "opened with `{`"),
        ('{"id": "x" "title": "y"}\n', (1, 12), "without a comma"),
        ("a: @b\n", (1, 4), "cannot begin with `@`"),
        ("a: `b`\n", (1, 4), "a backtick"),
        ("a: *b* c\n", (1, 4), "cannot begin with `*`"),
        ("a: - b\n", (1, 4), "a list cannot begin"),
        ("a: | b\n", (1, 6), "in the next line"),
        ("a: ]\n", (1, 4), "missing before `]`"),
        ("- a\nb: 1\n", (2, 1), "among the items"),
        ("a: 1\n- b\n", (2, 1), "among keys"),
        ("a: !h!x y\n", (1, 4), "read as a tag"),
        ("a: b\n...\nc: d\n", (3, 1), "nothing can follow"),
        ("%YAML 3.0\n---\na: 1\n", (1, 1), "`%`"),
        ("a: ? b\n", (1, 4), "`? `"),
    ],
)
def test_a_syntax_error_is_told_in_plain_words_where_the_slip_is(text: str, place: tuple[int, int], words: str) -> None:
    """One finding with line, column, what is wrong and what to do."""
    found = only(text)

    assert (found.code, found.span.line, found.span.column) == ("RCA010", *place)
    assert words in found.message
    assert found.help
    assert found.excerpt == text.split("\n")[place[0] - 1]
