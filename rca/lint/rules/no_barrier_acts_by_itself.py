"""Rule B06."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class NoBarrierActsByItself(Rule):
    """No barrier acts by itself.

    ## Why it matters
    Signs and rules work only while somebody reads and follows them; something that stops the event by being there or by
    acting does not tire.

    ## Bad
    ```yaml
    barriers:                  # here
      - {id: B-TRIP, kind: symbolic}
      - {id: B-BUND, kind: incorporeal}
    ```

    ## Good
    ```yaml
    barriers:
      - {id: B-TRIP, kind: functional}
      - {id: B-BUND, kind: physical}
    ```

    ## Source
    Hollnagel, Barriers and Accident Prevention (2004): physical, functional, symbolic and incorporeal barriers.
    """

    code = "RCA386"
    name = "B06"
    severity = Severity.ADVICE
    stage = "summary"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the barriers when each has a kind and none is physical or functional."""
        kinds = [barrier.kind for barrier in case.review.barriers]
        if kinds and None not in kinds and not {"physical", "functional"} & set(kinds):
            yield Finding(
                ("barriers",), "no barrier acts by itself: all are signs or rules",
                "ask what could stop the event without anybody reading or remembering", of="key",
            )  # fmt: skip
