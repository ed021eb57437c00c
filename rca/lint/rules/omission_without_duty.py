"""Rule C09."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.acts import deviation, omission
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class OmissionWithoutDuty(Rule):
    """Something that was not done is called a cause, and it is not said who had to do it.

    ## Why it matters
    Countless things were not done before any accident; an omission is a cause only where there was a duty to act. Without
    the duty it is hindsight.

    ## Bad
    ```yaml
    fault_tree:
      events:
        SHEET-SILENT:
          event: The level was not checked during the transfer     # here
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        SHEET-SILENT:
          event: The level was not checked during the transfer
          duty: Site rule 7 asks for a level reading every ten minutes
    ```

    ## Source
    Five rules of causation, rule 5: a failure to act is causal only where there is a duty to act (VA National Center for
    Patient Safety; RCA2, 2015).
    """

    code = "RCA369"
    name = "C09"
    severity = Severity.WARNING
    stage = "analysis"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each sentence of a cause that people or bodies own, tells of an omission and has no `duty`."""
        for placed in case.basic:
            event = placed.event
            mine = (
                event.kind in ("human", "procedural", "organisational")
                and event.status != "refuted"
                and event.duty is None
            )
            if mine and not deviation(event.event) and (told := omission(event.event)):
                yield Finding(
                    (*placed.path, "event"), f"`{told}` tells of an omission, and no duty to act is named",
                    "say under `duty` who had to act and by which rule, or tell what was done in place of it", at=placed.id,
                )  # fmt: skip
