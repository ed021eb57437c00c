"""Rule L05."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class OneKindOfLesson(Rule):
    """All lessons are technical, or all are procedural.

    ## Why it matters
    Accidents have both sides; lessons of one kind often mean that the other experts were not asked.

    ## Bad
    ```yaml
    lessons:                   # here
      - {id: L-TRIP, kind: procedural}
      - {id: L-POSTS, kind: procedural}
    ```

    ## Good
    ```yaml
    lessons:
      - {id: L-TRIP, kind: technical}
      - {id: L-POSTS, kind: procedural}
    ```

    ## Source
    Hatamura, Learning from Failure (2005); technical and procedural defects as the essay behind the methodology asks for
    them.
    """

    code = "RCA435"
    name = "L05"
    severity = Severity.ADVICE
    stage = "published"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of two or more lessons of one kind."""
        kinds = {lesson.kind for lesson in case.review.lessons}
        if len(case.review.lessons) > 1 and len(kinds) == 1:
            yield Finding(
                ("lessons",), f"all lessons are {next(iter(kinds))}",
                "ask what the case teaches on the other side, technical or procedural", of="key",
            )  # fmt: skip
