"""A check that works out only what has changed since the last one.

Kept is, for each file, what there was to say about it. It counts as long as everything that it was worked out from is the
same: this program, the day, every file beside the reviews, and what its rules were told of other reviews. What those turn
outward is kept for each (`rca.lint.outward`), so that the questions can be asked again without reading a thousand files.
A review is then worked out again when its file has changed, an answer is another, or a name that it uses has come or gone.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rca.api.again import MOST_CHANGED, Again
from rca.api.base import KnowledgeBase, Misuse, Step, no_folder
from rca.api.rows import COURSES, News, Row, about, by_path, claims, nothing, turned_outward
from rca.diagnostics import Diagnostic
from rca.diagnostics.packed import packed, unpacked
from rca.library.folder import Folder, find_folder
from rca.library.kept import Kept, tool_digest
from rca.library.watched import NeedsAll
from rca.source.document import SourceFile
from rca.source.lines import Lines

if TYPE_CHECKING:
    from rca.records.vocabulary import Stage

_OUTWARD = "outward"
"""Part of the store that holds what each review turns outward."""


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
    gone = [path for path, (digest, _) in rows.items() if digest and path not in reviews]
    values: dict[str, Row] = {}
    if rows and len(changed) + len(gone) <= MOST_CHANGED:
        values = {name: json.loads(text) for name, (_, text) in rows.items()}
        if changed or gone:
            again = Again(folder, as_of, stage, values, lambda: kept.rows(_OUTWARD))
            try:
                news = again.worked_out(changed, gone)
            except NeedsAll:
                values = {}
            else:
                values = {name: value for name, value in values.items() if name not in gone} | news.rows
                kept.keep(
                    _dumped(news.rows, reviews), all_of_them=False, gone=gone,
                    beside={_OUTWARD: _dumped(news.outward, reviews)},
                )  # fmt: skip
    if not values:
        news = _everything(folder, as_of, stage, step)
        values = news.rows
        kept.keep(_dumped(values, reviews), all_of_them=True, beside={_OUTWARD: _dumped(news.outward, reviews)})
    return _found(folder, values)


def _dumped(values: Mapping[str, Row], reviews: Mapping[str, SourceFile]) -> dict[str, tuple[str, str]]:
    return {
        path: (reviews[path].digest if path in reviews else "", json.dumps(value, separators=(",", ":")))
        for path, value in values.items()
    }


def _key(folder: Folder, as_of: dt.date, stage: Stage | None) -> str:
    """Hash of all that every result depends on beside the reviews."""
    beside = [
        (kind, file.path, file.digest) for kind, files in folder.files.items() if kind != "reviews" for file in files
    ]
    said = [[*packed(each), each.path] for each in folder.diagnostics]
    parts = [tool_digest(), as_of.isoformat(), stage, folder.root.as_posix(), beside, said]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _everything(folder: Folder, as_of: dt.date, stage: Stage | None, step: Step) -> News:
    """All of it worked out anew."""
    from rca.training.check import teaching_diagnostics

    kb = KnowledgeBase(folder.root, as_of, stage=stage, step=step, folder=folder)
    looked: dict[str, frozenset[str]] = {}
    taught = teaching_diagnostics(kb.library, kb.findings, kb.trees, looked)
    news = News()
    reviews = {file.path for file in folder.files["reviews"]}
    own = (each for each in taught if each.path in reviews)
    values = by_path((*kb.library.diagnostics, *kb.lint.diagnostics, *own), kb.lint.silenced)
    for each in taught:
        if each.path not in reviews:
            values[each.path].setdefault("taught", []).append(packed(each))
    for entry in kb.library.reviews.values():
        path = entry.document.file.path
        values[path] |= about(kb, entry, kb.answers.get(entry.record.id), looked.get(entry.record.id, frozenset()))
        news.outward[path] = turned_outward(kb, entry)
    for path in reviews:
        values.setdefault(path, nothing())
    for path, name in claims(kb, folder.files["reviews"]):
        values[path]["claims"] = name
    values[COURSES] = {**nothing(), "looked": sorted(looked.get("", ()))}
    news.rows = dict(values)
    return news


def _found(folder: Folder, values: Mapping[str, dict[str, Any]]) -> Found:
    texts = {file.path: file.text for files in folder.files.values() for file in files}
    found: list[Diagnostic] = []
    silenced: list[tuple[Diagnostic, str]] = []
    for path, value in values.items():
        if value["found"] or value["silenced"] or value.get("taught"):
            line = Lines(texts.get(path, "")).line
            found.extend(unpacked(row, path, line) for row in (*value["found"], *value.get("taught", ())))
            silenced.extend((unpacked(row, path, line), reason) for row, reason in value["silenced"])
    return Found(
        tuple(sorted(found, key=lambda each: each.sort_key)),
        tuple(sorted(silenced, key=lambda each: each[0].sort_key)),
    )
