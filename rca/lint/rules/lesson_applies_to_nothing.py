"""Rule L02."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class LessonAppliesToNothing(Rule):
    """A lesson does not say where it applies.

    ## Why it matters
    A lesson is found through what the searcher has: industry, equipment, hazard, mode. Without them it is found by nobody
    who needs it.

    ## Bad
    ```yaml
    lessons:
      - id: L-TRIP             # here
        applies_to:
    ```

    ## Good
    ```yaml
    lessons:
      - id: L-TRIP
        applies_to: {equipment: [tank], hazards: [flammable]}
    ```

    ## Source
    SELLS, screening of lessons (US Department of Energy, DOE-STD-7501-99).
    """

    code = "RCA432"
    name = "L02"
    severity = Severity.WARNING
    stage = "actions"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each lesson whose `applies_to` names no code."""
        for index, lesson in enumerate(case.review.lessons):
            to = lesson.applies_to
            if not (to.industry or to.equipment or to.hazards or to.mode):
                yield Finding(
                    ("lessons", index, "id"), f"it is not said where lesson `{lesson.id}` applies",
                    "name under `applies_to` the industry, equipment, hazards or mode",
                )  # fmt: skip
