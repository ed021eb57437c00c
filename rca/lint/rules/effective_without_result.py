"""Rule A16."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class EffectiveWithoutResult(Rule):
    """An action is called effective, and no result shows it.

    ## Why it matters
    Effective is a measurement; without the number it is a hope that closes the file.

    ## Bad
    ```yaml
    actions:
      - id: A-LIGHT
        status: effective      # here
        effect: {result: }
    ```

    ## Good
    ```yaml
    actions:
      - id: A-LIGHT
        status: effective
        effect: {measure: Unrated fittings found inside bunds, target: "0", result: "0", verdict: effective}
    ```

    ## Source
    RCA2 (2015), measures; closing of recommendations on evidence (US Chemical Safety Board, Board Order 22).
    """

    code = "RCA416"
    name = "A16"
    severity = Severity.ERROR

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the status, or else the verdict, `effective` of each live action without a `result`."""
        for index, action in case.live:
            effect = action.effect
            if effect is not None and effect.result is not None:
                continue
            who = ", and the public record read for this review gives no result" if case.public else " without a result"
            path = (
                ("actions", index, "status")
                if action.status == "effective"
                else ("actions", index, "effect", "verdict")
            )
            if action.status == "effective" or (effect is not None and effect.verdict == "effective"):
                yield Finding(
                    path, f"action `{action.id}` is called effective{who}",
                    "write the `result` of the measurement under `effect`, or call it `verified`",
                )  # fmt: skip
