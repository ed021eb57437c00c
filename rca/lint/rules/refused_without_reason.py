"""Rule A20."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class RefusedWithoutReason(Rule):
    """An action was refused or dropped, and it is not said why.

    ## Why it matters
    A refusal is a decision to live with the risk, and somebody must be able to read on what ground.

    ## Bad
    ```yaml
    actions:
      - {id: A-DYKE, do: Raise the dyke, breaks: [OVERFLOW], kind: physical-change, control: engineering, status: rejected}      # here
    ```

    ## Good
    ```yaml
    actions:
      - {id: A-DYKE, do: Raise the dyke, breaks: [OVERFLOW], kind: physical-change, control: engineering, status: rejected, reason: The bund held the whole spill}
    ```

    ## Source
    Statuses of recommendations (US Chemical Safety Board, Board Order 22): a closure without action states its ground.
    """

    code = "RCA420"
    name = "A20"
    severity = Severity.ERROR

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the status `rejected` or `obsolete` without `reason`, and `superseded` without `superseded_by`."""
        for index, action in enumerate(case.review.actions or ()):
            unsaid = action.status in ("rejected", "obsolete") and action.reason is None
            unreplaced = action.status == "superseded" and action.superseded_by is None and action.reason is None
            if unsaid or unreplaced:
                what = "by what" if unreplaced else "why"
                who = "the public record read for this review does not say" if case.public else "it is not said"
                yield Finding(
                    ("actions", index, "status"), f"action `{action.id}` is {action.status}, and {who} {what}",
                    "name the other action under `superseded_by`" if unreplaced else "write the `reason`",
                )  # fmt: skip
