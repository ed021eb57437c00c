"""Rule L06."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class LessonOnlyIdentified(Rule):
    """A lesson is still only identified although the review is published.

    ## Why it matters
    Identified is not learned: a lesson counts when somebody else has it, and works when it is built in.

    ## Bad
    ```yaml
    review: {stage: verified}
    lessons:
      - id: L-POSTS
        status: identified     # here
    ```

    ## Good
    ```yaml
    lessons:
      - id: L-POSTS
        status: shared
    ```

    ## Source
    NATO Joint Analysis and Lessons Learned Centre: a lesson identified is not a lesson learned.
    """

    code = "RCA436"
    name = "L06"
    severity = Severity.WARNING
    stage = "published"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the status of each lesson that is `identified`, stated or left out."""
        for index, lesson in enumerate(case.review.lessons):
            if lesson.status == "identified":
                yield Finding(
                    ("lessons", index, "status"), f"lesson `{lesson.id}` is still only identified",
                    "share it with those it concerns and write `status: shared`, or say how far it has come", of="value",
                )  # fmt: skip
