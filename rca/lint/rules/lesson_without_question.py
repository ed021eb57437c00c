"""Rule L03."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class LessonWithoutQuestion(Rule):
    """A lesson puts no question to the reader.

    ## Why it matters
    A statement is agreed with and forgotten; a question sends the reader to their own plant.

    ## Bad
    ```yaml
    lessons:
      - id: L-TRIP             # here
        ask:
    ```

    ## Good
    ```yaml
    lessons:
      - id: L-TRIP
        ask: What stops our feed when the gauge stands still?
    ```

    ## Source
    SELLS, screening of lessons (US Department of Energy, DOE-STD-7501-99): what is the reader to do?
    """

    code = "RCA433"
    name = "L03"
    severity = Severity.WARNING
    stage = "actions"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each lesson without `ask`."""
        for index, lesson in enumerate(case.review.lessons):
            if lesson.ask is None:
                yield Finding(
                    ("lessons", index, "id"), f"lesson `{lesson.id}` puts no question to the reader",
                    "write under `ask` what readers should look for in their own plant",
                )  # fmt: skip
