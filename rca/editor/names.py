"""Ids and codes that may be named at a place, with what each means and where it is defined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rca.editor.bench import Bench
from rca.library import references as places
from rca.library.model import Library
from rca.records.taxonomy import Taxonomy, Term
from rca.source.document import DataPath, Document, Value

_LISTED: Mapping[str, tuple[str, ...]] = {
    "evidence": ("evidence",), "source": ("sources",), "action": ("actions",), "lesson": ("lessons",), "standard": ("standards",),
    "expert": ("review", "experts"), "barrier": ("barriers",), "objective": ("training", "objectives"),
}  # fmt: skip
_TABLES = {"reviews": places.REVIEW, "lessons": places.LESSON, "courses": places.COURSE, "adoptions": places.ADOPTION}
_CALLED = {
    "Event": ("event-status", "cause-kind"), "NestedEvent": ("event-status", "cause-kind"), "Evidence": ("evidence",),
    "Barrier": ("barrier",), "Action": ("action-strength", "hierarchy-of-controls", "action-function", "action-status"),
    "Process": ("workflow",), "SignOff": ("workflow",), "Expert": ("workflow",), "Link": ("link-relation",), "Lesson": ("lesson",),
    "Publication": ("publication",),
}  # fmt: skip
"""By the record that a word stands in the code lists that say what it means."""


@dataclass(frozen=True, slots=True)
class Name:
    """Something that can be named."""

    name: str
    means: str
    """One line."""
    kind: str
    file: Path | None = None
    path: DataPath = ()
    """Where it is defined."""


def targets(file: Path, path: DataPath) -> Iterator[tuple[str, str]]:
    """Target and taxonomy of what may be named at a place of a file."""
    table = _TABLES.get(file.parent.name, places.REVIEW)
    at = path[:-1] if path and isinstance(path[-1], int) else path
    for pattern, target, taxonomy in table:
        if places.matches(pattern, at):
            yield target, taxonomy
            return
    if "classify" in at[:-1] and isinstance(at[-1], str):
        yield "code", str(at[-1])
    if at[:1] == ("lint",) and at[-1:] == ("allow",):
        yield "rule", ""


def named_at(bench: Bench, file: Path, path: DataPath) -> Iterator[Name]:
    """Everything that may be named at a place."""
    for target, taxonomy in targets(file, path):
        yield from _of_target(bench, file, target, taxonomy)


def _of_target(bench: Bench, file: Path, target: str, taxonomy: str) -> Iterator[Name]:
    document = bench.good.get(file)
    if target == "code":
        yield from codes(bench.everything(file).library, taxonomy)
    elif target == "rule":
        from rca.lint.registry import described

        yield from (Name(each.code, each.page.title, "rule") for each in described())
    elif target in ("review", "review-event", "review-lesson", "general-lesson", "any-lesson", "course"):
        yield from _elsewhere(bench.everything(file).library, target)
    elif document is not None:
        yield from own(document, file, target)
    elif target == "event":
        yield from _scanned(bench.texts.get(file, ""), file)


def own(document: Document, file: Path, target: str) -> Iterator[Name]:
    """What a file defines itself."""
    data = document.data
    pairs = places.event_ids(data) if target == "event" else places.listed_ids(data, *_LISTED.get(target, (target,)))
    for name, path in pairs:
        yield Name(name, _sentence(data, path), target, file, path)


def _sentence(data: Value, path: DataPath) -> str:
    """What a record says of itself in one line; a path ends in its name or in its `id`."""
    place = path[:-1] if path[-1] == "id" else path
    for step in place:
        if isinstance(data, Mapping):
            data = data.get(str(step))
        elif isinstance(data, Sequence) and not isinstance(data, str) and isinstance(step, int) and step < len(data):
            data = data[step]
    record = data if isinstance(data, Mapping) else {}
    said = next(
        (str(record[key]) for key in ("event", "what", "do", "lesson", "title", "objective", "role") if key in record),
        "",
    )
    status = record.get("status")
    return f"{said} ({status})" if isinstance(status, str) else said


def _scanned(text: str, file: Path) -> Iterator[Name]:
    """Ids of events in a text that has never read."""
    for name in dict.fromkeys(re.findall(r"^[ ]+([A-Z][A-Za-z0-9_.-]{1,63}):", text, re.MULTILINE)):
        yield Name(name, "", "event", file)


def _elsewhere(library: Library, target: str) -> Iterator[Name]:
    if target == "course":
        yield from (
            Name(name, entry.record.title, "course", _file(entry.document)) for name, entry in library.courses.items()
        )
    if target in ("general-lesson", "any-lesson"):
        yield from (
            Name(name, entry.record.lesson, "lesson", _file(entry.document)) for name, entry in library.lessons.items()
        )
    for name, entry in library.reviews.items():
        file = _file(entry.document)
        if target == "review":
            yield Name(name, entry.record.title, "review", file)
        elif target in ("review-event", "review-lesson", "any-lesson"):
            for each in own(entry.document, file, "event" if target == "review-event" else "lesson"):
                yield Name(f"{name}#{each.name}", each.means, each.kind, file, each.path)


def _file(document: Document) -> Path:
    return Path(document.file.path).resolve()


def codes(library: Library, taxonomy: str) -> Iterator[Name]:
    """Codes of a list, each with its name in both languages."""
    listed = library.taxonomies.get(taxonomy)
    for term in listed.terms if listed is not None else ():
        yield Name(term.code, term_text(term), "code")


def term_text(term: Term) -> str:
    """A term in a line: its names and what it means."""
    names = " · ".join(filter(None, (term.en, term.zh)))
    return f"{names}: {term.means}" if term.means else names


def word_text(library: Library, record: str, word: str) -> str:
    """What the code lists say of a word that stands in a record; empty when they say nothing."""
    for name in _CALLED.get(record, ()):
        listed = library.taxonomies.get(name)
        for term in _terms(listed) if listed is not None else ():
            if term.code == word:
                return term_text(term)
    return ""


def _terms(taxonomy: Taxonomy) -> Iterator[Term]:
    lists = ("terms", "kinds", "status", "stages", "roles", "layers", "states", "tasks", "grades", "priority")
    for name in lists:
        yield from getattr(taxonomy, name)


def defined(bench: Bench, file: Path, path: DataPath, word: str) -> Name | None:
    """What a word at a place names; when the place is not known to name anything, the file's own thing of that name."""
    found = next((each for each in named_at(bench, file, path) if each.name == word), None)
    if found is not None:
        return found
    if "#" in word:
        return next(
            (each for each in _elsewhere(bench.everything(file).library, "review-event") if each.name == word), None
        ) or next(
            (each for each in _elsewhere(bench.everything(file).library, "review-lesson") if each.name == word), None
        )
    document = bench.good.get(file)
    for target in ("event", *_LISTED) if document is not None else ():
        for each in own(document, file, target) if document is not None else ():
            if each.name == word:
                return each
    return next((each for each in _elsewhere(bench.everything(file).library, "review") if each.name == word), None)
