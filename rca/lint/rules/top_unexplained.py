"""Rule T02."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case, names
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class TopUnexplained(Rule):
    """The causes do not yet explain the event at the top.

    ## Why it matters
    An accident that is not explained can happen again in the same way, whatever is done about the causes that are known.

    ## Bad
    ```yaml
    fault_tree:
      events:
        BURN: {}               # here
        SHEET-SILENT:
          status: possible
          reason: Two versions of the sheet were found
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        SHEET-SILENT:
          status: confirmed
    ```

    ## When only the which is open
    A cloud found a flame, and nobody will ever know which. That it did is certain: write the ignition as a leaf of `kind:
    condition` that evidence confirms, and the candidates under its `shaped_by`. An `any_of` of candidates that all stay
    possible says that perhaps none of them acted.

    ## Comes with
    T01, which names each open cause.

    ## How it is computed
    Confirmed and likely causes are true, ruled-out ones false, all others unknown; the gates pass this upward in
    three-valued logic. Here the top comes out unknown.

    ## Source
    IEC 61025:2006 for the gates; Kleene, Introduction to Metamathematics (1952), for the third value.
    """

    code = "RCA342"
    name = "T02"
    severity = Severity.ERROR
    stage = "actions"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the top when its derived truth is unknown."""
        top = case.tree.top
        if case.findings.truth.get(top, True) is None:
            resting = names(case.findings.rests_on[:MOST])
            known = (
                "the public record read for this review does not explain"
                if case.public
                else "the causes do not yet explain"
            )
            yield case.at_event(
                top, f"{known} `{top}`" + (f": open are {resting}" if resting else ""),
                "settle the open causes, or add the cause that is missing; where one of several certainly acted and only"
                " which is open, `rca explain RCA342` shows how to say so",
            )  # fmt: skip


MOST = 6
"""Causes that the message names."""
