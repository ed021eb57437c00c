"""Rule A13."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule
from rca.records.when import day_bounds


class EffectCheckOverdue(Rule):
    """The day on which the effect was to be checked has passed without an answer.

    ## Why it matters
    Measures wear off, and the check that is forgotten is the one that would have shown it.

    ## Bad
    ```yaml
    actions:
      - id: A-LIGHT
        effect:
          check_due: 2022-12-31        # here
          checked:
          result:
          verdict:
    ```

    ## Good
    ```yaml
    actions:
      - id: A-LIGHT
        effect: {check_due: 2022-12-31, checked: 2022-12-01, result: "0", verdict: effective}
    ```

    ## Source
    RCA2 (2015), measures; 安委办〔2021〕4号, evaluation within one year.
    """

    code = "RCA413"
    name = "A13"
    severity = Severity.WARNING
    stage = "actions"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of `check_due` of each live action when it has passed and there is neither a verdict nor a later check."""
        for index, action in case.live:
            effect = action.effect
            if effect is None or effect.check_due in (None, "unknown"):
                continue
            last = day_bounds(str(effect.check_due))[1]
            answered = effect.verdict in ("effective", "ineffective") or effect.checked is not None
            if last < case.as_of and not answered:
                days = (case.as_of - last).days
                record = "the public record read for this review gives no answer, " if case.public else ""
                yield Finding(
                    ("actions", index, "effect", "check_due"),
                    f"{record}the effect of action `{action.id}` was to be checked {days} {'day' if days == 1 else 'days'} ago",
                    "check it and write `checked`, `result` and `verdict`",
                )  # fmt: skip
