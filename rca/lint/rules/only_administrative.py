"""Rule A06."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class OnlyAdministrative(Rule):
    """All actions are administrative or protective equipment.

    ## Why it matters
    They leave the hazard where it is and ask people to live with it.

    ## Bad
    ```yaml
    actions:                   # here
      - {id: A-TRIP, control: administrative, kind: software-aid}
      - {id: A-LIGHT, control: ppe, kind: standardise-equipment}
    ```

    ## Good
    ```yaml
    actions:
      - {id: A-TRIP, control: engineering}
    ```

    ## Source
    NIOSH hierarchy of controls; ISO 45001:2018, 8.1.2.
    """

    code = "RCA406"
    name = "A06"
    severity = Severity.WARNING
    stage = "actions"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the actions when each live one gives its `control` and none is above administrative."""
        levels = [action.control for _, action in case.live]
        if levels and all(levels) and {level for each in levels for level in each} <= {"administrative", "ppe"}:
            yield Finding(
                ("actions",), "every action is administrative or protective equipment",
                "ask whether the hazard can be taken away, replaced or kept apart from people", of="key",
            )  # fmt: skip
