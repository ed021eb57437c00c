"""Rule E03."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule
from rca.records.tree import Placed


class UnreasonedStatus(Rule):
    """A cause is ruled out, or left possible, without saying on what ground.

    ## Why it matters
    A branch that was crossed out without a ground is a branch that nobody examined. The next reader cannot tell a test
    from a hunch.

    ## Bad
    ```yaml
    fault_tree:
      events:
        STATIC:
          status: refuted      # here
          reason: Nobody believed in it
    ```

    ```yaml
    fault_tree:
      events:
        STATIC:
          status: possible     # here
          reason:
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        STATIC:
          status: refuted
          reason: Earthing was measured and sound (S-REPORT, annex 7)
    ```

    ## What counts as a ground
    A cause is ruled out by evidence under `evidence` or `against`, by a piece of evidence that names it under its own
    `against`, or by a reason that names a piece of evidence or a source. A cause is left possible with a `reason`;
    that is asked for from stage `analysis` on.

    ## Source
    NASA practice of fault-tree closure: every branch is confirmed, or ruled out with its ground on record.
    """

    code = "RCA323"
    name = "E03"
    severity = Severity.ERROR

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the status of an event without causes whose ground is missing."""
        against = {name for evidence in case.review.evidence.values() for name in evidence.against}
        for placed in case.basic:
            event, path = placed.event, (*placed.path, "status")
            if event.status == "refuted" and placed.id not in against and not _grounded(placed, case):
                yield Finding(
                    path, f"`{placed.id}` is ruled out without evidence",
                    "name the evidence that speaks against it; a reason alone needs a source", at=placed.id,
                )  # fmt: skip
            if event.status == "possible" and event.reason is None and case.reached("analysis"):
                yield Finding(
                    path, f"`{placed.id}` is left possible without a reason",
                    "say under `reason` why it can be neither shown nor ruled out", at=placed.id,
                )  # fmt: skip


def _grounded(placed: Placed, case: Case) -> bool:
    event = placed.event
    if event.evidence or event.against:
        return True
    named = re.findall(r"[A-Za-z][A-Za-z0-9_.-]*[A-Za-z0-9]", event.reason or "")
    return any(name in case.review.evidence or name in case.review.sources for name in named)
