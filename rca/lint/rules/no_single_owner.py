"""Rule A07."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.ownership import several
from rca.lint.rule import Rule


class NoSingleOwner(Rule):
    """An action has no owner, or several.

    ## Why it matters
    An action nobody owns is seldom done, and one that two own is left to the other.

    ## Bad
    ```yaml
    actions:
      - id: A-LIGHT            # here
        owner:
    ```

    ```yaml
    actions:
      - id: A-LIGHT
        owner: Maintenance manager and operations manager      # here
    ```

    ## Good
    ```yaml
    actions:
      - id: A-LIGHT
        owner: Maintenance manager
    ```

    ## Source
    SMART action plans (HSE HSG245, 2004); 五落实 (one responsible for each measure); complaint 2 of the methodology.
    """

    code = "RCA407"
    name = "A07"
    severity = Severity.WARNING
    stage = "actions"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each live action without one owner; for a recommendation its recipient is the owner."""
        lacking: list[str] = []
        for index, action in case.live:
            if action.owner is not None and several(action.owner):
                yield Finding(
                    ("actions", index, "owner"), f"action `{action.id}` has several owners",
                    "name the one who answers for it; who helps can stand in a `note`",
                )  # fmt: skip
            elif action.owner is None and not (case.public and action.to):
                lacking.append(action.id)
                if not case.public:
                    yield Finding(
                        ("actions", index, "id"), f"action `{action.id}` has no owner", "name one role under `owner`",
                    )  # fmt: skip
        if case.public:
            yield from case.unstated("who answers", lacking, of=len(case.live))
