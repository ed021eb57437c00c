"""Rule S01."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class NoNormalWork(Rule):
    """Nothing is said of normal work.

    ## Why it matters
    Without a picture of how the work usually goes, nobody can see what was different that day. What looks like a
    departure is often how the task is done every day and usually succeeds.

    ## Bad
    ```yaml
    event:                     # here
      normal_work:
    ```

    ## Good
    ```yaml
    event:
      normal_work: Transfers at night are started by one operator, who also serves the loading bay.
    ```

    ## Source
    Change analysis needs a baseline (DOE-NE-STD-1004-92); Leveson, CAST Handbook (2019); Dekker, The Field Guide to
    Understanding "Human Error" (2014).
    """

    code = "RCA301"
    name = "S01"
    severity = Severity.WARNING
    stage = "evidence"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the event when it has no `normal_work`."""
        if case.review.event.normal_work is None:
            yield Finding(
                ("event",), "no account of normal work",
                "say under `normal_work` how the task is usually done, by those who do it", of="key",
            )  # fmt: skip
