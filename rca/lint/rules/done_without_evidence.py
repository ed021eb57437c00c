"""Rule A12."""

from __future__ import annotations

from collections.abc import Iterator

from rca.analysis.strength import SAID_DONE
from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class DoneWithoutEvidence(Rule):
    """An action is said to be done, and nothing shows it.

    ## Why it matters
    "Done" in a register and done in the plant are two things; the paper gap begins here.

    ## Bad
    ```yaml
    actions:
      - id: A-LIGHT
        status: verified       # here
        done: {evidence: []}
    ```

    ## Good
    ```yaml
    actions:
      - id: A-LIGHT
        status: verified
        done: {date: 2022-05-31, evidence: [E-WALK]}
    ```

    ## Source
    Closing of recommendations on evidence (US Chemical Safety Board, Board Order 22); complaint 3 of the methodology.
    """

    code = "RCA412"
    name = "A12"
    severity = Severity.ERROR

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the status of each action said to be done without `done: {evidence: […]}`.

        In a review of a public record the evidence of the recommendation's status counts as well.
        """
        for index, action in case.live:
            shown = bool(action.done and action.done.evidence) or (case.public and bool(action.evidence))
            if action.status in SAID_DONE and not shown:
                who = "the public record read for this review does not show" if case.public else "nothing shows"
                yield Finding(
                    ("actions", index, "status"), f"action `{action.id}` is called {action.status}, and {who} that it was done",
                    "name the evidence under `done`, or set the status back",
                )  # fmt: skip
