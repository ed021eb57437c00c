"""Rule L10."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class NoCourse(Rule):
    """No course uses the case.

    ## Why it matters
    People learn from cases that are put in front of them; one that waits to be looked up is seldom met.

    ## Bad
    ```yaml
    courses: []                # here
    ```

    ## Good
    ```yaml
    courses: [storage-safety]
    ```

    ## Source
    Fourth of the 四不放过: those concerned are taught.
    """

    code = "RCA440"
    name = "L10"
    severity = Severity.ADVICE
    stage = "published"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of a review that names no course and that no course uses."""
        if not case.review.courses and case.review.id not in case.across.taught:
            yield Finding(
                ("courses",), "no course uses this case",
                "add it to a module under `kb/courses`, or name the course under `courses`", of="key",
            )  # fmt: skip
