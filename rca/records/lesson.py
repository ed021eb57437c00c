"""Lessons, the technical summary, and what trainers take from a case."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from rca.records.base import Code, Id, Ids, OneOrMore, Record, Reference, RefId, Slug, Statable, Stated, Text
from rca.records.vocabulary import LessonKind, LessonStatus
from rca.records.when import Date


class AppliesTo(Record):
    """Where a lesson applies; a list left out means anywhere."""

    industry: OneOrMore[Code] = ()
    equipment: OneOrMore[Code] = ()
    hazards: OneOrMore[Code] = ()
    mode: OneOrMore[Code] = ()


class Lesson(Stated):
    """What a reader can use without having had the accident."""

    id: Id
    kind: LessonKind
    lesson: Text
    because: Ids = ()
    """Events that teach it."""
    applies_to: AppliesTo = AppliesTo()
    ask: Text | None = None
    """The question a reader puts to their own plant."""
    keywords: tuple[Text, ...] = ()
    status: LessonStatus = "identified"
    published: Date | None = None
    """When the lesson could first be read by others; a lesson missed later is dated by it."""
    priority: Literal["red", "yellow", "blue", "green"] | None = None


class TechnicalSummary(Record):
    """The seven parts. The two lists of defects name events; when left out they are taken from the tree's codes."""

    what_happened: Statable | None = None
    mechanism: Statable | None = None
    technical_defects: Ids | None = None
    procedural_defects: Ids | None = None
    organisational_defects: Ids | None = None
    methods_that_solve: Statable | None = None
    future_direction: Statable | None = None
    limits: Statable | None = None


class QuizQuestion(Stated):
    """A question with one right answer."""

    id: Id | None = None
    ask: Text
    options: Annotated[tuple[Text, ...], Field(min_length=2)]
    answer: Annotated[int, Field(ge=1)]
    """Number of the right option, from 1."""
    because: Text | None = None
    objective: RefId | None = None
    events: Ids = ()


class Objective(Record):
    """What a learner can do afterwards."""

    id: Id
    text: Text


class Training(Record):
    """A case as material for a course."""

    level: Literal["introductory", "intermediate", "advanced"] | None = None
    minutes: Annotated[int, Field(ge=1)] | None = None
    audience: OneOrMore[Text] = ()
    questions: tuple[Text, ...] = ()
    """One to three framing questions."""
    objectives: tuple[Objective, ...] = ()
    key_points: tuple[Text, ...] = ()
    quiz: tuple[QuizQuestion, ...] = ()
    discussion: tuple[Text, ...] = ()
    toolbox_talk: tuple[Text, ...] = ()


class LessonTranslation(Record):
    """A lesson in another language."""

    lesson: Text
    ask: Text | None = None


class GeneralTranslation(LessonTranslation):
    """A general lesson in another language."""

    title: Text | None = None


class GeneralLesson(Stated):
    """`kb/lessons/<id>.yaml`: what lessons of several reviews have in common."""

    format: Literal[1] = 1
    id: Slug
    title: Text
    kind: LessonKind
    lesson: Text
    from_: Annotated[tuple[Reference, ...], Field(alias="from", min_length=1)]
    """Lessons it gathers, as `review#L-ID`."""
    why: Text | None = None
    ask: Text | None = None
    methods: tuple[Text, ...] = ()
    """Methods that solve it, strongest first."""
    applies_to: AppliesTo = AppliesTo()
    keywords: tuple[Text, ...] = ()
    defect: OneOrMore[Code] = ()
    toolbox_talk: tuple[Text, ...] = ()
    published: Date | None = None
    status: LessonStatus = "identified"
    withdrawn: Withdrawal | None = None
    translations: dict[Literal["en", "zh"], GeneralTranslation] = {}


class Withdrawal(Record):
    """Why something published is no longer to be used."""

    date: Date
    why: Statable
    replaced_by: RefId | None = None


GeneralLesson.model_rebuild()
