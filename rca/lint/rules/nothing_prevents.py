"""Rule A17."""

from __future__ import annotations

from collections.abc import Iterator

from rca.analysis.strength import SIDE_OF_FUNCTION
from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class NothingPrevents(Rule):
    """No action prevents; all act when it has happened.

    ## Why it matters
    A review that ends in better response has accepted that it will happen again.

    ## Bad
    ```yaml
    actions:                   # here
      - {id: A-TRIP, function: mitigate}
      - {id: A-LIGHT, function: respond}
      - {id: A-POST, function: mitigate}
      - {id: A-RULE, function: learn}
    ```

    ## Good
    ```yaml
    actions:
      - {id: A-TRIP, function: prevent}
    ```

    ## What counts
    `prevent` and `detect` stand left of the event, `mitigate`, `respond` and `recover` right of it, `learn` on neither
    side. Rejected, superseded and obsolete actions do not count.

    ## Source
    Bow-tie method; complaint 1 of the methodology, response in place of prevention.
    """

    code = "RCA417"
    name = "A17"
    severity = Severity.ERROR
    stage = "actions"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the actions when no live one stands left of the event; of a public record only when it tells."""
        if case.public and (case.review.actions is None or any(action.function is None for _, action in case.live)):
            return
        if any(action.function is not None and SIDE_OF_FUNCTION[action.function] == "left" for _, action in case.live):
            return
        who = "no action in the public record read for this review prevents" if case.public else "no action prevents"
        told = (
            f"{who} the event: all act after it or spread knowledge"
            if case.live
            else f"{who} the event: there is none that stands"
        )
        yield Finding(
            ("actions",), told, "plan an action with `function: prevent` or `detect` that breaks a path", of="key",
        )  # fmt: skip
