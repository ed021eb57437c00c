"""Rule R04."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class EffectiveButRecurred(Rule):
    """An event happened again although the action against it is called effective.

    ## Why it matters
    The recurrence is the measurement; the action did not hold and the file is to be opened again.

    ## Bad
    ```yaml
    fault_tree:
      events:
        GAUGE-STUCK: {see: wash-tank#SWITCH-DEAD}
    ```

    ```yaml
    id: wash-tank
    actions:
      - id: A-POWER
        status: effective      # here
        effect: {measure: Hours without power, result: "0"}
        done: {evidence: [E-DRAIN]}
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        GAUGE-STUCK: {see: wash-tank#SWITCH-DEAD}
    ```

    ```yaml
    id: wash-tank
    actions:
      - id: A-POWER
        status: ineffective
        effect: {measure: Hours without power, result: "12"}
        done: {evidence: [E-DRAIN]}
    ```

    ## Source
    RCA2 (2015), measures; recurrence as the test of learning (complaint 4 of the methodology).
    """

    code = "RCA454"
    name = "R04"
    severity = Severity.WARNING

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the status of each effective action, with the later review whose event names the same cause."""
        for index, action in case.live:
            if action.status != "effective":
                continue
            for name in (*action.breaks, *action.weakens):
                for later, event in case.across.recurrences.get(f"{case.review.id}#{name}", ()):
                    yield Finding(
                        ("actions", index, "status"),
                        f"action `{action.id}` is called effective, but `{name}` happened again as `{later.id}#{event}`",
                        "open it again: write `status: ineffective` and what will be done in its place",
                    )  # fmt: skip
