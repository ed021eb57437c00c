"""Rule C02."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class HumanRoot(Rule):
    """A human act is called a root cause.

    ## Why it matters
    That somebody erred is where the question begins: what made the act likely, and what let it do harm? A root that is a
    person can only be blamed or trained.

    ## Bad
    ```yaml
    fault_tree:
      events:
        UNWATCHED:
          depth: root          # here
    lessons:
      - {id: L-POSTS, because: [UNWATCHED, TWO-POSTS, SHEET-SILENT]}
    actions:
      - {id: A-POST, breaks: [UNWATCHED]}
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        UNWATCHED:
          depth: immediate
          shaped_by: [TWO-POSTS]
    ```

    ## Source
    Five rules of causation, rule 3: each human error has a preceding cause (VA National Center for Patient Safety; RCA2,
    2015).
    """

    code = "RCA362"
    name = "C02"
    severity = Severity.ERROR

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of `depth: root` on an event of kind human."""
        for placed in case.events.values():
            if placed.event.kind == "human" and placed.event.depth == "root":
                yield Finding(
                    (*placed.path, "depth"), f"`{placed.id}` is a human act and cannot be a root",
                    "mark as root what made the act likely, and name it under `shaped_by` or as a cause", at=placed.id,
                )  # fmt: skip
