"""Rule S02."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class PotentialNotJudged(Rule):
    """The harm that could have been is not judged.

    ## Why it matters
    Luck decides how much harm is done; effort belongs where harm could have been great. A review that looks at the
    actual harm alone passes over the near misses that tell of the next accident.

    ## Bad
    ```yaml
    event:
      harm:                    # here
        potential:
    ```

    ## Good
    ```yaml
    event:
      harm:
        potential: more
        potential_because: The bund stands beside the loading bay, where four people work by day.
    ```

    ## Source
    RCA2 (National Patient Safety Foundation, 2015), risk-based prioritising; HSE HSG245 (2004), step on the potential
    consequences.
    """

    code = "RCA302"
    name = "S02"
    severity = Severity.WARNING
    stage = "evidence"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the harm when it has no `potential`; `unknown` is an answer."""
        harm = case.review.event.harm
        if harm is None or harm.potential is None:
            yield Finding(
                ("event", "harm"), "it is not judged what the harm could have been",
                "write `potential: less`, `same`, `more` or `unknown`, and why under `potential_because`", of="key",
            )  # fmt: skip
