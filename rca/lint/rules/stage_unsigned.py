"""Rule X02."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case, names
from rca.lint.finding import Finding
from rca.lint.rule import Rule
from rca.lint.signatures import roles_needed, roles_signed
from rca.records.vocabulary import STAGES


class StageUnsigned(Rule):
    """A stage was passed without the signatures it needs.

    ## Why it matters
    A signature says that somebody who knows the matter stood up for the stage; without it the next stage is built on
    nobody's word.

    ## Bad
    ```yaml
    review:
      stage: analysis          # here
      sign_offs:
        - {stage: opened, by: lead, date: 2021-09-16}
        - {stage: evidence, by: lead, date: 2021-09-28}
    ```

    ## Good
    ```yaml
    review:
      stage: analysis
      sign_offs:
        - {stage: opened, by: lead, date: 2021-09-16}
        - {stage: evidence, by: lead, date: 2021-09-28}
        - {stage: evidence, by: instruments, date: 2021-09-28}
    ```

    ## Which signatures
    The roles that the taxonomy `workflow` lists for each stage. The stage at which a review stands is not yet passed, except
    `closed`, which is the end. In a review of a public record the rule is silent while nothing is signed.

    ## Source
    IEC 62740:2015, validation; the essay behind the methodology, experts in the whole process.
    """

    code = "RCA442"
    name = "X02"
    severity = Severity.ERROR

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks, at `stage`, of each stage passed without one of the roles that sign it."""
        process = case.review.review
        if case.public and not process.sign_offs:
            return
        here = STAGES.index(process.stage)
        for stage in (*STAGES[:here], *(("closed",) if process.stage == "closed" else ())):
            missing = [role for role in roles_needed(case.library, stage) if role not in roles_signed(process, stage)]
            if missing:
                yield Finding(
                    ("review", "stage"), f"stage `{stage}` was passed and not signed by {names(missing)}",
                    "let it be signed under `sign_offs`, or set `stage` back", at=stage,
                )  # fmt: skip
