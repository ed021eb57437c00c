"""Rule A01."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case, path_words
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class UncutPath(Rule):
    """A path that happened is broken by no corrective action.

    ## Why it matters
    What happened can happen again in the same way; response is planned, prevention is not.

    ## Bad
    ```yaml
    fault_tree:
      events:
        GAUGE-STUCK: {}        # here
    actions:
      - {id: A-TRIP, breaks: [MOTOR]}
    ```

    ## Good
    ```yaml
    actions:
      - {id: A-TRIP, breaks: [NO-TRIP]}
    ```

    ## How it is computed
    A path is a minimal cut set whose events are all confirmed or likely. An action breaks it when the event at the top
    could not follow from the path if the events under `breaks` were impossible. The finding stands at the path's first
    event.

    ## Source
    RCA2 (2015), step 5; importance of minimal cut sets, IEC 61025:2006.
    """

    code = "RCA401"
    name = "A01"
    severity = Severity.ERROR
    stage = "actions"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each unbroken path; silent when a public record names no actions at all, since then it is not known."""
        if case.public and case.review.actions is None:
            return
        who = "no action in the public record read for this review" if case.public else "no action"
        for events in case.findings.unbroken_cut_sets[:MOST]:
            name = " + ".join(events)
            yield case.at_event(
                case.first_on(events), f"{who} breaks the path {path_words(name)}",
                "name under `breaks` of an action one of its events, or a gate above them", at=name,
            )  # fmt: skip


MOST = 50
"""Unbroken paths that are named one by one."""
