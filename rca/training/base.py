"""What the rules of teaching read: the library with the findings and trees of its reviews."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rca.analysis.findings import Findings
from rca.graph.tree import FaultTree
from rca.library.model import Entry, Library
from rca.records.course import CaseLink, Course
from rca.records.lesson import Objective, QuizQuestion
from rca.records.review import Review
from rca.source.document import DataPath


@dataclass(frozen=True, eq=False)
class TeachingBase:
    """Everything is read; nothing is changed."""

    library: Library
    findings: Mapping[str, Findings]
    trees: Mapping[str, FaultTree]

    def taught_case(self, name: str) -> Review | None:
        """The review of that id, when it read whole, is analysed and is not withdrawn."""
        entry = self.library.reviews.get(name)
        if entry is None or entry.partial or name not in self.findings or name not in self.trees:
            return None
        return None if entry.record.review.publication.withdrawn is not None else entry.record

    def in_use(self) -> tuple[Entry[Course], ...]:
        """Courses that are neither retired nor withdrawn and read whole, by id."""
        return tuple(
            entry
            for _, entry in sorted(self.library.courses.items())
            if not entry.partial and entry.record.withdrawn is None and entry.record.status != "retired"
        )


def links(course: Course) -> Iterator[tuple[DataPath, CaseLink]]:
    """Every case that a course uses, with the place of the link."""
    for number, module in enumerate(course.modules):
        for index, link in enumerate(module.cases):
            yield ("modules", number, "cases", index), link


def course_quiz(course: Course) -> Iterator[tuple[DataPath, QuizQuestion]]:
    """Every written question of a course."""
    for number, module in enumerate(course.modules):
        for index, question in enumerate(module.quiz):
            yield ("modules", number, "quiz", index), question


def case_quiz(review: Review) -> Iterator[tuple[DataPath, QuizQuestion]]:
    """Every written question of a case."""
    for index, question in enumerate(review.training.quiz if review.training else ()):
        yield ("training", "quiz", index), question


def quiz_of(record: Course | Review) -> tuple[tuple[DataPath, QuizQuestion], ...]:
    """Every written question of a course or a case."""
    return tuple(course_quiz(record) if isinstance(record, Course) else case_quiz(record))


def objectives_of(record: Course | Review) -> tuple[tuple[DataPath, Objective], ...]:
    """Outcomes of a course, or the objectives of a case."""
    if isinstance(record, Course):
        return tuple((("outcomes", index), each) for index, each in enumerate(record.outcomes))
    own = record.training.objectives if record.training else ()
    return tuple((("training", "objectives", index), each) for index, each in enumerate(own))


def split(name: str, home: str = "") -> tuple[str, str]:
    """Review and part that a name stands for: `case#PART`, or a part of `home` when no case is named."""
    case, found, part = name.partition("#")
    return (case, part) if found else (home, name)


def parts_of(review: Review) -> frozenset[str]:
    """Ids that something can be looked up by: events, barriers, actions, lessons, evidence."""
    named = [each.id for each in review.barriers]
    named += [each.id for each in review.actions or ()]
    named += [each.id for each in review.lessons]
    return frozenset((*named, *review.evidence, *(each.id for each in review.fault_tree.placed())))
