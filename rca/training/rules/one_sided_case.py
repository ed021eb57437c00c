"""Rule G05."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.records.course import Course
from rca.records.review import Review
from rca.training.base import TeachingBase, links
from rca.training.rule import Fault, TeachingRule


class OneSidedCase(TeachingRule):
    """A course uses a case that lacks a technical or a procedural lesson.

    ## Why it matters
    Learners take away that such accidents are all hardware or all people.

    ## Bad
    ```yaml
    id: storage-safety
    modules:
      - id: M1
        cases: [{review: wash-tank}]   # here
    ```

    ## Good
    ```yaml
    id: storage-safety
    modules:
      - id: M1
        cases: [{review: solvent-tank}]
    ```

    ## Source
    Hatamura, Learning from Failure (2005): technical knowledge and its organisational background belong together.
    """

    code = "RCA475"
    name = "G05"
    severity = Severity.WARNING
    only_courses = True

    def check(self, taught: Course | Review, base: TeachingBase) -> Iterator[Fault]:
        """Speaks of the link to a case that has no lesson of one of the two kinds."""
        if not isinstance(taught, Course):
            return
        for path, link in links(taught):
            review = base.taught_case(link.review)
            kinds = {lesson.kind for lesson in review.lessons} if review else {"technical", "procedural"}
            for kind in ("technical", "procedural"):
                if kind not in kinds:
                    yield Fault(
                        (*path, "review"),
                        f"the case `{link.review}` teaches no {kind} lesson",
                        "add one to the review, or take another case",
                    )
