"""Rule T11."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class LeafWithoutKind(Rule):
    """A cause has no kind.

    ## Why it matters
    Without the kind nobody sees whether a review stopped at equipment or at people, and no count across reviews includes
    the cause.

    ## Bad
    ```yaml
    fault_tree:
      events:
        LIGHT:                 # here
          kind:
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        LIGHT:
          kind: technical
    ```

    ## Source
    Kinds of this knowledge base: technical, procedural, human, organisational, external, and condition for what was
    normally so (a house event of IEC 61025:2006).
    """

    code = "RCA351"
    name = "T11"
    severity = Severity.WARNING
    stage = "analysis"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each event without causes that has no `kind`; what continues elsewhere has its kind there."""
        for placed in case.basic:
            if placed.event.kind is None and placed.event.continues_in is None:
                yield case.at_event(
                    placed.id, f"`{placed.id}` has no kind",
                    "write `kind: technical`, `procedural`, `human`, `organisational`, `external` or `condition`",
                )  # fmt: skip
