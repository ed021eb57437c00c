"""Rule L04."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class LessonUntied(Rule):
    """A lesson is tied to no cause, or to no keyword.

    ## Why it matters
    Without the cause nobody can see why it holds; without keywords nobody finds it in other words than the author's.

    ## Bad
    ```yaml
    lessons:
      - id: L-POSTS            # here
        keywords: []
    ```

    ```yaml
    lessons:
      - id: L-NEW              # here
        kind: technical
        lesson: Measure the level on two principles
        applies_to: {equipment: [tank]}
        ask: On how many principles do we measure?
        keywords: [level]
        status: shared
    ```

    ## Good
    ```yaml
    lessons:
      - id: L-POSTS
        because: [UNWATCHED, TWO-POSTS, SHEET-SILENT]
        keywords: [staffing, transfer]
    ```

    ## Source
    NASA Lessons Learned Information System; traceability of lessons to events.
    """

    code = "RCA434"
    name = "L04"
    severity = Severity.WARNING
    stage = "actions"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each lesson without `because` or without `keywords`."""
        for index, lesson in enumerate(case.review.lessons):
            lacking = [what for what, given in (("cause", lesson.because), ("keyword", lesson.keywords)) if not given]
            if lacking:
                yield Finding(
                    ("lessons", index, "id"), f"lesson `{lesson.id}` is tied to no {' and no '.join(lacking)}",
                    "name under `because` the events that teach it, and under `keywords` the words others would search by",
                )  # fmt: skip
