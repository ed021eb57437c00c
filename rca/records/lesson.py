"""Lessons, the technical summary, and what trainers take from a case."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

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


class Holds(Record):
    """A fact about a case that the engine can check; a written key that rests on it is checked at every build."""

    of: RefId | None = None
    """The review; left out in a review's own quiz."""
    minimal_cut_set: Ids | None = None
    """These events bring about the top, and none can be left out."""
    breaks_most: RefId | None = None
    """No action breaks more of the paths that happened than this one."""
    open: RefId | None = None
    """This event is neither confirmed nor likely nor ruled out."""
    refuted: RefId | None = None
    """This event is ruled out."""
    happened: RefId | None = None
    """This event is confirmed or likely."""
    single_point: RefId | None = None
    """This event stands on every path that happened."""
    enough: RefId | None = None
    """This barrier alone, had it worked, would have stopped the accident."""
    not_enough: RefId | None = None
    """This barrier alone, had it worked, would not have stopped the accident."""

    @model_validator(mode="after")
    def _one_fact(self) -> Holds:
        stated = [name for name in type(self).model_fields if name != "of" and getattr(self, name) is not None]
        if len(stated) != 1:
            said = " and ".join(f"`{name}`" for name in stated) or "none"
            msg = f"a key rests on one fact; this one states {said}"
            raise ValueError(msg)
        return self


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
    holds: Holds | None = None
    """What the answer rests on, for the engine to check."""


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
