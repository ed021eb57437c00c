"""Rule S06."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class TimelineWithoutEvidence(Rule):
    """An entry of the timeline rests on no evidence.

    ## Why it matters
    A time that nobody can check is a guess, and the order of events is built on it.

    ## Bad
    ```yaml
    timeline:
      - {at: 2021-06-30, what: The trip project is moved, events: [TRIP-DEFERRED], evidence: [E-BUDGET]}
      - {at: 2021-09-13 22:10, what: The transfer begins}      # here
    ```

    ## Good
    ```yaml
    timeline:
      - {at: 2021-06-30, what: The trip project is moved, events: [TRIP-DEFERRED], evidence: [E-BUDGET]}
      - {at: 2021-09-13 22:10, what: The transfer begins, evidence: [E-LOG]}
    ```

    ## Source
    STEP (Hendrick and Benner, 1987); NASA NPR 8621.1.
    """

    code = "RCA306"
    name = "S06"
    severity = Severity.WARNING
    stage = "analysis"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each entry without `evidence`."""
        for index, entry in enumerate(case.review.timeline):
            if not entry.evidence:
                yield Finding(
                    ("timeline", index, "what"), f"no evidence for the entry of `{entry.at}`", "name under `evidence` what shows it",
                    at=entry.id or "",
                )  # fmt: skip
