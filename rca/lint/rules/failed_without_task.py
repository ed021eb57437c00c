"""Rule B03."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class FailedWithoutTask(Rule):
    """A barrier did not hold, and it is not said which task behind it was not done.

    ## Why it matters
    Barriers fail because somebody did not provide, use, maintain or monitor them; which of the four decides what to do.

    ## Bad
    ```yaml
    barriers:
      - id: B-GAUGE
        state: failed          # here
        task: []
    ```

    ## Good
    ```yaml
    barriers:
      - id: B-GAUGE
        state: failed
        task: maintain
    ```

    ## Source
    Storybuilder (Bellamy and others, 2007): provide, use, maintain, monitor.
    """

    code = "RCA383"
    name = "B03"
    severity = Severity.WARNING
    stage = "analysis"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the state of each barrier that failed, was bypassed, weak or missing and has no `task`."""
        for index, barrier in enumerate(case.review.barriers):
            if barrier.state in ("failed", "bypassed", "missing", "degraded") and not barrier.task:
                yield Finding(
                    ("barriers", index, "state"), f"barrier `{barrier.id}` is {barrier.state}, and no task behind it is named",
                    "write `task: provide`, `use`, `maintain` or `monitor`, whichever was not done",
                )  # fmt: skip
