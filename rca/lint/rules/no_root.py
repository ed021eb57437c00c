"""Rule C01."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class NoRoot(Rule):
    """No cause is marked as a root.

    ## Why it matters
    Until somebody says which causes lie deepest, the measures go to those that lie nearest.

    ## Bad
    ```yaml
    fault_tree:
      top: BURN                # here
      events:
        TWO-POSTS: {depth: underlying}
        TRIP-DEFERRED: {depth: underlying}
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        TWO-POSTS: {depth: root}
        TRIP-DEFERRED: {depth: root}
    ```

    ## Source
    NASA NPR 8621.1: proximate, intermediate and root causes; HSE HSG245 (2004): immediate, underlying and root causes.
    """

    code = "RCA361"
    name = "C01"
    severity = Severity.WARNING
    stage = "summary"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the tree when no event that is not ruled out has `depth: root`."""
        if not case.roots:
            yield Finding(
                ("fault_tree", "top"), "no cause is marked as a root",
                "write `depth: root` on the deepest causes that the organisation can change; there is seldom only one", of="key",
            )  # fmt: skip
