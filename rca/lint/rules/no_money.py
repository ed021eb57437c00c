"""Rule A09."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class NoMoney(Rule):
    """No money is granted for an action.

    ## Why it matters
    To know a measure and not to pay for it is the commonest way in which nothing happens.

    ## Bad
    ```yaml
    actions:
      - id: A-LIGHT
        resources:
          budget: requested    # here
    ```

    ```yaml
    actions:
      - id: A-LIGHT            # here
        resources:
    ```

    ## Good
    ```yaml
    actions:
      - id: A-LIGHT
        resources:
          budget: funded
    ```

    ## Source
    五落实 (measures, money, people, time and plan in place); complaint 2 of the methodology, awareness without the means.
    """

    code = "RCA409"
    name = "A09"
    severity = Severity.WARNING
    stage = "actions"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each live action whose budget is neither `funded` nor `not-needed`."""
        lacking: list[str] = []
        for index, action in case.live:
            budget = action.resources.budget if action.resources is not None else None
            if budget in (None, "unknown"):
                lacking.append(action.id)
                if not case.public:
                    yield Finding(
                        ("actions", index, "id"), f"it is not said whether there is money for action `{action.id}`",
                        "write `resources: {budget: funded}`, `requested`, `refused`, `none` or `not-needed`",
                    )  # fmt: skip
            elif budget in ("requested", "refused", "none"):
                yield Finding(
                    ("actions", index, "resources", "budget"), f"no money is granted for action `{action.id}`: {SAYS[budget]}",
                    "get the decision, or choose a measure that can be paid for",
                )  # fmt: skip
        if case.public:
            yield from case.unstated("whether money was granted", lacking, of=len(case.live))


SAYS = {"requested": "it is only asked for", "refused": "it was refused", "none": "there is none"}
