"""Rule C12."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.language import find_words
from rca.lint.rule import Rule


class LackOf(Rule):
    """A cause is a "lack of" something.

    ## Why it matters
    What was lacking is a measure somebody has in mind, turned round. The cause is what was there instead, unless a barrier
    was due and missing.

    ## Bad
    ```yaml
    fault_tree:
      events:
        SHEET-SILENT:
          event: Lack of a level check in the sheet     # here
    ```

    ```yaml
    fault_tree:
      events:
        SHEET-SILENT:
          event: 作业票缺乏液位检查     # here
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        SHEET-SILENT:
          event: Lack of a level check in the sheet
    barriers:
      - {id: B-CHECK, what: Level check, layer: control, kind: incorporeal, state: missing, task: provide, guards: [SHEET-SILENT]}
    ```

    ## Source
    Five rules of causation, rule 2 (RCA2, 2015), for the fact in place of the judgement; barrier analysis for the missing
    barrier. Needs more than counts, so it is advice.
    """

    code = "RCA372"
    name = "C12"
    severity = Severity.ADVICE
    stage = "analysis"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each sentence that tells of a lack, unless a barrier that did not hold guards the event."""
        gone = ("missing", "failed", "bypassed", "degraded")
        guarded = {name for barrier in case.review.barriers if barrier.state in gone for name in barrier.guards}
        for placed in case.events.values():
            hit = next(find_words(placed.event.event, LACKS), None)
            if hit is not None and placed.id not in guarded and placed.event.status != "refuted":
                yield Finding(
                    (*placed.path, "event"), f"`{hit.word}` may be a measure turned round",
                    "say what was there instead, or add the barrier that was missing and that it `guards` this event",
                    at=placed.id,
                )  # fmt: skip


LACKS = ("lack of", "lacked", "absence of", "缺乏", "缺少", "缺失")
