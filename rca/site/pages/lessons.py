"""Lessons: the list, the hubs of technical and of procedural lessons, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rca.analysis.across.missed import MissedLesson
from rca.library.adoption import answers
from rca.records.lesson import GeneralLesson
from rca.records.review import Review
from rca.site import addresses, register
from rca.site.coded import CauseRow, Coded, applies, coded
from rca.site.context import SiteContext
from rca.site.page import Page
from rca.site.register import ActionRow, LessonRow

RELATED = 5
COMMON = 200
"""A mark that more lessons than this carry says nothing of kinship, and would make the cost grow with the square."""
LEAST_SHARED = 2
"""Codes or keywords that two lessons have in common before one is shown beside the other."""


@dataclass(frozen=True, slots=True)
class CaseOfLesson:
    """A case that teaches the lesson: its own words, and the events behind them."""

    review: Review
    lessons: tuple[LessonRow, ...]
    events: tuple[CauseRow, ...]


def pages(context: SiteContext) -> Iterator[Page]:
    """Every page about lessons."""
    hubs = coded(context)
    general = tuple(row for row in hubs.lessons if row.general)
    single = tuple(row for row in hubs.lessons if row.own)
    yield _list(context, addresses.LESSONS, "lessons", general, single)
    for kind, path in (("technical", addresses.LESSONS_TECHNICAL), ("procedural", addresses.LESSONS_PROCEDURAL)):
        yield _list(
            context, path, f"lessons.{kind}",
            tuple(row for row in general if row.kind == kind), tuple(row for row in single if row.kind == kind),
        )  # fmt: skip
    gathered = register.gathered_by(general)
    events = {name: {row.placed.id: row for row in rows} for name, rows in hubs.causes_by_case.items()}
    related = _Related(hubs)
    for row in hubs.lessons:
        yield _lesson(context, row, gathered, events, related.to(row))
    for entry in context.library.lessons.values():
        if entry.record.withdrawn is not None and not entry.partial:
            yield _withdrawn(context, entry.record)


def _list(
    context: SiteContext, path: str, key: str, general: tuple[LessonRow, ...], single: tuple[LessonRow, ...]
) -> Page:
    w = context.words
    title = w(f"{key}.title" if key == "lessons" else key)
    body = context.render("lessons.html", path, title=title, lede=w(f"{key}.lede"), general=general, single=single)
    return Page(path=path, title=title, body=body, description=w(f"{key}.lede"), section=addresses.LESSONS)


def _lesson(
    context: SiteContext, row: LessonRow, gathered: Mapping[str, tuple[LessonRow, ...]],
    events: Mapping[str, Mapping[str, CauseRow]], related: tuple[LessonRow, ...],
) -> Page:  # fmt: skip
    cases = tuple(_cases(context, row, events))
    taught_by = {(case.review.id, event.placed.id) for case in cases for event in case.events}
    exercise = bool(row.cases) and all(review.kind == "exercise" for review in row.cases)
    talk = row.general.toolbox_talk if row.general else ()
    body = context.render(
        "lesson.html", row.address,
        row=row,
        cases=cases,
        came_back=register.came_back(row),
        known_since=register.known_since(row),
        in_general=gathered.get(row.reference, ()),
        carried=tuple(_carried(context, row, taught_by)),
        answers=answers(context.library, (row.reference, *(row.general.from_ if row.general else ())), exercise=exercise),
        stated=each.status if (each := row.general or row.own) else row.status,
        missed=_missed(context, row),
        courses=tuple(_courses(context, row)),
        talk=talk,
        methods=row.general.methods if row.general else (),
        defects=sorted(coded(context).lesson_codes("defect", row)),
        applies=applies(row.applies_to),
        related=related,
    )  # fmt: skip
    return Page(
        path=row.address,
        title=row.title.text,
        body=body,
        description=(row.ask or row.lesson).text,
        section=addresses.LESSONS,
    )


def _cases(
    context: SiteContext, row: LessonRow, events: Mapping[str, Mapping[str, CauseRow]]
) -> Iterator[CaseOfLesson]:
    wanted = row.general.from_ if row.general else (row.reference,)
    for review in row.cases:
        own = tuple(
            register.case_row(context, review, lesson)
            for lesson in review.lessons
            if f"{review.id}#{lesson.id}" in wanted
        )
        names = dict.fromkeys(name for each in own if each.own for name in each.own.because)
        known = events.get(review.id, {})
        yield CaseOfLesson(review, own, tuple(known[name] for name in names if name in known))


def _carried(context: SiteContext, row: LessonRow, events: set[tuple[str, str]]) -> Iterator[ActionRow]:
    """Live actions of the cases that break or weaken an event which teaches the lesson."""
    for review in row.cases:
        for each in register.actions_of(context, review):
            touched = {(review.id, name) for name in (*each.action.breaks, *each.action.weakens)}
            if touched & events and each.action.status not in ("rejected", "superseded", "obsolete"):
                yield each


def _missed(context: SiteContext, row: LessonRow) -> tuple[tuple[MissedLesson, Review], ...]:
    """Later accidents on whose path the lesson, or one that it gathers, would have removed an event; oldest first."""
    wanted = {row.reference, *(row.general.from_ if row.general else ())}
    shown = {review.id: review for review in context.reviews}
    found = [(each, shown[each.review]) for each in context.across.missed if each.lesson in wanted]
    return tuple(sorted(found, key=lambda pair: (pair[1].event.date, pair[0].lesson, pair[0].event)))


def _courses(context: SiteContext, row: LessonRow) -> Iterator[tuple[str, str]]:
    for entry in context.library.courses.values():
        course = entry.record
        if course.withdrawn is None and any(row.reference in module.lessons for module in course.modules):
            yield course.title, addresses.course(course.id)


def _withdrawn(context: SiteContext, lesson: GeneralLesson) -> Page:
    path = addresses.general_lesson(lesson.id)
    body = context.render("withdrawn.html", path, title=lesson.title, withdrawal=lesson.withdrawn, kind="lessons",
                          hub=addresses.LESSONS, replacement=_replacement(context, lesson))  # fmt: skip
    return Page(path=path, title=lesson.title, body=body, section=addresses.LESSONS, contents=False)


def _replacement(context: SiteContext, lesson: GeneralLesson) -> tuple[str, str] | None:
    name = lesson.withdrawn.replaced_by if lesson.withdrawn else None
    entry = context.library.lessons.get(name) if name else None
    return (entry.record.title, addresses.general_lesson(entry.record.id)) if entry and not entry.partial else None


class _Related:
    """Lessons that share codes and keywords. Built once: looking up costs the size of the codes, not of the base."""

    def __init__(self, hubs: Coded) -> None:
        self.marks = {row.reference: _marks(row, hubs) for row in hubs.lessons}
        self.rows = {row.reference: row for row in hubs.lessons}
        self.holders: dict[str, list[str]] = {}
        for reference, marks in self.marks.items():
            for mark in marks:
                self.holders.setdefault(mark, []).append(reference)

    def to(self, row: LessonRow) -> tuple[LessonRow, ...]:
        """Lessons with most in common, rare marks counting more; none of the same case, and none it gathers."""
        skip = {row.reference, *(row.general.from_ if row.general else ())}
        own = {review.id for review in row.cases}
        weight: dict[str, float] = {}
        shared: dict[str, int] = {}
        for mark in sorted(self.marks[row.reference]):  # a sum of fractions depends on their order
            for other in self.holders[mark] if len(self.holders[mark]) <= COMMON else ():
                weight[other] = weight.get(other, 0.0) + 1.0 / len(self.holders[mark])
                shared[other] = shared.get(other, 0) + 1
        fitting = [
            name for name, count in shared.items()
            if count >= LEAST_SHARED and name not in skip and not self._same_case(name, own, row)
        ]  # fmt: skip
        fitting.sort(key=lambda name: (-weight[name], name))
        return tuple(self.rows[name] for name in fitting[:RELATED])

    def _same_case(self, name: str, own: set[str], row: LessonRow) -> bool:
        other = self.rows[name]
        return row.general is None and other.general is None and other.cases[0].id in own


def _marks(row: LessonRow, hubs: Coded) -> frozenset[str]:
    applied = {f"{taxonomy}:{code}" for taxonomy, codes in applies(row.applies_to).items() for code in codes}
    worded = {f"word:{word.lower()}" for word in row.keywords}
    return frozenset(applied | worded | {f"defect:{code}" for code in hubs.lesson_codes("defect", row)})
