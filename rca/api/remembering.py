"""A check that works out only what has changed since the last one.

Kept is, for each file, what there was to say about it. It counts as long as everything that it was worked out from is the
same: this program, the day, every file beside the reviews, the set of reviews, and of each review what it turns outward
(`rca.lint.asked.FACING`). Then a review is worked out again when its file has changed, and what its rules ask of other
reviews is answered as before. In every other case all is worked out anew.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from rca.api.base import KnowledgeBase, Misuse, Step, no_folder
from rca.diagnostics import Diagnostic
from rca.diagnostics.packed import packed, unpacked
from rca.library.folder import Folder, find_folder
from rca.library.kept import Kept, tool_digest
from rca.library.watched import ALL, NeedsAll
from rca.source.document import SourceFile
from rca.source.lines import Lines

if TYPE_CHECKING:
    from rca.library.model import Entry
    from rca.records.review import Review
    from rca.records.vocabulary import Stage

MOST_CHANGED = 50
"""Files that are worked out one by one; with more, working out everything is as fast."""

_COURSES = "\0courses"
"""Name of the row that says which reviews the courses look at."""


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to say, sorted by place."""

    diagnostics: tuple[Diagnostic, ...]
    silenced: tuple[tuple[Diagnostic, str], ...]


def remembered(root: Path, as_of: dt.date, stage: Stage | None, step: Step) -> Found:
    """Everything there is to say about a knowledge base, from what is kept as far as that counts.

    Raises:
        Misuse: `root` is no folder.
    """
    try:
        folder = find_folder(root)
    except FileNotFoundError as error:
        raise Misuse(no_folder(root)) from error
    kept = Kept(root, _key(folder, as_of, stage))
    rows = kept.rows()
    reviews = {file.path: file for file in folder.files["reviews"]}
    changed = [file for path, file in reviews.items() if rows.get(path, ("",))[0] != file.digest]
    values: dict[str, dict[str, Any]] = {}
    if rows and len(changed) <= MOST_CHANGED:
        values = {name: json.loads(text) for name, (_, text) in rows.items()}
        try:
            again = _worked_out(folder, as_of, stage, changed, values) if changed else {}
        except NeedsAll:
            values = {}
        else:
            values |= again
            if again:
                kept.keep(
                    {path: (reviews[path].digest, json.dumps(each)) for path, each in again.items()}, all_of_them=False
                )
    if not values:
        values = _everything(folder, as_of, stage, step)
        digests = {path: file.digest for path, file in reviews.items()}
        kept.keep({name: (digests.get(name, ""), json.dumps(each)) for name, each in values.items()}, all_of_them=True)
    return _found(folder, values)


def _key(folder: Folder, as_of: dt.date, stage: Stage | None) -> str:
    """Hash of all that every result depends on; of the reviews only that they are there."""
    beside = [
        (kind, file.path, file.digest) for kind, files in folder.files.items() if kind != "reviews" for file in files
    ]
    paths = [file.path for file in folder.files["reviews"]]
    said = [[*packed(each), each.path] for each in folder.diagnostics]
    parts = [tool_digest(), as_of.isoformat(), stage, folder.root.as_posix(), beside, paths, said]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _everything(folder: Folder, as_of: dt.date, stage: Stage | None, step: Step) -> dict[str, dict[str, Any]]:
    """All of it worked out anew, by path."""
    from rca.library.link import names_in
    from rca.lint.asked import facing_digest

    kb = KnowledgeBase(folder.root, as_of, stage=stage, step=step, folder=folder)
    values = _by_path(kb.diagnostics(), kb.lint.silenced)
    for name, entry in kb.library.reviews.items():
        names = names_in(entry.document)
        values[entry.document.file.path] |= {
            "id": name,
            "facing": facing_digest(entry, kb.findings[name]),
            "names": [names.events, names.lessons],
            "answers": kb.answers.get(name),
            "looked": sorted(kb.looked.get(name, ())),
        }
    for file in folder.files["reviews"]:
        values.setdefault(file.path, _nothing())
    values[_COURSES] = {**_nothing(), "looked": sorted(kb.looked.get("", ()))}
    return values


def _worked_out(
    folder: Folder,
    as_of: dt.date,
    stage: Stage | None,
    changed: Iterable[SourceFile],
    values: Mapping[str, dict[str, Any]],
) -> dict[str, dict[str, Any]]:
    """The changed reviews worked out again, by path.

    Raises:
        NeedsAll: something that other files see has changed, or an answer is not at hand.
    """
    from rca.library.link import Names

    names: dict[str, Names] = {}
    home: dict[str, SourceFile] = {}
    for file in folder.files["reviews"]:
        value = values[file.path]
        if "id" in value:  # else it did not read, or its id was taken
            names[value["id"]] = Names(*(tuple(each) for each in value["names"]))
            home[value["id"]] = file
    files = list(changed)
    if any("id" not in values[file.path] for file in files):
        raise NeedsAll
    own = {values[file.path]["id"] for file in files}
    for path, value in values.items():
        looked = set(value.get("looked", ()))
        if looked and (ALL in looked or looked & own):
            raise NeedsAll(path)  # its training or a course looks at the whole of a changed review
    part = replace(folder, files={**folder.files, "reviews": tuple(files)}, diagnostics=())
    kb = KnowledgeBase(folder.root, as_of, stage=stage, folder=part, names=names)
    return {file.path: _one(kb, file, values[file.path], _opener(home)) for file in files}


def _opener(home: Mapping[str, SourceFile]) -> Callable[[str], Review]:
    """Reads a review that an answer names."""

    def review_of(name: str) -> Review:
        from rca.lint.asked import Facing
        from rca.records.review import Review
        from rca.records.validate import validate
        from rca.source.reader import read

        document, _ = read(home[name])
        record = validate(document, Review).record if document is not None else None
        if record is None:
            raise NeedsAll(name)
        return cast("Review", Facing(record))

    return review_of


def _one(
    kb: KnowledgeBase, file: SourceFile, before: Mapping[str, Any], review_of: Callable[[str], Review]
) -> dict[str, Any]:
    from rca.library.watched import OnlyThese
    from rca.lint.asked import Asked, facing_digest
    from rca.lint.check import lint_one
    from rca.training.base import TeachingBase
    from rca.training.check import teaching_of

    entry = _entry_of(kb, file)
    name = entry.record.id
    if facing_digest(entry, kb.findings[name]) != before["facing"]:
        raise NeedsAll(file.path)
    if before["answers"] is None:
        raise NeedsAll(file.path)
    asked = Asked(None, before["answers"], review_of)
    result = lint_one(kb.library, name, kb.findings[name], kb.trees[name], asked)
    base = TeachingBase(
        replace(kb.library, reviews=OnlyThese({name: entry})), OnlyThese({name: kb.findings[name]}),
        OnlyThese({name: kb.trees[name]}),
    )  # fmt: skip
    own = tuple(each for each in kb.library.diagnostics if each.path == file.path)
    found = sorted((*own, *result.diagnostics, *teaching_of(name, base)), key=lambda each: each.sort_key)
    value = _by_path(found, result.silenced).get(file.path, _nothing())
    return {**before, **value}


def _entry_of(kb: KnowledgeBase, file: SourceFile) -> Entry[Review]:
    for entry in kb.library.reviews.values():
        if entry.document.file.path == file.path:
            return entry
    raise NeedsAll(file.path)


def _nothing() -> dict[str, Any]:
    return {"found": [], "silenced": []}


def _by_path(found: Iterable[Diagnostic], silenced: Iterable[tuple[Diagnostic, str]]) -> dict[str, dict[str, Any]]:
    values: dict[str, dict[str, Any]] = defaultdict(_nothing)
    for each in found:
        values[each.path]["found"].append(packed(each))
    for each, reason in silenced:
        values[each.path]["silenced"].append([packed(each), reason])
    return values


def _found(folder: Folder, values: Mapping[str, dict[str, Any]]) -> Found:
    texts = {file.path: file.text for files in folder.files.values() for file in files}
    found: list[Diagnostic] = []
    silenced: list[tuple[Diagnostic, str]] = []
    for path, value in values.items():
        if value["found"] or value["silenced"]:
            line = Lines(texts.get(path, "")).line
            found.extend(unpacked(row, path, line) for row in value["found"])
            silenced.extend((unpacked(row, path, line), reason) for row, reason in value["silenced"])
    return Found(
        tuple(sorted(found, key=lambda each: each.sort_key)),
        tuple(sorted(silenced, key=lambda each: each[0].sort_key)),
    )
