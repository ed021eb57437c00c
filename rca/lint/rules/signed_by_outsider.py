"""Rule X03."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class SignedByOutsider(Rule):
    """A stage is signed by somebody who is not among the experts.

    ## Why it matters
    A signature without a role behind it says nothing about what was looked at, and by whom.

    ## Bad
    ```yaml
    review:
      stage: evidence
      sign_offs:
        - {stage: opened, by: lead, date: 2021-09-16}
        - {stage: evidence, by: visitor, date: 2021-09-28}       # here
    ```

    ## Good
    ```yaml
    review:
      stage: evidence
      sign_offs:
        - {stage: opened, by: lead, date: 2021-09-16}
        - {stage: evidence, by: instruments, date: 2021-09-28}
    ```

    ## Source
    The essay behind the methodology, experts in the whole process.
    """

    code = "RCA443"
    name = "X03"
    severity = Severity.ERROR
    integrity = True

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each signer that is no expert of the review."""
        for reference in case.unknown("expert"):
            if reference.path[:2] == ("review", "sign_offs"):
                hint = f"did you mean `{reference.nearest}`?" if reference.nearest else "list the role under `experts`"
                yield Finding(
                    reference.path,
                    f"`{reference.name}` signs and is not among the experts",
                    hint,
                    at=reference.name,
                    mend=reference.mend,
                )
