"""Rule T12."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class SinglePoint(Rule):
    """One cause alone was enough.

    ## Why it matters
    Where a single failure leads to harm there was no second line of defence, or the tree leaves out what else was needed.

    ## Bad
    ```yaml
    fault_tree:
      events:
        BURN:
          all_of:
          any_of: [SPILL-LIT, HOSE-SPLIT, STATIC]
        SPILL-LIT: {event: The spill from the vent caught fire, all_of: [OVERFLOW, IGNITION]}
        HOSE-SPLIT: {event: A hose split and sprayed the lamp, kind: technical, status: confirmed, evidence: [E-LIGHT]}   # here
    barriers:
      - {id: B-BUND, guards: [OVERFLOW, HOSE-SPLIT]}
    actions:
      - {id: A-LIGHT, breaks: [MOTOR, HOSE-SPLIT]}
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        OVERFLOW:
          all_of: [GAUGE-STUCK, NO-TRIP, FEED-ON]
    ```

    ## Source
    Defence in depth; IEC 61511-1:2016, independent layers of protection.
    """

    code = "RCA352"
    name = "T12"
    severity = Severity.WARNING
    stage = "analysis"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each cut set of one event that is confirmed or likely; the top itself is none."""
        for name in case.findings.single_points:
            if case.happened(name) and name != case.tree.top:
                yield case.at_event(
                    name, f"`{name}` alone was enough for `{case.tree.top}`",
                    "ask what should have stood behind it; a missing defence is an event of its own under `all_of`",
                )  # fmt: skip
