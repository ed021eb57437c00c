"""Rule T07."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class CircularCause(Rule):
    """An event is a cause of itself.

    ## Why it matters
    A circle explains nothing, and no path through it can be computed.

    ## Bad
    ```yaml
    fault_tree:
      events:
        FEED-ON:
          any_of:
            - id: PUMPED-ON
              all_of:
                - UNWATCHED
                - SHEET-SILENT
                - FEED-ON      # here
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        FEED-ON:
          any_of:
            - id: PUMPED-ON
              all_of:
                - UNWATCHED
                - SHEET-SILENT
    ```

    ## How to write a vicious circle
    Where two things did feed each other, name the state at two times (`PRESSURE-RISES`, then `PRESSURE-RISES-FURTHER`), or
    draw the weaker of the two as an influence under `shaped_by`.

    ## Source
    IEC 61025:2006: a fault tree has no loops.
    """

    code = "RCA347"
    name = "T07"
    severity = Severity.ERROR
    integrity = True

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the cause that closes each circle."""
        for effect, cause in case.tree.cut_edges:
            yield Finding(
                case.place_of_cause(effect, cause), f"`{cause}` is a cause of itself, by way of `{effect}`",
                "take one of the two steps out, or write the later state as an event of its own", at=effect,
            )  # fmt: skip
