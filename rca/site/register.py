"""Rows of the site's registers: lessons, actions and evidence of all cases, with what is derived for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from rca.analysis.findings import ActionView
from rca.library.adoption import answers, maturity
from rca.records.action import Action
from rca.records.evidence import Evidence
from rca.records.lesson import AppliesTo, GeneralLesson, Lesson
from rca.records.review import Review
from rca.records.vocabulary import LessonStatus
from rca.records.when import day_bounds
from rca.site import addresses, translated
from rca.site.context import SiteContext
from rca.site.translated import Said

UNFINISHED = ("proposed", "accepted", "in-progress", "ineffective")
"""Statuses in which an action can be overdue; one of unknown status cannot be called so."""
SAID_DONE = ("implemented", "verified", "effective", "ineffective")
SEEN = ("verified", "effective")
Field = Literal["seen", "said", "planned", "none"]


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson as lists show it."""

    reference: str
    """`review#L-ID`, or the id of a general lesson."""
    kind: Literal["technical", "procedural"]
    title: Said
    """In the language of the page where it is translated, as are the next two."""
    lesson: Said
    ask: Said | None
    status: LessonStatus
    """As its author says, or further where a site shows it."""
    address: str
    cases: tuple[Review, ...]
    """Published cases it comes from, oldest first."""
    applies_to: AppliesTo
    keywords: tuple[str, ...]
    published: str
    """When it could first be read by others; empty when not stated."""
    general: GeneralLesson | None = None
    own: Lesson | None = None


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A corrective action or recommendation, with its case."""

    review: Review
    action: Action
    view: ActionView | None
    overdue: int
    """Days past its due date as of the library's day; 0 when not overdue."""
    unchecked_effect: int
    """Days past the date at which its effect was to be checked; 0 when not late."""

    @property
    def field(self) -> Field:
        """Seen in the field, said to be done, planned, or neither."""
        status = self.action.status
        if status in SEEN:
            return "seen"
        if status in SAID_DONE:
            return "said"
        return "planned" if status in UNFINISHED else "none"


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A piece of evidence, with its case and how often it is cited."""

    review: Review
    id: str
    evidence: Evidence
    cited: int


def lessons(context: SiteContext) -> tuple[LessonRow, ...]:
    """General lessons first, then lessons of cases, each newest first. Withdrawn ones are left out."""
    return (*general_lessons(context), *case_lessons(context))


def general_lessons(context: SiteContext) -> tuple[LessonRow, ...]:
    """Lessons that gather several cases, those of most cases first."""
    shown = {review.id: review for review in context.reviews}
    rows = [
        general_row(context, shown, entry.record)
        for entry in context.library.lessons.values()
        if not entry.partial and entry.record.withdrawn is None
    ]
    return tuple(sorted(rows, key=lambda row: (-len(row.cases), row.reference)))


def general_row(context: SiteContext, shown: Mapping[str, Review], lesson: GeneralLesson) -> LessonRow:
    """A general lesson as a row; cases that are not shown are left out."""
    cases = {name: shown[name] for name in (each.partition("#")[0] for each in lesson.from_) if name in shown}
    title, words, ask = translated.general(lesson, context.language)
    exercise = bool(cases) and all(review.kind == "exercise" for review in cases.values())
    status = maturity(lesson.status, answers(context.library, (lesson.id,), exercise=exercise), exercise=exercise)
    return LessonRow(
        reference=lesson.id, kind=lesson.kind, title=title, lesson=words, ask=ask, status=status, address=addresses.general_lesson(lesson.id),
        cases=tuple(sorted(cases.values(), key=lambda review: (review.event.date, review.id))),
        applies_to=lesson.applies_to, keywords=lesson.keywords, published=lesson.published or "", general=lesson,
    )  # fmt: skip


def case_lessons(context: SiteContext) -> tuple[LessonRow, ...]:
    """Every lesson of every published case, newest case first."""
    return tuple(case_row(context, review, lesson) for review in context.reviews for lesson in review.lessons)


def case_row(context: SiteContext, review: Review, lesson: Lesson) -> LessonRow:
    """A lesson of a case as a row."""
    reference, exercise = f"{review.id}#{lesson.id}", review.kind == "exercise"
    words, ask = translated.lesson(review, lesson, context.language)
    status = maturity(lesson.status, answers(context.library, (reference,), exercise=exercise), exercise=exercise)
    return LessonRow(
        reference=reference, kind=lesson.kind, title=words, lesson=words, ask=ask, status=status, address=addresses.case_lesson(review.id, lesson.id),
        cases=(review,), applies_to=lesson.applies_to, keywords=lesson.keywords,
        published=lesson.published or review.review.report_approved or "", own=lesson,
    )  # fmt: skip


def gathered_by(general: Iterable[LessonRow]) -> Mapping[str, tuple[LessonRow, ...]]:
    """For every `review#L-ID` the general lessons that gather it."""
    found: dict[str, list[LessonRow]] = {}
    for row in general:
        for reference in row.general.from_ if row.general else ():
            found.setdefault(reference, []).append(row)
    return {reference: tuple(rows) for reference, rows in found.items()}


def known_since(row: LessonRow) -> str:
    """Day from which the lesson could be read: that of the earliest lesson it gathers; empty when none is dated."""
    if row.general is None:
        return row.published
    dated = (
        lesson.published or review.review.report_approved
        for review in row.cases
        for lesson in review.lessons
        if f"{review.id}#{lesson.id}" in row.general.from_
    )
    return min((date for date in dated if date), key=lambda date: day_bounds(date)[1], default="")


def came_back(row: LessonRow) -> tuple[tuple[Review, int], ...]:
    """Cases of a general lesson that happened after it could first be read, each with the days between."""
    known = known_since(row) if row.general else ""
    if not known:
        return ()
    last = day_bounds(known)[1]
    gaps = ((review, (day_bounds(review.event.date)[0] - last).days) for review in row.cases)
    return tuple((review, days) for review, days in gaps if days > 0)


def actions(context: SiteContext) -> tuple[ActionRow, ...]:
    """Every action of every published case: overdue first, then by case and in the order written."""
    rows = [row for review in context.reviews for row in actions_of(context, review)]
    return tuple(sorted(rows, key=lambda row: -row.overdue))


def actions_of(context: SiteContext, review: Review) -> Iterator[ActionRow]:
    """The actions of one case, in the order written."""
    found = context.findings.get(review.id)
    views = {view.id: view for view in found.actions} if found else {}
    for action in review.actions or ():
        late = days_late(action.due, context.as_of) if action.status in UNFINISHED else 0
        effect = action.effect
        open_effect = effect is not None and action.status in SAID_DONE and effect.verdict in (None, "not-yet")
        yield ActionRow(
            review, action, views.get(action.id), late,
            days_late(effect.check_due, context.as_of) if effect is not None and open_effect else 0,
        )  # fmt: skip


def days_late(due: str | None, as_of: dt.date) -> int:
    """Days since the last day that `due` covers; 0 when it lies ahead, is unknown or is not stated."""
    if due is None or due == "unknown":
        return 0
    return max(0, (as_of - day_bounds(due)[1]).days)


def evidence(context: SiteContext) -> tuple[EvidenceRow, ...]:
    """Every piece of evidence of every published case, in the order written."""
    rows: list[EvidenceRow] = []
    for review in context.reviews:
        document = context.library.reviews[review.id].document
        cited: dict[str, int] = {}
        for reference in context.library.references.get(document.file.path, ()):
            if reference.target == "evidence":
                cited[reference.name] = cited.get(reference.name, 0) + 1
        rows.extend(EvidenceRow(review, name, each, cited.get(name, 0)) for name, each in review.evidence.items())
    return tuple(rows)
