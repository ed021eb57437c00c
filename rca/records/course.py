"""A course: outcomes, modules, cases."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from rca.records.base import Id, OneOrMore, Record, Reference, RefId, Slug, Text
from rca.records.lesson import Objective, QuizQuestion, Withdrawal
from rca.records.when import Date


class CaseLink(Record):
    """A case as one module uses it."""

    review: RefId
    fingerprint: Text | None = None
    """Content hash of the case as the trainer read it."""
    read: Date | None = None
    objectives: tuple[RefId, ...] = ()
    """Outcomes of the course that the case serves."""
    focus: tuple[RefId, ...] = ()
    """Events, lessons or barriers of the case to look at."""
    questions: tuple[Text, ...] = ()


class Module(Record):
    """A stretch of a course."""

    id: Id
    title: Text
    minutes: Annotated[int, Field(ge=1)]
    about: Text | None = None
    cases: tuple[CaseLink, ...] = ()
    lessons: tuple[Reference | Slug, ...] = ()
    """General lessons by id, or lessons of a case as `review#L-ID`."""
    activities: tuple[Text, ...] = ()
    listen_for: tuple[Text, ...] = ()
    """What the instructor listens for in the discussion."""
    quiz: tuple[QuizQuestion, ...] = ()


class Course(Record):
    """`kb/courses/<id>.yaml`"""

    format: Literal[1] = 1
    id: Slug
    title: Text
    summary: Text
    status: Literal["draft", "active", "retired"] = "draft"
    language: Literal["en", "zh"] = "en"
    level: Literal["introductory", "intermediate", "advanced"] | None = None
    audience: OneOrMore[Text] = ()
    minutes: Annotated[int, Field(ge=1)] | None = None
    outcomes: Annotated[tuple[Objective, ...], Field(min_length=1)]
    modules: Annotated[tuple[Module, ...], Field(min_length=1)]
    withdrawn: Withdrawal | None = None
