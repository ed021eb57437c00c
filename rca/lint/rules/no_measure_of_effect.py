"""Rule A11."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class NoMeasureOfEffect(Rule):
    """It is not said how the effect of an action will be measured.

    ## Why it matters
    An action whose effect nobody measures is believed in, not known; the next accident is then the measurement.

    ## Bad
    ```yaml
    actions:
      - id: A-LIGHT            # here
        effect:
    ```

    ## Good
    ```yaml
    actions:
      - id: A-LIGHT
        effect: {measure: Unrated fittings found inside bunds, target: "0", check_due: 2022-12-31}
    ```

    ## Source
    RCA2 (2015), process and outcome measures; VA National Center for Patient Safety.
    """

    code = "RCA411"
    name = "A11"
    severity = Severity.ERROR
    stage = "actions"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each live action without `effect`; of a public record once, as advice."""
        lacking = [(index, action.id) for index, action in case.live if action.effect is None]
        if case.public:
            yield from case.unstated("how the effect is measured", [name for _, name in lacking], of=len(case.live))
            return
        for index, name in lacking:
            yield Finding(
                ("actions", index, "id"), f"it is not said how the effect of action `{name}` is measured",
                "write under `effect` a `measure` of what should become rarer or better, a `target` and `check_due`",
            )  # fmt: skip
