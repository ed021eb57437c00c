"""Rule R01."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.across import traits
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule
from rca.records.review import Review


class RecurrenceNotLinked(Rule):
    """An earlier review has the same site or equipment and the same defect, and the two are not linked.

    ## Why it matters
    The same thing has happened before; whoever reads one case should find the other, and ask why the first did not prevent
    the second.

    ## Bad
    ```yaml
    fault_tree:
      events:
        GAUGE-STUCK: {defect: [T-SENSE, T-ALARM]}
    event:
      equipment: [tank, vessel, level-instrument]      # here
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        GAUGE-STUCK: {defect: [T-SENSE, T-ALARM]}
    event:
      equipment: [tank, vessel, level-instrument]
    links:
      - {review: wash-tank, relation: similar-to, note: The device that should have stopped it was dead}
    ```

    ## What is compared
    Codes of confirmed and likely causes together with the site; or those that are technical or procedural together with
    the same equipment and the same hazard. Defects of the organisation are shared by most cases, and a combination that more
    than three reviews and a tenth of the library have says nothing of two of them. Invented cases are compared with invented
    ones only. Once a review is linked to one of those that are alike, the others are advice, unless they are
    of the same site.

    ## Source
    Recurrence as the test of learning (complaint 4 of the methodology); DOE-STD-1197-2011, trending of causes.
    """

    code = "RCA451"
    name = "R01"
    severity = Severity.WARNING
    stage = "summary"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the event once, with the earlier reviews that are most alike and not linked from either side."""
        alike = case.across.earlier_alike(case.review)
        loose = [(other, shared) for other, shared in alike if not case.across.tied(case.review.id, other.id)]
        if not loose:
            return
        shown = "; ".join(f"`{other.id}` ({', '.join(shared)})" for other, shared in loose[:MOST])
        more = f", and {len(loose) - MOST} more" if len(loose) > MOST else ""
        same_site = any(_site(other) == _site(case.review) is not None for other, _ in loose)
        yield Finding(
            ("event", "equipment"),
            f"earlier reviews share site or equipment and a defect: {shown}{more}",
            "link those that belong together under `links`, or name the same cause under `see` of the event",
            of="key",
            severity=None if same_site or len(loose) == len(alike) else Severity.ADVICE,
        )


def _site(review: Review) -> str | None:
    return next((trait[1] for trait in traits(review) if trait[0] == "site"), None)


MOST = 3
"""Reviews that the message names."""
