"""Rule B01."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class NoBarriers(Rule):
    """No barrier is recorded.

    ## Why it matters
    Without barriers nobody can say what stood between the hazard and people, and what will stand there tomorrow.

    ## Bad
    ```yaml
    barriers: []               # here
    response: {actions: [{do: The shift put the fire out with foam, worked: true, evidence: [E-LOG]}]}
    ```

    ## Good
    ```yaml
    barriers:
      - {id: B-TRIP, what: Independent high-level trip, layer: trip, kind: functional, state: missing, task: provide, guards: [NO-TRIP]}
    ```

    ## Source
    Barrier analysis (DOE-NE-STD-1004-92); MORT (Johnson, 1980).
    """

    code = "RCA381"
    name = "B01"
    severity = Severity.WARNING
    stage = "summary"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of a review without barriers."""
        if not case.review.barriers:
            yield Finding(
                ("barriers",), "no barrier is recorded",
                "list what stood, or was due, between the hazard and people, with the state it was in", of="key",
            )  # fmt: skip
