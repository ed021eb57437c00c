"""Rule T15."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule
from rca.records.tree import Likelihood
from rca.source.document import DataPath


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

    ```yaml
    barriers:
      - id: B-BUND
        failure_on_demand:
          value: 5             # here
          basis: Inspections since 2015
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

    ```yaml
    barriers:
      - {id: B-BUND, failure_on_demand: {value: 0.05, basis: Cracked in 1 of 20 inspections since 2015}}
    ```

    ## Source
    IEC 61025:2006. No inquiry among the first 25 read here gave a probability, so a missing one is never filled in.
    """

    code = "RCA355"
    name = "T15"
    severity = Severity.WARNING

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each probability that is none, and of each without `basis`, of events and of barriers."""
        for placed in case.events.values():
            said = f"the probability of `{placed.id}`"
            yield from _faults(placed.event.probability, (*placed.path, "probability"), said, placed.id)
        for index, barrier in enumerate(case.review.barriers):
            path, said = (
                ("barriers", index, "failure_on_demand"),
                f"the probability that `{barrier.id}` fails on demand",
            )
            yield from _faults(barrier.failure_on_demand, path, said, barrier.id)


def _faults(likelihood: Likelihood | None, path: DataPath, said: str, at: str) -> Iterator[Finding]:
    if likelihood is None:
        return
    if likelihood.value is not None and not 0 <= likelihood.value <= 1:
        hint = "write a share between 0 and 1; 5 % is 0.05"
        yield Finding((*path, "value"), f"{said} is {likelihood.value:g}, outside 0 to 1", hint, at=at)
    if likelihood.basis is None:
        hint = "say under `basis` what the number rests on, or leave it out: bounds are computed without it"
        yield Finding(path, f"{said} has no basis", hint, of="key", at=at)
