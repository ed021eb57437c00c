"""Rule E08."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class NoCounterEvidence(Rule):
    """Nothing in the review speaks against anything.

    ## Why it matters
    An inquiry that found only support looked for support. Facts that do not fit are the ones that correct an
    explanation.

    ## Bad
    ```yaml
    evidence:                  # here
      E-VALVE: {kind: test}
    fault_tree:
      events:
        FEED-ON:
          any_of: [{id: VALVE-PASSED, against: []}]
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        FEED-ON:
          any_of: [{id: VALVE-PASSED, against: [E-VALVE]}]
    ```

    ## Source
    Fact and hypothesis matrix (CCPS, 3rd ed., 2019): each fact supports, contradicts or leaves open each hypothesis;
    confirmation bias.
    """

    code = "RCA328"
    name = "E08"
    severity = Severity.ADVICE
    stage = "summary"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the evidence when neither it nor any event has an `against`, and none rules an event out."""
        review = case.review
        spoken_against = any(evidence.against for evidence in review.evidence.values()) or any(
            placed.event.against or (placed.event.status == "refuted" and placed.event.evidence)
            for placed in case.events.values()
        )
        if review.evidence and not spoken_against:
            yield Finding(
                ("evidence",), "no evidence speaks against anything",
                "ask of each cause what would show that it was not so, and record under `against` what was found", of="key",
            )  # fmt: skip
