"""What rules ask of other reviews: only what those turn outward, and each answer noted, so that it can be given again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, cast

from rca.analysis.across.missed import MissedLesson
from rca.analysis.findings import Findings
from rca.analysis.paths import Path
from rca.library.model import Entry, Library
from rca.library.watched import NeedsAll
from rca.lint.across import Across
from rca.records.review import Review

FACING = ("id", "kind", "review", "event", "fault_tree", "lessons", "links")
"""What rules about one review may read of another. A change of anything else in it changes no finding elsewhere."""


class Facing:
    """A review as others see it; reading anything else is an error of the rule, and shows at once."""

    __slots__ = ("_record",)

    def __init__(self, record: Review) -> None:
        self._record = record

    def __getattr__(self, name: str) -> object:
        if name not in FACING:
            msg = f"rules about other reviews may read {', '.join(FACING)} of them, and not `{name}`: see rca/lint/asked.py"
            raise AttributeError(msg)
        return getattr(self._record, name)


@dataclass(frozen=True, slots=True)
class FacingFindings:
    """Of the findings on a review what others see: the paths that happened."""

    paths: tuple[Path, ...]
    on_path: frozenset[str]


def faced(library: Library, findings: Mapping[str, Findings]) -> tuple[Library, Mapping[str, Findings]]:
    """Library and findings with every review as others see it."""
    reviews = {
        name: replace(entry, record=cast("Review", Facing(entry.record))) for name, entry in library.reviews.items()
    }
    outward = {name: cast("Findings", _facing(each)) for name, each in findings.items()}
    return replace(library, reviews=reviews), outward


def _facing(findings: Findings) -> FacingFindings:
    return FacingFindings(tuple(Path(path.events, path.absent) for path in findings.paths), findings.on_path)


TABLES: Mapping[str, tuple[str, ...]] = {"duplicates": ("id", "kind", "review", "event", "lessons")}
"""Tables of `Across` that are made of less than everything that faces others, and cost much; a test holds that it is enough."""


def table_digest(entry: Entry[Review], table: str) -> str:
    """Hash of all that a table of `TABLES` can see of a review."""
    data = entry.document.data if isinstance(entry.document.data, dict) else {}
    said = [entry.record.id, entry.partial, entry.record.review.publication.withdrawn is not None]
    return hashlib.sha256(json.dumps([said, [data.get(key) for key in TABLES[table]]]).encode()).hexdigest()


def facing_digest(entry: Entry[Review], findings: Findings) -> str:
    """Hash of all that others can see of a review."""
    data = entry.document.data if isinstance(entry.document.data, dict) else {}
    paths = [[sorted(path.events), sorted(path.absent)] for path in findings.paths]
    said = [entry.record.id, entry.document.file.path, entry.partial, paths, sorted(findings.on_path)]
    return hashlib.sha256(json.dumps([said, [[key, data.get(key)] for key in FACING]]).encode()).hexdigest()


class Asked:
    """Stands in for `Across` before the rules, and notes each question with its answer.

    Without an `Across` it gives the answers that were noted, and raises `NeedsAll` at any other question. With one, it gives
    those about `sure` tables, which are as they were.
    """

    def __init__(
        self, across: Across | None, noted: Mapping[str, object] | None, review_of: Callable[[str], Review],
        sure: frozenset[str] = frozenset(),
    ) -> None:  # fmt: skip
        self._across = across
        self._noted = noted or {}
        self._review_of = review_of
        self._sure = sure
        self.answers: dict[str, object] | None = {}
        """Questions and answers in JSON; None once something was asked that cannot be noted."""

    def __getattr__(self, name: str) -> object:
        return _Question(self, name)

    def answer(self, name: str, how: str, words: tuple[object, ...], work_out: Callable[[Any], object]) -> object:
        """The answer to a question about a table or a function of `Across`."""
        key = json.dumps([name, how, [_coded(word) for word in words]])
        if self._across is None:
            if key not in self._noted:
                raise NeedsAll(name)
            return _decoded(self._noted[key], self._review_of)
        if name in self._sure and key in self._noted and self.answers is not None:
            self.answers[key] = self._noted[key]
            return _decoded(self._noted[key], self._review_of)
        value = work_out(getattr(self._across, name))
        if self.answers is not None:
            try:
                self.answers[key] = _coded(value)
            except TypeError:
                self.answers = None
        return value

    def whole(self, name: str) -> Any:  # noqa: ANN401 -- whatever Across has under the name
        """A table as a whole: more than can be noted.

        Raises:
            NeedsAll: there is no `Across`.
        """
        if self._across is None:
            raise NeedsAll(name)
        self.answers = None
        return getattr(self._across, name)


def holds(
    across: Across, noted: Mapping[str, object], review_of: Callable[[str], Review], sure: frozenset[str] = frozenset()
) -> bool:
    """Whether every question that was noted has the same answer now; those about `sure` tables are known to have."""
    for key, answer in noted.items():
        name, how, words = json.loads(key)
        if name in sure:
            continue
        try:
            asked = [_decoded(word, review_of) for word in words]
            if _coded(_ASKED[how](getattr(across, name), *asked)) != answer:
                return False
        except (KeyError, NeedsAll, TypeError):  # gone, or nothing that can be noted any more
            return False
    return True


_ASKED: Mapping[str, Callable[..., object]] = {
    "call": lambda function, *words: function(*words),
    "get": lambda table, key: table.get(key),
    "item": lambda table, key: table[key],
    "in": lambda table, key: key in table,
}


class _Question:
    """A table or function of `Across` that has not been looked at yet."""

    def __init__(self, asked: Asked, name: str) -> None:
        self._asked = asked
        self._name = name

    def __call__(self, *words: object) -> object:
        return self._asked.answer(self._name, "call", words, lambda function: function(*words))

    def get(self, key: str, default: object = None) -> object:
        value = self._asked.answer(self._name, "get", (key,), lambda table: table.get(key))
        return default if value is None else value

    def __getitem__(self, key: str) -> object:
        return self._asked.answer(self._name, "item", (key,), lambda table: table[key])

    def __contains__(self, key: str) -> bool:
        return bool(self._asked.answer(self._name, "in", (key,), lambda table: key in table))

    def __iter__(self) -> Iterator[object]:
        return iter(self._asked.whole(self._name))

    def __len__(self) -> int:
        return len(self._asked.whole(self._name))

    def __getattr__(self, name: str) -> object:
        return getattr(self._asked.whole(self._name), name)


def _coded(value: object) -> object:
    """A question's word or an answer in JSON.

    Raises:
        TypeError: it is nothing that can be noted.
    """
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (Facing, Review)):
        return {"review": value.id}
    if isinstance(value, tuple):
        return [_coded(each) for each in value]
    if isinstance(value, frozenset):
        return {"set": sorted((_coded(each) for each in value), key=json.dumps)}
    if isinstance(value, MissedLesson):
        return {"missed": {each.name: _coded(getattr(value, each.name)) for each in fields(value)}}
    msg = f"{type(value).__name__} cannot be noted"
    raise TypeError(msg)


def _decoded(value: Any, review_of: Callable[[str], Review]) -> object:  # noqa: ANN401 -- JSON
    if isinstance(value, list):
        return tuple(_decoded(each, review_of) for each in value)
    if isinstance(value, dict):
        if "review" in value:
            return review_of(str(value["review"]))
        if "set" in value:
            return frozenset(_decoded(each, review_of) for each in value["set"])
        known: dict[str, Any] = {name: _decoded(each, review_of) for name, each in value["missed"].items()}
        return MissedLesson(**known)
    return value
