"""Courses: what a learner can do afterwards, and the cases and lessons that show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rca.records.course import CaseLink, Course
from rca.site import addresses, register
from rca.site.context import SiteContext
from rca.site.page import Page
from rca.site.register import LessonRow


@dataclass(frozen=True, slots=True)
class Place:
    """Something that a module names: words, and an address when it is there."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A case as a module uses it."""

    link: CaseLink
    title: str
    address: str
    """Empty when the case is gone; a course in use cannot have such a link, a retired one may."""
    focus: tuple[Place, ...]


def pages(context: SiteContext) -> Iterator[Page]:
    """The list of courses and a page for each."""
    path, w = addresses.COURSES, context.words
    courses = sorted(
        (entry.record for entry in context.library.courses.values() if not entry.partial),
        key=lambda course: (("active", "draft", "retired").index(course.status), course.title),
    )
    current = tuple(course for course in courses if course.withdrawn is None)
    body = context.render("courses.html", path, courses=current)
    yield Page(path=path, title=w("courses.title"), body=body, description=w("courses.lede"), contents=False)
    rows = {row.reference: row for row in register.lessons(context)}
    for course in courses:
        yield _withdrawn(context, course) if course.withdrawn else _course(context, course, rows)


def _course(context: SiteContext, course: Course, rows: Mapping[str, LessonRow]) -> Page:
    path = addresses.course(course.id)
    body = context.render(
        "course.html", path,
        course=course,
        cases={module.id: tuple(_case(context, link) for link in module.cases) for module in course.modules},
        rows=rows,
        served={outcome.id: _modules_for(course, outcome.id) for outcome in course.outcomes},
        minutes=course.minutes or sum(module.minutes for module in course.modules),
    )  # fmt: skip
    return Page(path=path, title=course.title, body=body, description=course.summary, section=addresses.COURSES)


def _modules_for(course: Course, outcome: str) -> tuple[int, ...]:
    """Numbers (from 1) of the modules in which a case or a question serves the outcome."""
    return tuple(
        number
        for number, module in enumerate(course.modules, 1)
        if any(outcome in link.objectives for link in module.cases)
        or any(question.objective == outcome for question in module.quiz)
    )


def _case(context: SiteContext, link: CaseLink) -> Shown:
    review = next((each for each in context.reviews if each.id == link.review), None)
    if review is None:
        return Shown(link, link.review, "", tuple(Place(name, "") for name in link.focus))
    events = {placed.id: placed.event.event for placed in review.fault_tree.placed()}
    lessons = {lesson.id: lesson.lesson for lesson in review.lessons}
    barriers = {barrier.id: barrier.what for barrier in review.barriers}
    focus = []
    for name in link.focus:
        if name in events:
            focus.append(Place(events[name], addresses.event(review.id, name)))
        elif name in lessons:
            focus.append(Place(lessons[name], addresses.case_lesson(review.id, name)))
        else:
            focus.append(Place(barriers.get(name, name), addresses.case(review.id)))
    return Shown(link, review.title, addresses.case(review.id), tuple(focus))


def _withdrawn(context: SiteContext, course: Course) -> Page:
    path = addresses.course(course.id)
    other = context.library.courses.get((course.withdrawn and course.withdrawn.replaced_by) or "")
    body = context.render(
        "withdrawn.html", path, title=course.title, withdrawal=course.withdrawn, kind="courses", hub=addresses.COURSES,
        replacement=(other.record.title, addresses.course(other.record.id)) if other else None,
    )  # fmt: skip
    return Page(path=path, title=course.title, body=body, section=addresses.COURSES, contents=False)
