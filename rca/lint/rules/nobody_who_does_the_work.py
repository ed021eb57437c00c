"""Rule X07."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class NobodyWhoDoesTheWork(Rule):
    """Nobody who does the work took part.

    ## Why it matters
    How the task is really done is known only to those who do it.

    ## Bad
    ```yaml
    review:
      experts:                 # here
        - {id: shift-rep, role: discipline-expert}
    ```

    ## Good
    ```yaml
    review:
      experts:
        - {id: shift-rep, role: worker-rep}
    ```

    ## Source
    RCA2 (2015), team membership; HSE HSG245 (2004): safety representatives and those involved take part.
    """

    code = "RCA447"
    name = "X07"
    severity = Severity.WARNING
    stage = "summary"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the experts when none has the role `worker-rep`; of a public record only when experts are listed."""
        experts = case.review.review.experts
        if not any(expert.role == "worker-rep" for expert in experts) and (experts or not case.public):
            yield Finding(
                ("review", "experts"), "nobody who does the work took part",
                "ask those who do the task, and list the role with `role: worker-rep`", of="key",
            )  # fmt: skip
