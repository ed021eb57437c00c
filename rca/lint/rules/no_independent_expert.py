"""Rule X01."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class NoIndependentExpert(Rule):
    """No independent expert took part in the analysis.

    ## Why it matters
    Those who run a plant know it best and see least what they have grown used to.

    ## Bad
    ```yaml
    review:
      experts:                 # here
        - {id: panel, role: discipline-expert, independent: false}
    ```

    ## Good
    ```yaml
    review:
      experts:
        - {id: panel, role: independent-expert, independent: true}
    ```

    ## Comes with
    X02, since the stages that an independent expert signs are then unsigned.

    ## In a review of a public record
    Who took part is seldom on record; then the rule is silent while no expert is listed.

    ## Source
    The essay behind the methodology, experts in the whole process; CCPS (3rd ed., 2019), team composition.
    """

    code = "RCA441"
    name = "X01"
    severity = Severity.ERROR
    stage = "summary"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the experts when none is independent."""
        experts = case.review.review.experts
        independent = any(expert.independent or expert.role == "independent-expert" for expert in experts)
        if not independent and (experts or not case.public):
            yield Finding(
                ("review", "experts"), "the analysis was made without an independent expert",
                "let somebody look at it who does not answer for the plant, and list the role with `independent: true`", of="key",
            )  # fmt: skip
