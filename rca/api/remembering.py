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
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
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
    from rca.library.link import Names
    from rca.library.load import Memo
    from rca.library.model import Entry
    from rca.lint.asked import Asked
    from rca.records.review import Review
    from rca.records.vocabulary import Stage

MOST_CHANGED = 50
"""Reviews that are worked out one by one; with more, working out everything is as fast."""

_COURSES = "\0courses"
"""Name of the row that says which reviews the courses look at."""
_OUTWARD = "outward"
"""Part of the store that holds what each review turns outward."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to say, sorted by place."""

    diagnostics: tuple[Diagnostic, ...]
    silenced: tuple[tuple[Diagnostic, str], ...]


@dataclass(slots=True)
class _News:
    """Rows that were worked out again, by path."""

    rows: dict[str, Row] = field(default_factory=dict)
    outward: dict[str, Row] = field(default_factory=dict)


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
            again = _Again(folder, as_of, stage, values, lambda: kept.rows(_OUTWARD))
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


def _everything(folder: Folder, as_of: dt.date, stage: Stage | None, step: Step) -> _News:
    """All of it worked out anew."""
    from rca.training.check import teaching_diagnostics

    kb = KnowledgeBase(folder.root, as_of, stage=stage, step=step, folder=folder)
    looked: dict[str, frozenset[str]] = {}
    taught = teaching_diagnostics(kb.library, kb.findings, kb.trees, looked)
    news = _News()
    reviews = {file.path for file in folder.files["reviews"]}
    own = (each for each in taught if each.path in reviews)
    values = _by_path((*kb.library.diagnostics, *kb.lint.diagnostics, *own), kb.lint.silenced)
    for each in taught:
        if each.path not in reviews:
            values[each.path].setdefault("taught", []).append(packed(each))
    for entry in kb.library.reviews.values():
        path = entry.document.file.path
        values[path] |= _about(kb, entry, kb.answers.get(entry.record.id), looked.get(entry.record.id, frozenset()))
        news.outward[path] = _turned(kb, entry)
    for path in reviews:
        values.setdefault(path, _nothing())
    for path, name in _claims(kb, folder.files["reviews"]):
        values[path]["claims"] = name
    values[_COURSES] = {**_nothing(), "looked": sorted(looked.get("", ()))}
    news.rows = dict(values)
    return news


def _about(kb: KnowledgeBase, entry: Entry[Review], answers: Mapping[str, object] | None, looked: Iterable[str]) -> Row:
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


def _turned(kb: KnowledgeBase, entry: Entry[Review]) -> Row:
    from rca.lint.outward import outward

    return outward(entry, kb.findings[entry.record.id], kb.trees[entry.record.id])


def _claims(kb: KnowledgeBase, files: Iterable[SourceFile]) -> Iterable[tuple[str, str]]:
    """Files that have no review of their own since another has their id; they would have it, should the other go."""
    have = {entry.document.file.path for entry in kb.library.reviews.values()}
    doubled = {each.path for each in kb.library.diagnostics if each.code == "RCA205"}
    from rca.source.reader import read

    for file in files:
        if file.path in doubled and file.path not in have:
            document, _ = read(file)
            data = document.data if document is not None else None
            yield file.path, str(data.get("id", "")) if isinstance(data, Mapping) else ""


class _Again:
    """Works out again what a few changed reviews change."""

    def __init__(
        self, folder: Folder, as_of: dt.date, stage: Stage | None, values: Mapping[str, Row],
        turned: Callable[[], Mapping[str, tuple[str, str]]],
    ) -> None:  # fmt: skip
        self._folder, self._as_of, self._stage, self._values, self._turned = folder, as_of, stage, values, turned
        self._memo: Memo = {}
        self._files = {file.path: file for file in folder.files["reviews"]}

    def worked_out(self, changed: Iterable[SourceFile], gone: Iterable[str]) -> _News:
        """The rows of the changed reviews, and of those that they concern.

        Raises:
            NeedsAll: they concern more than can be worked out one by one.
        """
        files = tuple(changed)
        touched = {*(file.path for file in files), *gone}
        kept = {each["id"]: path for path, each in self._values.items() if "id" in each and path not in touched}
        names = self._names(kept, files)
        kb = self._base(files, names)
        now = {entry.document.file.path: entry for entry in kb.library.reviews.values()}
        before = {self._values[path]["id"]: path for path in touched if "id" in self._values.get(path, ())}
        moved = {*before, *(entry.record.id for entry in now.values())}
        if any(each.get("claims") in moved for path, each in self._values.items() if path not in touched) or any(
            entry.record.id in kept for entry in now.values()
        ):
            raise NeedsAll(_COURSES)  # one id in two files: which of them has it is settled over all
        others = self._others_see(kb, now, touched)
        looked = {path for path, each in self._values.items() if path not in touched and self._looks(each, moved)}
        if not others and not looked:
            try:
                return self._alone(kb, now, touched)
            except NeedsAll:
                pass  # a question that was not asked before
        return self._with_others(kb, now, touched, moved, kept, looked - {_COURSES}, names)

    def _names(self, kept: Mapping[str, str], files: Iterable[SourceFile]) -> dict[str, Names]:
        """What can be named in each review, those at hand as they are now."""
        from rca.library.link import Names, names_in
        from rca.library.load import reading
        from rca.records.review import Review

        names = {name: Names(*map(tuple, self._values[path]["names"])) for name, path in kept.items()}
        for file in files:
            document, _, outcome = reading(file, Review, self._memo)
            if document is not None and outcome is not None and outcome.record is not None:
                names[outcome.record.id] = names_in(document)
        return names

    def _base(self, files: Iterable[SourceFile], names: Mapping[str, Names]) -> KnowledgeBase:
        listed = tuple(sorted(files, key=lambda file: file.path))
        part = replace(self._folder, files={**self._folder.files, "reviews": listed}, diagnostics=())
        return KnowledgeBase(
            self._folder.root, self._as_of, stage=self._stage, folder=part, names=names, memo=self._memo
        )

    def _others_see(self, kb: KnowledgeBase, now: Mapping[str, Entry[Review]], touched: Iterable[str]) -> bool:
        """Whether anything that rules about other reviews can see has changed."""
        from rca.lint.asked import facing_digest

        def seen(path: str) -> str | None:
            return facing_digest(now[path], kb.findings[now[path].record.id]) if path in now else None

        return any(seen(path) != self._values.get(path, {}).get("facing") for path in touched)

    @staticmethod
    def _looks(row: Row, moved: set[str]) -> bool:
        looked = set(row.get("looked", ()))
        return ALL in looked or bool(looked & moved)

    def _alone(self, kb: KnowledgeBase, now: Mapping[str, Entry[Review]], touched: Iterable[str]) -> _News:
        """Nobody else is concerned: what is asked of others is answered as before."""
        from rca.lint.asked import Asked

        home = {
            each["id"]: self._files[path] for path, each in self._values.items() if "id" in each and path in self._files
        }
        news = _News()
        for path in touched:
            before = self._values.get(path, {})
            if path in now:
                if before.get("answers") is None:
                    raise NeedsAll(path)
                asked = Asked(None, before["answers"], _opener(home))
                news.rows[path] = _one(kb, now[path], asked, before["answers"])
            elif path in self._files:
                news.rows[path] = _unread(kb, path)
        return news

    def _with_others(
        self, kb: KnowledgeBase, now: Mapping[str, Entry[Review]], touched: set[str], moved: set[str],
        kept: Mapping[str, str], looked: set[str], names: Mapping[str, Names],
    ) -> _News:  # fmt: skip
        """Everything that the changed reviews concern, with the tables over all reviews made from what those turn outward."""
        from rca.lint.across import Across
        from rca.lint.asked import Asked, holds
        from rca.lint.outward import across_of

        stored = self._turned()
        turned: dict[str, Row] = {}
        for name, path in kept.items():
            if path not in stored:
                raise NeedsAll(name)
            turned[name] = json.loads(stored[path][1])
        news = _News(outward={path: _turned(kb, entry) for path, entry in now.items()})
        turned |= {each["id"]: each for each in news.outward.values()}
        across = across_of(dict(sorted(turned.items())), kb.library, Across)

        def review_of(other: str) -> Review:
            return across.library.reviews[other].record

        sure = self._sure(now, touched)
        concerned = looked | {
            path
            for path in kept.values()
            if (row := self._values[path])["loose"]
            or moved & set(row["refers"])
            or row["answers"] is None
            or not holds(across, row["answers"], review_of, sure)
        }
        wanted = {*touched, *concerned} & set(self._files)
        close = {
            kept[name] for path in (*wanted, _COURSES) for name in self._values.get(path, {}).get("looked", ())
            if name in kept
        }  # fmt: skip
        if len(wanted | close) > MOST_CHANGED or ALL in self._values[_COURSES]["looked"]:
            raise NeedsAll(ALL)
        whole = self._base((self._files[path] for path in wanted | close), names)
        for path in wanted:
            entry = next((each for each in whole.library.reviews.values() if each.document.file.path == path), None)
            asked = Asked(across, self._values.get(path, {}).get("answers"), review_of, sure)
            news.rows[path] = _one(whole, entry, asked, None) if entry is not None else _unread(whole, path)
        self._beside(whole, news, touched)
        return news

    def _sure(self, now: Mapping[str, Entry[Review]], touched: Iterable[str]) -> frozenset[str]:
        """Tables that see nothing of what has changed."""
        from rca.lint.asked import TABLES, table_digest

        return frozenset(
            table
            for table in TABLES
            if all(
                (table_digest(now[path], table) if path in now else None)
                == self._values.get(path, {}).get("tables", {}).get(table)
                for path in touched
            )
        )

    def _beside(self, kb: KnowledgeBase, news: _News, touched: set[str]) -> None:
        """Rows of the files that are no reviews: links into reviews, and what the courses rest on."""
        from rca.library.watched import OnlyThese, Watched
        from rca.training.base import TeachingBase
        from rca.training.check import courses_diagnostics

        seen: set[str] = set()
        reviews = Watched(OnlyThese(kb.library.reviews), seen)
        base = TeachingBase(
            replace(kb.library, reviews=reviews),
            Watched(OnlyThese(kb.findings), seen),
            Watched(OnlyThese(kb.trees), seen),
        )
        rows = _by_path(
            (each for each in (*self._folder.diagnostics, *kb.library.diagnostics) if each.path not in self._files), ()
        )
        for each in courses_diagnostics(base):
            rows[each.path].setdefault("taught", []).append(packed(each))
        for path in self._values:
            if path not in self._files and path not in touched:
                news.rows.setdefault(path, _nothing())
        news.rows |= rows
        news.rows[_COURSES] = {**_nothing(), "looked": sorted(seen)}


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


def _one(kb: KnowledgeBase, entry: Entry[Review], asked: Asked, answers: Mapping[str, object] | None) -> Row:
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
    value = _by_path(found, result.silenced).get(path, _nothing())
    return {**value, **_about(kb, entry, answers if answers is not None else asked.answers, seen)}


def _unread(kb: KnowledgeBase, path: str) -> Row:
    """The row of a file that holds no review."""
    return _by_path((each for each in kb.library.diagnostics if each.path == path), ()).get(path, _nothing())


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
        if value["found"] or value["silenced"] or value.get("taught"):
            line = Lines(texts.get(path, "")).line
            found.extend(unpacked(row, path, line) for row in (*value["found"], *value.get("taught", ())))
            silenced.extend((unpacked(row, path, line), reason) for row, reason in value["silenced"])
    return Found(
        tuple(sorted(found, key=lambda each: each.sort_key)),
        tuple(sorted(silenced, key=lambda each: each[0].sort_key)),
    )
