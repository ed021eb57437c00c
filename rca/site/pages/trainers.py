"""The trainer's desk: every case by level, minutes and subject, and for each course a page with answers and timing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rca.records.review import Review
from rca.site import addresses
from rca.site.context import SiteContext
from rca.site.page import Page
from rca.site.pages import self_test
from rca.site.words_teaching import teaching_words
from rca.training.base import TeachingBase
from rca.training.question import TaughtCase
from rca.training.questions import questions_on
from rca.training.sheet import CourseSheet, course_sheet

PATH = "courses/trainers/index.html"
SCRIPT = f"{addresses.ASSETS}/trainers.js"
STYLE = f"{addresses.ASSETS}/teaching.css"
LEVELS = ("introductory", "intermediate", "advanced")


@dataclass(frozen=True, slots=True)
class Row:
    """A case as a trainer chooses by."""

    review: Review
    level: str
    minutes: int
    """0 where its author gives none."""
    subject: str
    technical: int
    procedural: int
    written: int
    computed: int
    courses: tuple[tuple[str, str], ...]
    """Ids and titles of the courses that use it."""
    address: str
    try_address: str


def instructor(course: str) -> str:
    """Address of the instructor's page of a course."""
    return f"courses/{course}/instructor/index.html"


def pages(context: SiteContext) -> Iterator[Page]:
    """The index for trainers, and the instructor's page of every course in use."""
    base = TeachingBase(context.library, context.findings, context.trees)
    words = teaching_words(context.language)
    used: dict[str, list[tuple[str, str]]] = {}
    sheets = [course_sheet(entry.record, base, computed=1) for entry in base.in_use()]
    for sheet in sheets:
        for case in dict.fromkeys(case.review for module in sheet.modules for case in module.cases):
            used.setdefault(case, []).append((sheet.id, sheet.title))
    rows = tuple(_row(context, review, used) for review in context.reviews if review.id in context.findings)
    body = context.render(
        "trainers.html", PATH, rows=rows, words=words, levels=LEVELS,
        courses=[(sheet.title, instructor(sheet.id), sheet.minutes) for sheet in sheets],
    )  # fmt: skip
    yield Page(
        path=PATH, title=words["desk.title"], body=body, description=words["desk.lede"], contents=False,
        scripts=(SCRIPT,), styles=(STYLE,), section=addresses.COURSES,
    )  # fmt: skip
    for sheet in sheets:
        yield _instructor(context, sheet, words)


def _row(context: SiteContext, review: Review, used: Mapping[str, list[tuple[str, str]]]) -> Row:
    training = review.training
    names = [context.name("industry", code) for code in review.event.industry[:2]]
    names += [context.name("hazard", code) for code in review.event.hazards[:3]]
    kinds = [lesson.kind for lesson in review.lessons]
    case = TaughtCase(review, context.trees[review.id], context.findings[review.id])
    return Row(
        review, (training.level if training else "") or "", (training.minutes if training else 0) or 0,
        ", ".join(dict.fromkeys(names)), kinds.count("technical"), kinds.count("procedural"),
        len(training.quiz) if training else 0, len(questions_on(case, "1")), tuple(used.get(review.id, ())),
        addresses.case(review.id), self_test.path_of(review.id),
    )  # fmt: skip


def _instructor(context: SiteContext, sheet: CourseSheet, words: dict[str, str]) -> Page:
    path = instructor(sheet.id)
    starts = [sum(module.minutes for module in sheet.modules[:place]) for place in range(len(sheet.modules))]
    matrix = {
        outcome: tuple(
            (
                sum(outcome in case.outcomes for case in module.cases),
                sum(item.outcome == outcome for item in module.items),
            )
            for module in sheet.modules
        )
        for outcome, _ in sheet.outcomes
    }
    body = context.render(
        "instructor.html", path, sheet=sheet, text_language=sheet.language, words=words, starts=starts, matrix=matrix
    )
    title = words["lead.of"].format(title=sheet.title)
    return Page(
        path=path, title=title, body=body, description=sheet.summary, styles=(STYLE,), section=addresses.COURSES
    )
