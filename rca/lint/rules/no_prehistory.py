"""Rule S04."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.chronology import certainly_before, chronology
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class NoPrehistory(Rule):
    """The timeline holds nothing from before the accident.

    ## Why it matters
    A timeline that begins with the accident can only explain the emergency. Causes come earlier, often by years.

    ## Bad
    ```yaml
    timeline:                  # here
      - {at: 2021-09-14 02:40, what: The vapour catches fire, events: [BURN], evidence: [E-LOG]}
      - {at: "02:52", what: The fire is out, evidence: [E-LOG]}
    ```

    ## Good
    ```yaml
    timeline:
      - {at: 2021-06-30, what: The trip project is moved, events: [TRIP-DEFERRED], evidence: [E-BUDGET]}
      - {at: 2021-09-14 02:40, what: The vapour catches fire, events: [BURN], evidence: [E-LOG]}
    ```

    ## Source
    Events and causal factors charting (Buys and Clark, 1995); STEP (Hendrick and Benner, 1987); complaint 4 of the
    methodology.
    """

    code = "RCA304"
    name = "S04"
    severity = Severity.WARNING
    stage = "analysis"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the timeline when no entry lies, or may lie, before the event."""
        timeline, event = case.review.timeline, case.review.event
        if not timeline:
            yield Finding(
                ("timeline",), "there is no timeline, so nothing is told from before the accident",
                "begin with the decisions and changes that the accident needed", of="key",
            )  # fmt: skip
            return
        entries = chronology(timeline, event)
        offsets = {entry.when.earliest for entry in entries if entry.when.scale == "offset"}
        if len(offsets) > 1 or any(
            certainly_before(entry.when, event) is not False for entry in entries if entry.when.scale != "offset"
        ):
            return
        yield Finding(
            ("timeline",), "nothing in the timeline lies before the accident",
            "begin with the decisions and changes that the accident needed", of="key",
        )  # fmt: skip
