"""Rule T08."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class StrayEvent(Rule):
    """An event stands in the file and not in the tree.

    ## Why it matters
    An event under no gate takes part in no path. Either its place was forgotten or it was left over.

    ## Bad
    ```yaml
    fault_tree:
      events:
        HATCH-OPEN: {event: The hatch stood open, kind: technical, status: confirmed, evidence: [E-LIGHT]}    # here
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        HATCH-OPEN: {event: The hatch stood open, kind: technical, status: confirmed, evidence: [E-LIGHT]}
        LIGHT: {shaped_by: [HATCH-OPEN]}
    ```

    ## Source
    IEC 61025:2006: every event leads to the top.
    """

    code = "RCA348"
    name = "T08"
    severity = Severity.ERROR

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the highest of the events that neither a gate nor an influence leads to the top."""
        inner = {cause for name in case.tree.orphans for cause in case.events[name].causes}
        for name in case.tree.orphans:
            if name not in inner or name in case.events[name].causes:
                yield case.at_event(
                    name, f"`{name}` is not under the top event `{case.tree.top}`",
                    "name it in the gate that it causes, or under `shaped_by` when it is an influence; else remove it",
                )  # fmt: skip
