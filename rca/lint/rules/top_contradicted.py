"""Rule T03."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case, names
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class TopContradicted(Rule):
    """The evidence contradicts the tree: by its gates the event at the top did not happen.

    ## Why it matters
    The event did happen, so the tree is wrong: a cause is missing, or one was ruled out wrongly, or a gate should read
    `any_of`.

    ## Bad
    ```yaml
    fault_tree:
      events:
        BURN: {}               # here
        SHEET-SILENT:
          status: refuted
          reason: The sheet asks for a level reading every ten minutes (S-REPORT, annex 4)
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        SHEET-SILENT:
          status: confirmed
    ```

    ## Source
    IEC 61025:2006; a ruled-out cause belongs under `any_of`, under `all_of` it makes the whole branch false.
    """

    code = "RCA343"
    name = "T03"
    severity = Severity.ERROR
    stage = "analysis"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the top when its derived truth is false."""
        top = case.tree.top
        if case.findings.truth.get(top) is False:
            refuted = [placed.id for placed in case.leaves if placed.event.status == "refuted"]
            yield case.at_event(
                top, f"the evidence contradicts the tree: with {names(refuted)} ruled out `{top}` cannot have happened",
                "look for the cause that is missing; a ruled-out alternative belongs under `any_of`",
            )  # fmt: skip
