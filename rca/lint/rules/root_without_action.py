"""Rule A02."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class RootWithoutAction(Rule):
    """A confirmed root has no action of its own.

    ## Why it matters
    A root that is left in place grows the next accident, perhaps a different one.

    ## Bad
    ```yaml
    fault_tree:
      events:
        TWO-POSTS: {}          # here
    actions:
      - {id: A-POST, weakens: [UNWATCHED]}
    ```

    ## Good
    ```yaml
    actions:
      - {id: A-POST, weakens: [TWO-POSTS]}
    ```

    ## Source
    RCA2 (2015): at least one action for each root; NASA NPR 8621.1.
    """

    code = "RCA402"
    name = "A02"
    severity = Severity.ERROR
    stage = "actions"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each confirmed root that no live action names under `breaks` or `weakens`."""
        if case.public and case.review.actions is None:
            return
        who = "no action in the public record read for this review" if case.public else "no action"
        for placed in case.roots:
            if case.status(placed.id) == "confirmed" and placed.id not in case.aimed:
                yield case.at_event(
                    placed.id, f"{who} is aimed at the root `{placed.id}`",
                    "name it under `breaks` of an action, or under `weakens` when it is an influence",
                )  # fmt: skip
