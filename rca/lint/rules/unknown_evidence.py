"""Rule E06."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class UnknownEvidence(Rule):
    """A statement cites evidence that does not exist.

    ## Why it matters
    A reader who follows the citation finds nothing, so the statement stands on nothing.

    ## Bad
    ```yaml
    fault_tree:
      events:
        GAUGE-STUCK:
          evidence: [E-GUAGE, E-GAUGE, E-LOG]      # here
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        GAUGE-STUCK:
          evidence: [E-GAUGE, E-LOG]
    ```

    ## Source
    Integrity of the record.
    """

    code = "RCA326"
    name = "E06"
    severity = Severity.ERROR
    integrity = True

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each cited id that is no evidence."""
        for reference in case.unknown("evidence"):
            hint = (
                f"did you mean `{reference.nearest}`?"
                if reference.nearest
                else "add it under `evidence`, or cite what is there"
            )
            yield Finding(
                reference.path, f"unknown evidence `{reference.name}`", hint, at=reference.name, mend=reference.mend
            )
