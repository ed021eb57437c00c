"""Rule S05."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.chronology import chronology, out_of_order
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class TimelineOutOfOrder(Rule):
    """An entry of the timeline stands below one that happened later.

    ## Why it matters
    A wrong order suggests a wrong cause, and a wrong date is hard to see in any other way.

    ## Bad
    ```yaml
    timeline:
      - {at: 2021-06-30, what: The trip project is moved, events: [TRIP-DEFERRED], evidence: [E-BUDGET]}
      - {at: 2021-09-14 02:40, what: The vapour catches fire, events: [BURN], evidence: [E-LOG]}
      - {at: 2021-09-13 22:10, what: The transfer begins, evidence: [E-LOG]}      # here
    ```

    ## Good
    ```yaml
    timeline:
      - {at: 2021-06-30, what: The trip project is moved, events: [TRIP-DEFERRED], evidence: [E-BUDGET]}
      - {at: 2021-09-13 22:10, what: The transfer begins, evidence: [E-LOG]}
      - {at: about 2021, what: A new gauge is bought, evidence: [E-BUDGET]}
      - {at: 2021-09-14 02:40, what: The vapour catches fire, events: [BURN], evidence: [E-LOG]}
    ```

    ## When it can be told
    Only when one entry is certainly later than the other, whatever the digits are that were not written. "About" and
    "after EVENT" decide nothing. A bare time of day belongs to the day of the dated entry above it, or to the next day
    when that lies nearer.

    ## Source
    STEP (Hendrick and Benner, 1987); ECFA+ (Kingston and others, 2007).
    """

    code = "RCA305"
    name = "S05"
    severity = Severity.ERROR

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each entry that is left over when the longest run in order is kept."""
        timeline = case.review.timeline
        for entry, other in out_of_order(chronology(timeline, case.review.event)):
            above = entry.index > other.index
            word = "after" if above else "before"
            yield Finding(
                ("timeline", entry.index, "at"),
                f"`{timeline[entry.index].at}` stands {word} `{timeline[other.index].at}`, which is {'later' if above else 'earlier'}",
                "correct the date, or move the entry to its place",
            )
