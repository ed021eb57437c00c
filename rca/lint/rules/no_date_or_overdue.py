"""Rule A08."""

from __future__ import annotations

from collections.abc import Iterator

from rca.analysis.strength import SAID_DONE
from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule
from rca.records.when import day_bounds


class NoDateOrOverdue(Rule):
    """An action has no date, or its date has passed.

    ## Why it matters
    What is due some day is due never; what is overdue is a risk that somebody has accepted in silence.

    ## Bad
    ```yaml
    actions:
      - id: A-LIGHT            # here
        due:
    ```

    ```yaml
    review: {stage: published}
    actions:
      - id: A-LIGHT
        due: 2022-06-30        # here
        status: in-progress
        done:
        effect: {check_due: 2025-12-31, checked: , result: , verdict: }
    ```

    ## Good
    ```yaml
    actions:
      - id: A-LIGHT
        due: 2022-06-30
        status: verified
    ```

    ## Source
    SMART action plans (HSE HSG245, 2004); complaint 2 of the methodology.
    """

    code = "RCA408"
    name = "A08"
    severity = Severity.WARNING
    stage = "actions"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each live action without a date, or not done after it; in a public record only as of its status."""
        lacking: list[str] = []
        for index, action in case.live:
            if action.due is None or action.due == "unknown":
                lacking.append(action.id)
                if not case.public:
                    yield Finding(
                        ("actions", index, "id"), f"action `{action.id}` has no date", "write a date under `due`"
                    )
                continue
            last = day_bounds(action.due)[1]
            seen = (
                case.as_of if not case.public else day_bounds(action.status_as_of)[0] if action.status_as_of else None
            )
            if seen is not None and last < seen and action.status not in (*SAID_DONE, None, "unknown"):
                days = (seen - last).days
                yield Finding(
                    ("actions", index, "due"),
                    f"action `{action.id}` is {action.status} and {days} {'day' if days == 1 else 'days'} overdue on {seen}",
                    "do it, or agree on another date and say why",
                )  # fmt: skip
        if case.public:
            yield from case.unstated("by when it is due", lacking, of=len(case.live))
