"""Rule T16."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class AnyOfAllTrue(Rule):
    """Every branch of an `any_of` is true.

    ## Why it matters
    When all alternatives happened, perhaps they were no alternatives: if each was needed, the gate is an `all_of`, and then
    breaking one of them is enough.

    ## Bad
    ```yaml
    fault_tree:
      events:
        IGNITION:              # here
          any_of: [LIGHT, MOTOR]
        STATIC:
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        IGNITION:
          any_of: [LIGHT, MOTOR, STATIC]
    ```

    ## Source
    Necessity and sufficiency test of logic trees (CCPS, 3rd ed., 2019). Needs more than counts, so it is advice.
    """

    code = "RCA356"
    name = "T16"
    severity = Severity.ADVICE
    stage = "summary"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each `any_of` with two or more causes that are all true."""
        for node in case.tree.gates():
            truths = [case.findings.truth.get(cause) for cause in node.causes]
            if node.gate == "any_of" and len(truths) > 1 and all(truth is True for truth in truths):
                yield case.at_event(
                    node.id, f"every branch of `{node.id}` is true: would one alone have been enough?",
                    "if each was needed write `all_of`; if one was enough this may be silenced with that reason",
                )  # fmt: skip
