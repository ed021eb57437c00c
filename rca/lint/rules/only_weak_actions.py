"""Rule A05."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class OnlyWeakActions(Rule):
    """All actions are training, procedures or warnings.

    ## Why it matters
    They ask the same people to try harder in the same conditions. They are needed beside other measures and are no measure
    in their place.

    ## Bad
    ```yaml
    event:
      harm: {serious_injuries: 0, potential: same}
    actions:                   # here
      - {id: A-TRIP, kind: training, control: administrative}
      - {id: A-LIGHT, kind: warning, control: [administrative, engineering]}
      - {id: A-POST, kind: new-procedure}
      - {id: A-RULE, kind: training}
    ```

    ## Good
    ```yaml
    actions:
      - {id: A-TRIP, kind: forcing-function}
      - {id: A-POST, kind: training}
    ```

    ## Source
    Action hierarchy of the VA National Center for Patient Safety, as carried in RCA2 (2015).
    """

    code = "RCA405"
    name = "A05"
    severity = Severity.ERROR
    stage = "actions"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the actions when every live one is of these kinds."""
        kinds = {action.kind for _, action in case.live}
        if kinds and kinds <= {"training", "new-procedure", "warning", "discipline"}:
            yield Finding(
                ("actions",), "every action is training, a procedure or a warning",
                "ask what would make the right way the only way, or the easy one", of="key",
            )  # fmt: skip
