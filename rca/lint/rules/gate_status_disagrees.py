"""Rule T04."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case, advice
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class GateStatusDisagrees(Rule):
    """The status stated for a gate is not the one that its causes give.

    ## Why it matters
    A gate is as certain as its causes. Where the two differ, either the causes are incomplete or the statement goes
    further than the evidence.

    ## Bad
    ```yaml
    fault_tree:
      events:
        IGNITION:
          status: refuted      # here
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        IGNITION:
          status: confirmed
    ```

    ## When only the strength differs
    A gate called confirmed whose causes are only likely, or the reverse, is advice. A gate with evidence of its own may
    well be more certain than likely causes: then nothing is said. A confirmed gate over causes that are all only possible
    stays an error: make it a leaf that its evidence confirms, and name the candidates under `shaped_by`.

    ## Source
    IEC 61025:2006; three-valued logic. The status of a gate is derived and need not be written.
    """

    code = "RCA344"
    name = "T04"
    severity = Severity.ERROR

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the status of each gate that differs from the derived one."""
        for node in case.tree.gates():
            placed = case.events.get(node.id)
            stated = placed.event.status if placed is not None else None
            derived = case.findings.derived_status.get(node.id)
            if placed is None or stated is None or derived is None or stated == derived:
                continue
            path = (*placed.path, "status")
            message = f"`{node.id}` is called {stated}, but its causes make it {derived}"
            hint = "leave `status` out on a gate, since it is derived; or look for the cause that is missing"
            if TRUTH[stated] != TRUTH.get(derived):
                yield Finding(path, message, hint, at=node.id)
            elif TRUTH[stated] is not None and not placed.event.evidence:
                yield advice(path, message, hint, at=node.id)


TRUTH = {"confirmed": True, "likely": True, "possible": None, "open": None, "refuted": False}
