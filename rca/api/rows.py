"""Rows of the store of a check: for each file what there is to say about it, and what that rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from rca.diagnostics import Diagnostic
from rca.diagnostics.packed import packed
from rca.source.document import SourceFile

if TYPE_CHECKING:
    from rca.api.base import KnowledgeBase
    from rca.library.model import Entry
    from rca.lint.asked import Asked
    from rca.records.review import Review

COURSES = "\0courses"
"""Name of the row that says which reviews the courses look at."""
Row = dict[str, Any]


@dataclass(slots=True)
class News:
    """Rows that were worked out again, by path."""

    rows: dict[str, Row] = field(default_factory=dict)
    outward: dict[str, Row] = field(default_factory=dict)


def nothing() -> Row:
    """A row that says nothing."""
    return {"found": [], "silenced": []}


def by_path(found: Iterable[Diagnostic], silenced: Iterable[tuple[Diagnostic, str]]) -> dict[str, Row]:
    """What was found and what is silenced, by path."""
    values: dict[str, Row] = defaultdict(nothing)
    for each in found:
        values[each.path]["found"].append(packed(each))
    for each, reason in silenced:
        values[each.path]["silenced"].append([packed(each), reason])
    return values


def about(kb: KnowledgeBase, entry: Entry[Review], answers: Mapping[str, object] | None, looked: Iterable[str]) -> Row:
    """What a row says of a review beside its findings: what others see, and what it rests on."""
    from rca.library.link import names_in
    from rca.lint.asked import TABLES, facing_digest, table_digest

    name = entry.record.id
    names = names_in(entry.document)
    refers = [
        (each.name.partition("#")[0], each.resolved)
        for each in kb.library.references.get(entry.document.file.path, ())
        if each.target in _ABROAD
    ]
    return {
        "id": name,
        "facing": facing_digest(entry, kb.findings[name]),
        "tables": {table: table_digest(entry, table) for table in TABLES},
        "names": [names.events, names.lessons],
        "answers": answers,
        "looked": sorted(set(looked) - {name}),
        "refers": sorted({other for other, _ in refers}),
        "loose": not all(resolved for _, resolved in refers),
    }


_ABROAD = frozenset(("review", "review-event", "review-lesson", "any-lesson"))
"""Targets that may stand in another review."""


def turned_outward(kb: KnowledgeBase, entry: Entry[Review]) -> Row:
    """What a review turns outward."""
    from rca.lint.outward import outward

    return outward(entry, kb.findings[entry.record.id], kb.trees[entry.record.id])


def claims(kb: KnowledgeBase, files: Iterable[SourceFile]) -> Iterable[tuple[str, str]]:
    """Files that have no review of their own since another has their id; they would have it, should the other go."""
    have = {entry.document.file.path for entry in kb.library.reviews.values()}
    doubled = {each.path for each in kb.library.diagnostics if each.code == "RCA205"}
    from rca.source.reader import read

    for file in files:
        if file.path in doubled and file.path not in have:
            document, _ = read(file)
            data = document.data if document is not None else None
            yield file.path, str(data.get("id", "")) if isinstance(data, Mapping) else ""


def one(kb: KnowledgeBase, entry: Entry[Review], asked: Asked, answers: Mapping[str, object] | None) -> Row:
    """The row of one review; `answers` when they are those of before."""
    from rca.library.watched import OnlyThese, Watched
    from rca.lint.check import lint_one
    from rca.training.base import TeachingBase
    from rca.training.check import teaching_of

    name, path = entry.record.id, entry.document.file.path
    result = lint_one(kb.library, name, kb.findings[name], kb.trees[name], asked)
    seen: set[str] = set()
    base = TeachingBase(
        replace(kb.library, reviews=Watched(OnlyThese(kb.library.reviews), seen)),
        Watched(OnlyThese(kb.findings), seen), Watched(OnlyThese(kb.trees), seen),
    )  # fmt: skip
    taught = teaching_of(name, base)
    own = tuple(each for each in kb.library.diagnostics if each.path == path)
    found = sorted((*own, *result.diagnostics, *taught), key=lambda each: each.sort_key)
    value = by_path(found, result.silenced).get(path, nothing())
    return {**value, **about(kb, entry, answers if answers is not None else asked.answers, seen)}


def unread(kb: KnowledgeBase, path: str) -> Row:
    """The row of a file that holds no review."""
    return by_path((each for each in kb.library.diagnostics if each.path == path), ()).get(path, nothing())
