"""Rule E02."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class ClaimWithoutEvidence(Rule):
    """A cause is called confirmed or likely and rests on no evidence.

    ## Why it matters
    What is said to be known and cannot be shown is an opinion, and everything above it in the tree inherits that.

    ## Bad
    ```yaml
    fault_tree:
      events:
        SHEET-SILENT:
          status: confirmed    # here
          evidence: []
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        SHEET-SILENT:
          status: confirmed
          evidence: [E-SHEET]
    ```

    ## Source
    NASA NPR 8621.1; IEC 62740:2015, validation of the analysis.
    """

    code = "RCA322"
    name = "E02"
    severity = Severity.ERROR

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the status of an event that has no causes and no evidence; what continues elsewhere rests there."""
        for placed in case.basic:
            event = placed.event
            if event.status in ("confirmed", "likely") and not event.evidence and event.continues_in is None:
                yield Finding(
                    (*placed.path, "status"), f"`{placed.id}` is called {event.status} without evidence",
                    "name the evidence, or set `status: open` until there is some", at=placed.id,
                )  # fmt: skip
