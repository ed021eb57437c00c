"""Courses that teach from something gone: links to a case or lesson that is withdrawn."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Diagnostic
from rca.library.link import diagnostic
from rca.library.model import Entry, Library
from rca.records.course import Course
from rca.source.document import DataPath

WHY = "A trainer must never teach from a page that was taken back."


def stale_links(library: Library) -> tuple[Diagnostic, ...]:
    """An error for every link of a course that is in use to a withdrawn case or lesson.

    Links to what does not exist are reported when the folder is linked. A withdrawn or retired course is left alone:
    it is the record of what was once taught.
    """
    return tuple(
        found
        for entry in library.courses.values()
        if entry.record.withdrawn is None and entry.record.status != "retired"
        for found in _stale(library, entry)
    )


def _stale(library: Library, entry: Entry[Course]) -> Iterator[Diagnostic]:
    for place, name in _links(entry.record):
        case, _, _ = name.partition("#")
        review = library.reviews.get(case)
        lesson = library.lessons.get(name)
        withdrawal = (
            review.record.review.publication.withdrawn if review else lesson.record.withdrawn if lesson else None
        )
        if withdrawal is None:
            continue
        message = f"the course links to `{name}`, which was withdrawn on {withdrawal.date}"
        found = diagnostic(entry.document, "RCA207", place, message, why=WHY)
        replacement = f"; `{withdrawal.replaced_by}` replaces it" if withdrawal.replaced_by else ""
        yield found._replace(help=f"take the link out{replacement}. Reason given: {withdrawal.why.text}")


def _links(course: Course) -> Iterator[tuple[DataPath, str]]:
    for number, module in enumerate(course.modules):
        for index, case in enumerate(module.cases):
            yield ("modules", number, "cases", index, "review"), case.review
        for index, lesson in enumerate(module.lessons):
            yield ("modules", number, "lessons", index), lesson
