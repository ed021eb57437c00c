"""Rule T15."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class ProbabilityWithoutBasis(Rule):
    """A probability lies outside 0 to 1, or rests on nothing.

    ## Why it matters
    A number without a basis is an invented number, and everything computed from it looks like knowledge.

    ## Bad
    ```yaml
    fault_tree:
      events:
        NO-TRIP:
          probability:         # here
            value: 0.2
            basis:
    ```

    ```yaml
    fault_tree:
      events:
        NO-TRIP:
          probability:
            value: 1.2         # here
            basis: Tests since 2015
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        NO-TRIP:
          probability:
            value: 0.2
            basis: 4 of 20 tests since 2015
    ```

    ## Source
    IEC 61025:2006. No inquiry among the first 25 read here gave a probability, so a missing one is never filled in.
    """

    code = "RCA355"
    name = "T15"
    severity = Severity.WARNING

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each probability that is none, and of each without `basis`."""
        for placed in case.events.values():
            likelihood, path = placed.event.probability, (*placed.path, "probability")
            if likelihood is None:
                continue
            if likelihood.value is not None and not 0 <= likelihood.value <= 1:
                yield Finding(
                    (*path, "value"), f"the probability of `{placed.id}` is {likelihood.value:g}, outside 0 to 1",
                    "write a share between 0 and 1; 5 % is 0.05", at=placed.id,
                )  # fmt: skip
            if likelihood.basis is None:
                yield Finding(
                    path, f"the probability of `{placed.id}` has no basis",
                    "say under `basis` what the number rests on, or leave it out: bounds are computed without it",
                    of="key", at=placed.id,
                )  # fmt: skip
