"""Rule D03."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class UnknownStandard(Rule):
    """A standard is named that is defined nowhere.

    ## Why it matters
    Whether it is carried out cannot be followed for a standard that nobody defined.

    ## Bad
    ```yaml
    actions:
      - id: A-LIGHT
        standard: S-OVERFIL    # here
    ```

    ## Good
    ```yaml
    actions:
      - id: A-LIGHT
        standard: S-OVERFILL
    ```

    ## Source
    Integrity of the record.
    """

    code = "RCA423"
    name = "D03"
    severity = Severity.ERROR
    integrity = True

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each name of a standard that neither this review nor `kb/standards` defines."""
        for reference in case.unknown("standard"):
            hint = (
                f"did you mean `{reference.nearest}`?"
                if reference.nearest
                else "define it under `standards`, or in `kb/standards`"
            )
            yield Finding(
                reference.path, f"unknown standard `{reference.name}`", hint, at=reference.name, mend=reference.mend
            )
