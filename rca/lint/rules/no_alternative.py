"""Rule T06."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class NoAlternative(Rule):
    """No alternative explanation was examined.

    ## Why it matters
    The first explanation that fits ends the search. What else could have happened has to be written down before it can be
    ruled out.

    ## Bad
    ```yaml
    fault_tree:
      top: BURN                # here
      events:
        FEED-ON:
          any_of:
          all_of: [UNWATCHED, SHEET-SILENT]
        IGNITION:
          any_of:
          all_of: [LIGHT, MOTOR]
        MOTOR: {status: confirmed, against: [E-VALVE]}
        STATIC:
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        IGNITION:
          any_of: [LIGHT, MOTOR, STATIC]
        STATIC:
          status: refuted
          reason: Earthing was measured and sound (S-REPORT, annex 7)
    ```

    ## Source
    CCPS, Guidelines for Investigating Process Safety Incidents (3rd ed., 2019), hypotheses; NASA fault-tree closure;
    premature closure as a known fault of reasoning.
    """

    code = "RCA346"
    name = "T06"
    severity = Severity.WARNING
    stage = "summary"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the tree when no event without causes is ruled out, possible or open."""
        statuses = {placed.event.status or "open" for placed in case.leaves}
        if case.leaves and not statuses & {"refuted", "possible", "open"}:
            yield Finding(
                ("fault_tree", "top"), "no alternative explanation was examined",
                "write down under `any_of` what else could have caused it, and how it was ruled out", of="key",
            )  # fmt: skip
