"""Rule T17."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class OneKindOfCause(Rule):
    """All causes are of one kind.

    ## Why it matters
    Accidents come from equipment, people and organisation together. A tree of one kind shows where the inquiry looked, not
    how the accident came about.

    ## Bad
    ```yaml
    fault_tree:
      top: BURN                # here
      events:
        UNWATCHED: {kind: organisational}
        SHEET-SILENT: {kind: organisational}
        GAUGE-STUCK: {kind: organisational}
        NO-TRIP: {kind: organisational}
        LIGHT: {kind: organisational}
        MOTOR: {kind: organisational}
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        GAUGE-STUCK: {kind: technical}
        SHEET-SILENT: {kind: procedural}
        TWO-POSTS: {kind: organisational}
    ```

    ## Source
    Leveson, Engineering a Safer World (2011).
    """

    code = "RCA357"
    name = "T17"
    severity = Severity.WARNING
    stage = "summary"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the tree when two or more causes that are not ruled out share their only kind; conditions apart."""
        kinds = [
            placed.event.kind
            for placed in case.basic
            if placed.event.status != "refuted" and placed.event.kind not in (None, "condition")
        ]
        if len(kinds) > 1 and len(set(kinds)) == 1:
            yield Finding(
                ("fault_tree", "top"), f"all {len(kinds)} causes are {kinds[0]}",
                "ask of each cause what else had to be so, in equipment, in procedures and in the organisation", of="key",
            )  # fmt: skip
