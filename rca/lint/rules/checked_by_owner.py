"""Rule A15."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.ownership import same_role
from rca.lint.rule import Rule


class CheckedByOwner(Rule):
    """The effect of an action is judged by the one who owns it.

    ## Why it matters
    Nobody marks their own work well, and least of all when a late or failed measure would be their failure.

    ## Bad
    ```yaml
    actions:
      - id: A-LIGHT
        owner: Maintenance manager
        effect:
          by: Maintenance manager      # here
    ```

    ## Good
    ```yaml
    actions:
      - id: A-LIGHT
        owner: Maintenance manager
        effect:
          by: panel
    ```

    ## Source
    Independence of verification (NASA NPR 8621.1).
    """

    code = "RCA415"
    name = "A15"
    severity = Severity.WARNING
    stage = "actions"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of `by` under `effect` when it is the owner, by name or as the expert with the role of owner."""
        owners = {expert.id for expert in case.review.review.experts if expert.role == "owner"}
        for index, action in case.live:
            if action.effect is None or action.effect.by is None:
                continue
            by = action.effect.by
            if by in owners or (action.owner is not None and same_role(by, action.owner)):
                yield Finding(
                    ("actions", index, "effect", "by"), f"the effect of action `{action.id}` is judged by its owner",
                    "let somebody judge it who does not answer for it",
                )  # fmt: skip
