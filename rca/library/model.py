"""The folder as a whole: records by id, with what points at what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from rca.diagnostics import Diagnostic
from rca.records.course import Course
from rca.records.lesson import GeneralLesson, Lesson
from rca.records.review import Review
from rca.records.taxonomy import Adoption, Organisations, SharedStandard, Taxonomy, Term
from rca.source.document import DataPath, Document
from rca.source.mending import Mend

R = TypeVar("R")

Target = Literal[
    "event", "evidence", "source", "action", "lesson", "expert", "standard", "barrier", "objective", "review",
    "review-event", "review-lesson", "general-lesson", "any-lesson", "course", "code",
]  # fmt: skip
"""What a reference points at. `code:…` targets carry the taxonomy's id in `Reference.taxonomy`."""


@dataclass(frozen=True, slots=True)
class Entry(Generic[R]):
    """A record with the document it was read from."""

    record: R
    document: Document
    partial: bool = False
    """Whether parts that did not read were left out; then only references are checked, not the method."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Somewhere in a file that names something defined elsewhere."""

    target: Target
    name: str
    """As written."""
    path: DataPath
    """Where it is written."""
    taxonomy: str = ""
    resolved: bool = True
    nearest: str = ""
    """The nearest right word when it is not resolved; empty when none is near."""
    sure: bool = False
    """Whether the nearest word is the only one that can have been meant."""

    @property
    def mend(self) -> Mend | None:
        """The nearest word in the place of what is written; None when none is near or a key would change."""
        return Mend("word", self.path, self.nearest, self.sure) if self.nearest else None


@dataclass(frozen=True, slots=True)
class CasedLesson:
    """A lesson together with the review that teaches it."""

    review: Review
    lesson: Lesson

    @property
    def address(self) -> str:
        """`review#L-ID`"""
        return f"{self.review.id}#{self.lesson.id}"


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that was read, linked. State of the program lives here and nowhere else."""

    root: str
    as_of: dt.date
    """The day that counts as today."""
    reviews: Mapping[str, Entry[Review]]
    lessons: Mapping[str, Entry[GeneralLesson]]
    courses: Mapping[str, Entry[Course]]
    taxonomies: Mapping[str, Taxonomy]
    organisations: Organisations | None = None
    standards: Mapping[str, SharedStandard] = field(default_factory=dict)
    adoptions: Mapping[str, Entry[Adoption]] = field(default_factory=dict)
    references: Mapping[str, tuple[Reference, ...]] = field(default_factory=dict)
    """For every file path what it refers to."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What reading, validating and linking had to say."""

    def published(self) -> tuple[Review, ...]:
        """Reviews that read without an error and are not withdrawn, newest event first, then by id."""
        found = [
            entry.record
            for entry in self.reviews.values()
            if not entry.partial and entry.record.review.publication.withdrawn is None
        ]
        return tuple(sorted(found, key=lambda review: (review.event.date, review.id), reverse=True))

    @property
    def issued(self) -> Mapping[str, str]:
        """Day of issue of each standard that several reviews cite, by its id, where it is known."""
        return {name: standard.issued for name, standard in self.standards.items() if standard.issued}

    def term(self, taxonomy: str, code: str) -> Term | None:
        """The term of a code list, or None when the list or the code is unknown."""
        listed = self.taxonomies.get(taxonomy)
        return None if listed is None else next((term for term in listed.terms if term.code == code), None)

    def name_of(self, taxonomy: str, code: str, language: str = "en") -> str:
        """The term's name in a language, in English where it has none, the code itself where it is unknown."""
        term = self.term(taxonomy, code)
        if term is None:
            return code
        return (term.zh if language == "zh" else term.en) or term.en or term.zh or code

    def cased_lessons(self) -> tuple[CasedLesson, ...]:
        """Every lesson of every published review."""
        return tuple(CasedLesson(review, lesson) for review in self.published() for lesson in review.lessons)
