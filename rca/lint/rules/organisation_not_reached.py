"""Rule T14."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class OrganisationNotReached(Rule):
    """No branch of the tree reaches the organisation.

    ## Why it matters
    Equipment and people act inside conditions that an organisation made; a review that stops before them leaves the
    conditions as they were.

    ## Bad
    ```yaml
    fault_tree:
      top: BURN                # here
      events:
        TWO-POSTS: {kind: external}
        TRIP-DEFERRED: {kind: external}
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        TWO-POSTS: {kind: organisational}
        TRIP-DEFERRED: {kind: organisational}
    ```

    ## Source
    CCPS (3rd ed., 2019), management-system root causes; HFACS (Wiegmann and Shappell, 2003); Leveson, CAST Handbook (2019).
    """

    code = "RCA354"
    name = "T14"
    severity = Severity.WARNING
    stage = "summary"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the tree when no event or influence that is not ruled out is organisational."""
        kinds = {placed.event.kind for placed in case.events.values() if case.status(placed.id) != "refuted"}
        if "organisational" not in kinds:
            yield Finding(
                ("fault_tree", "top"), "no branch of the tree reaches the organisation",
                "ask of each cause what made it likely: goals, money, staffing, oversight; an influence stands under `shaped_by`",
                of="key",
            )  # fmt: skip
