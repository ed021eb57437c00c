"""Rule T05."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class SingleFileCauses(Rule):
    """Three or more steps in a row have a single cause each.

    ## Why it matters
    A chain of whys leaves out at each step what else was needed. Where one cause seems enough, the conditions that let it
    work have not been asked for.

    ## Bad
    ```yaml
    fault_tree:
      events:
        OVERFLOW:
          all_of: [GAUGE-STUCK, NO-TRIP, TOO-HIGH]
        TOO-HIGH: {event: Liquid stood at the height of the vent, all_of: [ROSE]}       # here
        ROSE: {event: More came in than went out, all_of: [NOT-STOPPED]}
        NOT-STOPPED: {event: Nobody ended the filling, all_of: [FEED-ON]}
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        OVERFLOW:
          all_of: [GAUGE-STUCK, NO-TRIP, FEED-ON]
    ```

    ## Source
    Card, The problem with "5 whys", BMJ Quality & Safety 26 (2017), 671-677.
    """

    code = "RCA345"
    name = "T05"
    severity = Severity.WARNING
    stage = "analysis"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the first event of each run of `RUN` or more gates with one cause."""
        single = {node.id: node.causes[0] for node in case.tree.gates() if len(node.causes) == 1}
        inner = set(single.values())
        for first in single:
            if first in inner:
                continue
            run = [first]
            while single[run[-1]] in single:
                run.append(single[run[-1]])
            if len(run) >= RUN:
                yield case.at_event(
                    first, f"{len(run)} steps in a row have a single cause each: {' → '.join(f'`{name}`' for name in (*run, single[run[-1]]))}",
                    "ask at each step what else had to be so, or join the steps",
                )  # fmt: skip


RUN = 3
"""Gates with one cause, one below the other, from which the run is a chain."""
