"""Small cases for the rules: a clean review, and what is changed in it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from rca.analysis.analyse import analyse
from rca.diagnostics import Diagnostic
from rca.graph.build import fault_tree
from rca.library import references as places
from rca.library.link import LINT_REPORTS, Known, names_in, references_of
from rca.library.load import load_library
from rca.library.model import Entry, Library, Reference
from rca.lint.check import LintResult, lint
from rca.records.course import Course
from rca.records.lesson import GeneralLesson
from rca.records.review import Review
from rca.records.taxonomy import Organisations, Taxonomy
from rca.records.validate import validate
from rca.source.document import DataPath, Document, SourceFile
from rca.source.reader import read

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
AS_OF = dt.date(2024, 3, 1)
MAIN = "solvent-tank"
CLEAN = (HERE / "clean.yaml").read_text("utf-8")
BASE = {
    "solvent-tank": CLEAN,
    "wash-tank": (HERE / "earlier.yaml").read_text("utf-8"),
    "storage-safety": (HERE / "course.yaml").read_text("utf-8"),
}


@cache
def taxonomies() -> Mapping[str, Taxonomy]:
    """The code lists of the knowledge base, read once."""
    return load_library(ROOT / "tests" / "lint", AS_OF).taxonomies


@lru_cache(maxsize=64)
def document(name: str, text: str) -> Document:
    """A file as it is read; most cases change one of three, and the others need no second reading."""
    found, said = read(SourceFile(f"kb/{name}.yaml", text, f"{name}-{hash(text)}"))
    assert found is not None, said
    return found


def library_of(texts: Mapping[str, str], organisations: str = "", as_of: dt.date = AS_OF) -> Library:
    """A linked library of the texts: courses have `modules`, general lessons `from`, all others are reviews."""
    documents = {name: document(name, text) for name, text in texts.items()}
    records: dict[str, dict[str, Entry[Any]]] = {"reviews": {}, "courses": {}, "lessons": {}}
    for name, each in documents.items():
        data = each.data
        assert isinstance(data, Mapping)
        kind, model = (
            ("courses", Course)
            if "modules" in data
            else ("lessons", GeneralLesson)
            if "from" in data
            else ("reviews", Review)
        )
        outcome = validate(each, model)
        assert outcome.record is not None, outcome.diagnostics
        records[kind][name] = Entry(outcome.record, each, outcome.partial)
    known = Known(
        reviews={name: names_in(entry.document) for name, entry in records["reviews"].items()},
        lessons=frozenset(records["lessons"]),
        courses=frozenset(records["courses"]),
        standards=frozenset(),
        taxonomies=taxonomies(),
    )
    references: dict[str, tuple[Reference, ...]] = {}
    for entry in records["reviews"].values():
        found, _ = references_of(entry.document, places.REVIEW, known, LINT_REPORTS)
        references[entry.document.file.path] = found
    names = validate(document("organisations", organisations), Organisations).record if organisations else None
    return Library(
        "kb", as_of, records["reviews"], records["lessons"], records["courses"], taxonomies(),
        organisations=names, references=references,
    )  # fmt: skip


def checked(library: Library) -> LintResult:
    """Everything the rules say about a library."""
    reviews = {name: entry.record for name, entry in library.reviews.items()}
    findings = {name: analyse(review, library.as_of) for name, review in reviews.items()}
    return lint(library, findings, {name: fault_tree(review) for name, review in reviews.items()})


def lint_text(text: str, **others: str) -> tuple[Diagnostic, ...]:
    """What the rules say about the clean review when `text` stands in its place."""
    return checked(library_of({**BASE, MAIN: text, **others})).diagnostics


@lru_cache(maxsize=512)
def lint_fragment(*fragments: str) -> tuple[Diagnostic, ...]:
    """What the rules say about the clean library with fragments laid over it."""
    return checked(library_of(laid_over(fragments))).diagnostics


def laid_over(fragments: Sequence[str]) -> dict[str, str]:
    """The clean library with fragments merged in: each into the record that its `id` names, else into the clean review."""
    data = {name: _plain(document(name, text).data) for name, text in BASE.items()}
    for fragment in fragments:
        over = _plain(document("fragment", fragment).data)
        name = over.get("id", MAIN)
        data[name] = _merged(data.get(name, {}), over)
    return {name: _written(each) for name, each in data.items()}


def _written(data: Any) -> str:
    text: str = yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=1000)
    return text


@dataclass(frozen=True)
class Mark:
    """The place that a fragment marks with `# here`."""

    file: str
    path: DataPath
    on_one_line: bool
    """Whether all that is marked stands on the marked line of the fragment."""


def mark_of(fragment: str) -> Mark | None:
    """The outermost key or item that begins on the marked line."""
    line = next((number for number, text in enumerate(fragment.splitlines()) if re.search(r"# here\b", text)), None)
    if line is None:
        return None
    data = _plain(document("fragment", fragment).data)
    found = _starts_on(yaml.compose(fragment, Loader=yaml.CSafeLoader), line, ())
    assert found is not None, fragment
    return Mark(
        data.get("id", MAIN), _by_ids(data, found), document("fragment", fragment).span(found).end_line == line + 1
    )


def place_in(text: str, mark: Mark) -> range:
    """The lines of a marked place in the merged text: one, or those of what stands on one line of the fragment."""
    data = _plain(document(mark.file, text).data)
    path: list[str | int] = []
    for step in mark.path:
        here = step
        if isinstance(step, tuple):
            here = next(
                index for index, item in enumerate(data) if isinstance(item, dict) and item.get("id") == step[0]
            )
        path.append(here)
        data = data[here] if isinstance(data, list) or (isinstance(data, dict) and here in data) else None
    merged = document(mark.file, text)
    first = merged.span(tuple(path), "key").line
    return range(first, (merged.span(tuple(path)).end_line if mark.on_one_line else first) + 1)


def _starts_on(node: yaml.Node | None, line: int, path: DataPath) -> DataPath | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.start_mark.line == line:
                return (*path, key.value)
            if value.start_mark.line <= line <= value.end_mark.line and (
                found := _starts_on(value, line, (*path, key.value))
            ):
                return found
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            if item.start_mark.line == line:
                return (*path, index)
            if item.start_mark.line <= line <= item.end_mark.line and (found := _starts_on(item, line, (*path, index))):
                return found
    return None


def _by_ids(data: Any, path: DataPath) -> DataPath:
    """The path with the items of lists named by their ids, which holds after merging."""
    found: list[Any] = []
    for step in path:
        inside = data[step] if data is not None else None
        named = isinstance(step, int) and isinstance(inside, dict) and "id" in inside
        found.append((inside["id"],) if named else step)
        data = inside
    return tuple(found)


def _merged(base: Any, over: Any) -> Any:
    if isinstance(base, dict) and isinstance(over, dict):
        kept = {key: value for key, value in base.items() if key not in over or over[key] is not None}
        fresh = {key: _merged(kept.get(key), value) for key, value in over.items() if value is not None}
        return {**kept, **fresh}
    if _named(base) and _named(over) and over:
        by_id = {item["id"]: item for item in base}
        for item in over:
            by_id[item["id"]] = _merged(by_id.get(item["id"], {}), item)
        return list(by_id.values())
    return _merged({}, over) if isinstance(over, dict) and base is None else over


def _named(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) and "id" in item for item in value)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value
