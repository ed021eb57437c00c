"""Rule E05."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class ConfirmedOnAssertion(Rule):
    """An event is called confirmed on evidence that only asserts it.

    ## Why it matters
    Saying it again does not make it shown. Grade D is a claim without anything behind it, and no number of claims adds
    up to a confirmation.

    ## Bad
    ```yaml
    evidence:
      E-ROSTER: {grade: D}
    fault_tree:
      events:
        TWO-POSTS:
          status: confirmed    # here
    ```

    ## Good
    ```yaml
    evidence:
      E-ROSTER: {grade: A}
    fault_tree:
      events:
        TWO-POSTS:
          status: confirmed
    ```

    ## Source
    ATSB, Analysis, Causality and Proof in Safety Investigations (2007); Aerospace Corporation TOR-2014-02202,
    assumption taken as fact.
    """

    code = "RCA325"
    name = "E05"
    severity = Severity.ERROR

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the status of a confirmed event all of whose evidence has grade D."""
        for placed in case.events.values():
            grades = {evidence.grade for evidence in case.evidence_of(placed.event.evidence)}
            if placed.event.status == "confirmed" and grades == {"D"}:
                yield Finding(
                    (*placed.path, "status"), f"`{placed.id}` is called confirmed, but its evidence only asserts it (grade D)",
                    "find evidence of grade A to C, or call it possible and say why", at=placed.id,
                )  # fmt: skip
