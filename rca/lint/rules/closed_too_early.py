"""Rule X09."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.closure import closure
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class ClosedTooEarly(Rule):
    """The review is closed although one of the four conditions is not met.

    ## Why it matters
    A file that is closed is looked at by nobody; what was not done then stays undone.

    ## Bad
    ```yaml
    review:
      stage: closed            # here
    accountability: {handled: false}
    ```

    ```yaml
    review:
      stage: closed            # here
    lessons:
      - {id: L-POSTS, status: validated}
    ```

    ## Good
    ```yaml
    review:
      stage: closed
    accountability: {handled: true, by: Site director, date: 2021-11-15}
    ```

    ## The four conditions
    Cause: confirmed causes alone explain the event, and no error of the group on causes and language stands. People:
    `accountability.handled`. Measures: every live action is verified or effective, and every site seen conforms to every
    standard. Education: every lesson is at least shared, and a course uses the case.

    ## Source
    四不放过, the four conditions for closing an accident, as restated by the State Council and its ministries (taxonomy
    `four-no-let-go`).
    """

    code = "RCA449"
    name = "X09"
    severity = Severity.WARNING
    stage = "closed"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks, at `stage`, of each condition that is not met."""
        for condition, why in closure(case).unmet():
            yield Finding(
                ("review", "stage"), f"the review is closed, but {why}",
                f"meet the condition on {condition}, or set `stage` back", at=condition,
            )  # fmt: skip
