"""Hostile files: one clear finding, in bounded time and memory, and never a traceback."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from test_reader import source

from rca.diagnostics import text
from rca.records.review import Review
from rca.records.validate import validate
from rca.source import loader
from rca.source.reader import read

SIZE = 1_900_000
"""Just below what is read at all."""
SECONDS = 10
"""Of processor time: ten times what the slowest case takes; quadratic time would take minutes."""

BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20)
)

HOSTILE: dict[str, tuple[str, str]] = {
    "brackets": ("[" * SIZE, "RCA014"),
    "brackets below each other": ("[\n" * 100_000, "RCA014"),
    "braces": ("{a: " * 100_000, "RCA014"),
    "dashes": ("- " * 100_000, "RCA014"),
    "stairs": ("".join(f"{' ' * i}a:\n" for i in range(1900)), "RCA014"),
    "items": ("- a\n" * (SIZE // 4), "RCA017"),
    "keys": ("".join(f"k{i}: 1\n" for i in range(SIZE // 12)), "RCA017"),
    "commas": ("[" + "a," * (SIZE // 2), "RCA017"),
    "long plain text": ("title: " + "a" * SIZE, "RCA017"),
    "long quoted text": ('title: "' + "\\x41" * (SIZE // 4) + '"', "RCA017"),
    "long folded text": ("title: >\n" + "  b\n\n" * (SIZE // 5), "RCA017"),
    "long key": ("a" * SIZE + ": 1", "RCA017"),
    "directives": ("%TAG !a! b\n" * (SIZE // 11) + "---\na: 1\n", "RCA017"),
    "directives between odd line ends": ("%TAG !a! b\u2028" * (SIZE // 13) + "---\na: 1\n", "RCA017"),
    "blank lines": ("\n" * SIZE, "RCA006"),
    "comments": ("# c\n" * (SIZE // 4), "RCA006"),
    "open quote": ('a: "' + "x\n" * (SIZE // 2), "RCA010"),
    "tabs": ("\t" * SIZE, "RCA010"),
    "stars": ("*" * SIZE, "RCA010"),
    "bomb": (BOMB, "RCA013"),
    "alias of itself": ("a: &a [*a]\n", "RCA013"),
    "long anchor": ("&" + "a" * SIZE + " x", "RCA013"),
    "long tag": ("!<" + "%41" * (SIZE // 3) + "> x", "RCA012"),
    "NUL": ("id: x\0\n", "RCA005"),
    "a call": ("!!python/object/apply:os.system [id]\n", "RCA012"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gives_one_finding_in_time(name: str) -> None:
    """The finding is short too, however long the line it stands in."""
    written, code = HOSTILE[name]
    started = time.process_time()

    document, found = read(source(written))
    if document is not None:
        found += validate(document, Review).diagnostics
    shown = text.render(found)

    assert [each.code for each in found] == [code]
    assert len(shown) < 1000
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize("name", ["brackets", "directives", "long plain text", "bomb", "stairs"])
def test_the_parser_in_python_is_bounded_too(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML was built without libyaml."""
    import yaml

    monkeypatch.setattr(loader, "_Chosen", yaml.SafeLoader)
    written, code = HOSTILE[name]
    started = time.process_time()

    _, found = read(source(written))

    assert [each.code for each in found] == [code]
    assert time.process_time() - started < 5 * SECONDS


MANY: dict[str, Callable[[], str]] = {
    "duplicate keys": lambda: "a: 1\n" * (SIZE // 5),
    "tags": lambda: "- !!python/object:os.system x\n" * 60_000,
    "unknown keys": lambda: "".join(f"k{i}: 1\n" for i in range(20_000)),
    "unknown keys in one line": lambda: "{" + ", ".join(f"k{i}: 1" for i in range(20_000)) + "}",
    "faults in the tree": lambda: "fault_tree:\n  top: A\n  events:\n" + "".join(
        f"    A{i}: {{event: x, ownr: z, all_of: [B, 3]}}\n" for i in range(3000)
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MANY)
def test_a_flood_of_faults_is_cut_off(name: str) -> None:
    """Whoever has thousands of faults is told how many more there are, and not each of them."""
    started = time.process_time()

    document, found = read(source(MANY[name]()))
    if document is not None:
        found += validate(document, Review).diagnostics
    shown = text.render(found)

    assert 100 < len(found) <= 202
    assert len(shown) < 200_000
    assert time.process_time() - started < SECONDS


CHILD = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (900_000_000, 900_000_000))
sys.path.insert(0, sys.argv[1])
from test_hostile_files import HOSTILE, MANY, Review, read, source, validate
for written in [text for text, _ in HOSTILE.values()] + [make() for make in MANY.values()]:
    document, found = read(source(written))
    if document is not None:
        found += validate(document, Review).diagnostics
    assert found
print("read")
"""


def test_memory_is_bounded() -> None:
    """All hostile files are read one after the other in less than a gigabyte of address space."""
    pytest.importorskip("resource")

    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(Path(__file__).parent)],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip

    assert done.stdout == "read\n", done.stderr[-2000:]


def test_keys_within_keys_end_too() -> None:
    """The outermost is reported, and then the depth."""
    _, found = read(source("? " * 100_000))

    assert [each.code for each in found] == ["RCA016", "RCA014"]


def test_nested_events_of_the_deepest_kind_are_validated() -> None:
    """No recursion trouble between the limit of the reader and the records."""
    deep = "id: x\ntitle: t\nevent: {date: 2005-03-23}\nfault_tree:\n  top: A\n  events:\n    A:\n      event: x\n"
    for level in range(26):
        blank = " " * (6 + 4 * level)
        deep += f"{blank}any_of:\n{blank}  - id: B{level}\n{blank}    event: x\n"

    document, found = read(source(deep))

    assert found == ()
    assert document is not None
    assert validate(document, Review).record is not None
