"""All rules of teaching over all courses and cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from rca.analysis.findings import Findings
from rca.diagnostics import Diagnostic, Severity
from rca.graph.tree import FaultTree
from rca.library.model import Library
from rca.library.watched import Watched
from rca.records.course import Course
from rca.records.review import Review
from rca.source.document import Document
from rca.source.positions import finding
from rca.training.base import TeachingBase
from rca.training.registry import teaching_rules
from rca.training.stale import stale_links

ALWAYS_STOPS = frozenset(("RCA474", "RCA477"))
"""Faults of a case's own training that stop a build: what is taught as the right answer is none."""


COURSES = ""
"""Under this name stands what the courses looked up."""


def teaching_diagnostics(
    library: Library, findings: Mapping[str, Findings], trees: Mapping[str, FaultTree],
    seen: dict[str, frozenset[str]] | None = None,
) -> tuple[Diagnostic, ...]:  # fmt: skip
    """Everything there is to say about courses that are in use and about the training of cases, sorted by place.

    `seen` takes, by review id, the other reviews that were looked at for its training, and under `COURSES` those that
    were looked at for the courses.
    """
    names: set[str] = set()
    watched = replace(library, reviews=Watched(library.reviews, names))
    base = TeachingBase(watched, Watched(findings, names), Watched(trees, names))
    found = list(courses_diagnostics(base))
    looked = {COURSES: frozenset(names)}
    for name in library.reviews:
        names.clear()
        found.extend(teaching_of(name, base))
        looked[name] = frozenset(names) - {name}
    if seen is not None:
        seen.update(looked)
    return tuple(sorted(found, key=lambda each: each.sort_key))


def courses_diagnostics(base: TeachingBase) -> Iterator[Diagnostic]:
    """What there is to say about courses that are in use, course by course."""
    yield from stale_links(base.library)
    for course in base.in_use():
        yield from _said(course.document, course.record, base)


def teaching_of(name: str, base: TeachingBase) -> tuple[Diagnostic, ...]:
    """What there is to say about the training of one case, in the order of the rules."""
    if base.taught_case(name) is None:
        return ()
    entry = base.library.reviews[name]
    return tuple(_said(entry.document, entry.record, base))


def stops_teaching(library: Library, each: Diagnostic) -> bool:
    """Whether a finding stops the build: an error of a course, or a key of a case that is none."""
    if each.severity is not Severity.ERROR:
        return False
    courses = {entry.document.file.path for entry in library.courses.values()}
    return each.path in courses or each.code in ALWAYS_STOPS


def _said(document: Document, taught: Course | Review, base: TeachingBase) -> Iterator[Diagnostic]:
    for rule in teaching_rules():
        if rule.only_courses and not isinstance(taught, Course):
            continue
        for fault in rule.check(taught, base):
            yield finding(
                document, rule.code, fault.path, fault.message,
                severity=fault.severity or rule.severity, of=fault.of, why=rule.page.why, help=fault.help,
            )  # fmt: skip
