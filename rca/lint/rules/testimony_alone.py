"""Rule E04."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class TestimonyAlone(Rule):
    """In a severe case a cause is called confirmed on statements or opinion alone.

    ## Why it matters
    Memory is honest and wrong. What people recall after an accident fits what they have since heard, so it needs
    something that does not remember: a record, a part, a test.

    ## Bad
    ```yaml
    fault_tree:
      events:
        UNWATCHED:
          status: confirmed    # here
          evidence: [E-INTERVIEW]
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        UNWATCHED:
          status: confirmed
          evidence: [E-INTERVIEW, E-GATE]
    ```

    ## When a case is severe
    People were killed, missing or seriously hurt, the harm could have been more, or the loss makes an accident of level
    III or above.

    ## Source
    ATSB, Analysis, Causality and Proof in Safety Investigations (2007), evidence tables; Aerospace Corporation
    TOR-2014-02202, assumption taken as fact.
    """

    code = "RCA324"
    name = "E04"
    severity = Severity.WARNING

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the status of a confirmed event all of whose evidence is testimony or opinion."""
        if not case.severe:
            return
        for placed in case.basic:
            kinds = {evidence.kind for evidence in case.evidence_of(placed.event.evidence)}
            if placed.event.status == "confirmed" and kinds and kinds <= {"testimony", "opinion"}:
                yield Finding(
                    (*placed.path, "status"), f"`{placed.id}` is called confirmed on {' and '.join(sorted(map(str, kinds)))} alone",
                    "look for a record, a part or a test that shows it, or call it likely", at=placed.id,
                )  # fmt: skip
