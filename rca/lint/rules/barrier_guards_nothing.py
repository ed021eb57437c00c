"""Rule B04."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class BarrierGuardsNothing(Rule):
    """A barrier guards no event.

    ## Why it matters
    A barrier that stands on no path has no place in the picture and cannot be counted on any path.

    ## Bad
    ```yaml
    barriers:
      - id: B-GAUGE            # here
        guards: []
    ```

    ## Good
    ```yaml
    barriers:
      - id: B-GAUGE
        guards: [GAUGE-STUCK]
    ```

    ## Source
    Barrier analysis (DOE-NE-STD-1004-92); bow-tie method.
    """

    code = "RCA384"
    name = "B04"
    severity = Severity.ADVICE
    stage = "analysis"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each barrier without `guards`."""
        for index, barrier in enumerate(case.review.barriers):
            if not barrier.guards:
                yield Finding(
                    ("barriers", index, "id"), f"barrier `{barrier.id}` guards no event",
                    "name under `guards` the events of the tree that it should have stopped",
                )  # fmt: skip
