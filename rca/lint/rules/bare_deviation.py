"""Rule C04."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.acts import deviation
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class BareDeviation(Rule):
    """A departure from a procedure has nothing behind it.

    ## Why it matters
    Rules are broken for reasons: they cannot be followed, nobody knows them, or breaking them has always gone well. The
    reason is the cause.

    ## Bad
    ```yaml
    fault_tree:
      events:
        SHEET-SILENT:
          event: The shift did not follow the transfer procedure     # here
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        SHEET-SILENT:
          event: The shift did not follow the transfer procedure
          shaped_by: [TWO-POSTS]
    ```

    ## Source
    Five rules of causation, rule 4: each deviation from a procedure has a preceding cause (VA National Center for Patient
    Safety; RCA2, 2015).
    """

    code = "RCA364"
    name = "C04"
    severity = Severity.ERROR
    stage = "analysis"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each sentence that tells of a departure and has neither causes nor influences; acts are C03's."""
        for placed in case.bare:
            if placed.event.kind not in ("human", "technical", "external") and (told := deviation(placed.event.event)):
                yield Finding(
                    (*placed.path, "event"), f"`{told}` is a departure from a procedure, and nothing stands behind it",
                    "say why it was departed from: as a cause, or as an influence under `shaped_by`", at=placed.id,
                )  # fmt: skip
