"""Rule E07."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class NoProvenance(Rule):
    """It is not said where a piece of evidence comes from or who keeps it.

    ## Why it matters
    Evidence that nobody can find again cannot be checked, and after a year that is all evidence without an address.

    ## Bad
    ```yaml
    evidence:
      E-GAUGE:                 # here
        custodian:
    ```

    ## Good
    ```yaml
    evidence:
      E-GAUGE:
        custodian: Instrument workshop
    ```

    ## Source
    NASA NPR 8621.1, custody of evidence.
    """

    code = "RCA327"
    name = "E07"
    severity = Severity.WARNING
    stage = "analysis"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of evidence with neither `source`, `url`, `part_of` nor `custodian`."""
        for name, evidence in case.review.evidence.items():
            if not (evidence.source or evidence.also or evidence.url or evidence.part_of or evidence.custodian):
                yield Finding(
                    ("evidence", name), f"it is not said where evidence `{name}` comes from",
                    "name its `source`, `url` or `part_of`, or the `custodian` who keeps it", of="key",
                )  # fmt: skip
