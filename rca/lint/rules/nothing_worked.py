"""Rule B07."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class NothingWorked(Rule):
    """Nothing that worked is recorded.

    ## Why it matters
    In almost every accident something kept it from being worse. What is not recorded is not kept, and is the first to be
    saved away.

    ## Bad
    ```yaml
    barriers:                  # here
      - {id: B-BUND, state: failed, task: maintain}
    response: {actions: [{do: The shift put the fire out with foam, worked: false, evidence: [E-LOG]}]}
    ```

    ## Good
    ```yaml
    barriers:
      - {id: B-BUND, state: worked}
    ```

    ## Source
    Safety-II (Hollnagel, 2014); LFI critique: record what went well.
    """

    code = "RCA387"
    name = "B07"
    severity = Severity.ADVICE
    stage = "summary"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the barriers when none worked and no step of the response did."""
        response = case.review.response
        steps = [step.worked for step in response.actions] if response is not None else []
        worked = any(barrier.state == "worked" for barrier in case.review.barriers) or any(
            step in (True, "partly") for step in steps
        )
        if case.review.barriers and not worked:
            yield Finding(
                ("barriers",), "nothing that worked is recorded",
                "ask what kept the harm from being greater, and record it as a barrier or under `response`", of="key",
            )  # fmt: skip
