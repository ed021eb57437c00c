"""What a few changed reviews change: they themselves, and of the others those that they concern."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from rca.api import rows
from rca.api.base import KnowledgeBase
from rca.api.rows import COURSES, News, Row, by_path, nothing, turned_outward
from rca.diagnostics.packed import packed
from rca.library.folder import Folder
from rca.library.watched import ALL, NeedsAll
from rca.source.document import SourceFile

if TYPE_CHECKING:
    from rca.library.link import Names
    from rca.library.load import Memo
    from rca.library.model import Entry
    from rca.records.review import Review
    from rca.records.vocabulary import Stage

MOST_CHANGED = 50
"""Reviews that are worked out one by one; with more, working out everything is as fast."""


class Again:
    """Works out again what a few changed reviews change."""

    def __init__(
        self, folder: Folder, as_of: dt.date, stage: Stage | None, values: Mapping[str, Row],
        turned: Callable[[], Mapping[str, tuple[str, str]]],
    ) -> None:  # fmt: skip
        self._folder, self._as_of, self._stage, self._values, self._turned = folder, as_of, stage, values, turned
        self._memo: Memo = {}
        self._files = {file.path: file for file in folder.files["reviews"]}

    def worked_out(self, changed: Iterable[SourceFile], gone: Iterable[str]) -> News:
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
            raise NeedsAll(COURSES)  # one id in two files: which of them has it is settled over all
        others = self._others_see(kb, now, touched)
        looked = {path for path, each in self._values.items() if path not in touched and self._looks(each, moved)}
        if not others and not looked:
            try:
                return self._alone(kb, now, touched)
            except NeedsAll:
                pass  # a question that was not asked before
        return self._with_others(kb, now, touched, moved, kept, looked - {COURSES}, names)

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

    def _alone(self, kb: KnowledgeBase, now: Mapping[str, Entry[Review]], touched: Iterable[str]) -> News:
        """Nobody else is concerned: what is asked of others is answered as before."""
        from rca.lint.asked import Asked

        home = {
            each["id"]: self._files[path] for path, each in self._values.items() if "id" in each and path in self._files
        }
        news = News()
        for path in touched:
            before = self._values.get(path, {})
            if path in now:
                if before.get("answers") is None:
                    raise NeedsAll(path)
                asked = Asked(None, before["answers"], opener(home))
                news.rows[path] = rows.one(kb, now[path], asked, before["answers"])
            elif path in self._files:
                news.rows[path] = rows.unread(kb, path)
        return news

    def _with_others(
        self, kb: KnowledgeBase, now: Mapping[str, Entry[Review]], touched: set[str], moved: set[str],
        kept: Mapping[str, str], looked: set[str], names: Mapping[str, Names],
    ) -> News:  # fmt: skip
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
        news = News(outward={path: turned_outward(kb, entry) for path, entry in now.items()})
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
            kept[name] for path in (*wanted, COURSES) for name in self._values.get(path, {}).get("looked", ())
            if name in kept
        }  # fmt: skip
        if len(wanted | close) > MOST_CHANGED or ALL in self._values[COURSES]["looked"]:
            raise NeedsAll(ALL)
        whole = self._base((self._files[path] for path in wanted | close), names)
        for path in wanted:
            entry = next((each for each in whole.library.reviews.values() if each.document.file.path == path), None)
            asked = Asked(across, self._values.get(path, {}).get("answers"), review_of, sure)
            news.rows[path] = rows.one(whole, entry, asked, None) if entry is not None else rows.unread(whole, path)
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

    def _beside(self, kb: KnowledgeBase, news: News, touched: set[str]) -> None:
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
        found = by_path(
            (each for each in (*self._folder.diagnostics, *kb.library.diagnostics) if each.path not in self._files), ()
        )
        for each in courses_diagnostics(base):
            found[each.path].setdefault("taught", []).append(packed(each))
        for path in self._values:
            if path not in self._files and path not in touched:
                news.rows.setdefault(path, nothing())
        news.rows |= found
        news.rows[COURSES] = {**nothing(), "looked": sorted(seen)}


def opener(home: Mapping[str, SourceFile]) -> Callable[[str], Review]:
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
