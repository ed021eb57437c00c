"""Rule A04."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class SevereWithoutStrongAction(Rule):
    """The case is severe, and no action is strong.

    ## Why it matters
    Where people were or could be killed, measures that rely on memory and attention are not enough.

    ## Bad
    ```yaml
    actions:                   # here
      - {id: A-TRIP, kind: double-check, control: administrative}
      - {id: A-LIGHT, kind: warning}
      - {id: A-POST, kind: double-check}
      - {id: A-RULE, kind: study}
    ```

    ## Good
    ```yaml
    actions:
      - {id: A-TRIP, kind: forcing-function}
    ```

    ## When it speaks
    It is an error when every action is of the weaker kinds, and a warning when the best is of an intermediate kind. It is
    silent while the kind of an action is not known. A case is severe when people were killed, missing or seriously hurt,
    when the harm could have been more, or when the loss makes an accident of level III or above.

    ## Source
    RCA2 (2015): at least one stronger or intermediate action; action hierarchy of the VA National Center for Patient Safety
    (taxonomy `action-strength`).
    """

    code = "RCA404"
    name = "A04"
    severity = Severity.ERROR
    stage = "actions"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the actions of a severe case by the strongest of them."""
        words = {case.views[action.id].strength_word for _, action in case.live if action.id in case.views}
        if not case.severe or not words or words & {"stronger", "unknown"}:
            return
        best = "intermediate" if "intermediate" in words else "weaker"
        yield Finding(
            ("actions",), f"the case is severe, and the strongest action is of the {best} kind",
            "look for a change of plant, a trip, a simpler process or a leader's own part", of="key",
            severity=Severity.WARNING if best == "intermediate" else None,
        )  # fmt: skip
