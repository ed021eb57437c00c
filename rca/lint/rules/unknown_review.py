"""Rule R03."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class UnknownReview(Rule):
    """A review is named that does not exist.

    ## Why it matters
    A link that leads nowhere hides the case it meant.

    ## Bad
    ```yaml
    links:
      - {review: wash-tnk, relation: similar-to}       # here
    ```

    ```yaml
    fault_tree:
      events:
        GAUGE-STUCK:
          see: wash-tank#SWITCH-DEED     # here
    ```

    ## Good
    ```yaml
    links:
      - {review: wash-tank, relation: similar-to}
    ```

    ## Source
    Integrity of the knowledge base.
    """

    code = "RCA453"
    name = "R03"
    severity = Severity.ERROR
    integrity = True

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each name of a review, or of an event in a review, that leads nowhere."""
        for reference in case.unknown("review", "review-event"):
            what = "event of a review" if "#" in reference.name else "review"
            hint = (
                f"did you mean `{reference.nearest}`?"
                if reference.nearest
                else "name a review of the folder, or put the case under `prior_events`"
            )
            yield Finding(
                reference.path, f"unknown {what} `{reference.name}`", hint, at=reference.name, mend=reference.mend
            )
