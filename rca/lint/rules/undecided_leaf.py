"""Rule T01."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rca.diagnostics import Severity
from rca.lint.case import Case, advice
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class UndecidedLeaf(Rule):
    """A cause is neither confirmed nor ruled out.

    ## Why it matters
    Measures that are agreed while a cause is open may guard the wrong door.

    ## Bad
    ```yaml
    fault_tree:
      events:
        STATIC:
          status: open         # here
    ```

    ```yaml
    fault_tree:
      events:
        STATIC:                # here
          status:
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        STATIC:
          status: refuted
          reason: Earthing was measured and sound (S-REPORT, annex 7)
    ```

    ## A cause that stays possible
    Some causes can be neither shown nor ruled out. Then `status: possible` with its `reason` is the honest answer, and
    this rule only reminds of it, as advice.

    ## Source
    NASA practice of fault-tree closure, as in the report of the Columbia Accident Investigation Board (2003).
    """

    code = "RCA341"
    name = "T01"
    severity = Severity.ERROR
    stage = "actions"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each event below the top that has no causes and is open, or possible with a reason."""
        for placed in case.leaves:
            status, path = placed.event.status, (*placed.path, "status")
            if status == "possible" and placed.event.reason is not None:
                yield advice(
                    path, f"`{placed.id}` stays possible", "say what would settle it, or leave it as a limit of the review",
                    at=placed.id,
                )  # fmt: skip
            if status in (None, "open"):
                said = Finding(path, "", at=placed.id) if status else case.at_event(placed.id, "")
                subject = (
                    f"the public record read for this review leaves `{placed.id}` open"
                    if case.public
                    else f"`{placed.id}` is still open"
                )
                yield replace(
                    said, message=f"{subject}: neither confirmed nor ruled out",
                    help="settle it, or call it `possible` and say why it cannot be settled",
                )  # fmt: skip
