"""Rule B02."""

from __future__ import annotations

from collections.abc import Iterator

from rca.analysis.paths import Path, broken
from rca.diagnostics import Severity
from rca.lint.case import Case, path_words
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class UnguardedPath(Rule):
    """A path that happened meets no barrier.

    ## Why it matters
    Where no barrier was even meant to stand, the hazard was not seen, and no maintenance of barriers will help.

    ## Bad
    ```yaml
    fault_tree:
      events:
        GAUGE-STUCK: {}        # here
    barriers:
      - {id: B-GAUGE, guards: [STATIC]}
      - {id: B-TRIP, guards: [STATIC]}
      - {id: B-BUND, guards: [STATIC]}
    ```

    ## Good
    ```yaml
    barriers:
      - {id: B-GAUGE, guards: [GAUGE-STUCK]}
    ```

    ## How it is computed
    A path is a minimal cut set whose events are all confirmed or likely. A barrier stands on it when the event at the top
    could not follow from the path if the events that the barrier guards were impossible.

    ## Source
    Barrier analysis; Storybuilder (Bellamy and others, 2007), in which every path crosses barriers.
    """

    code = "RCA382"
    name = "B02"
    severity = Severity.WARNING
    stage = "summary"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks, at its first event, of each path on which no barrier stands; silent without barriers, since B01 speaks."""
        guards = {barrier.id: barrier.guards for barrier in case.review.barriers if barrier.guards}
        if not guards:
            return
        paths = [Path(cover.events, cover.absent) for cover in case.findings.paths]
        holds = broken(case.tree, paths, guards)
        for index, path in enumerate(paths):
            if not any(stands >> index & 1 for stands in holds.values()):
                yield case.at_event(
                    case.first_on(path.events), f"no barrier stands on the path {path_words(path.name)}",
                    "name the barrier that stood there or was due, and what it `guards`", at=path.name,
                )  # fmt: skip
