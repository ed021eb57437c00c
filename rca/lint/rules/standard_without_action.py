"""Rule D04."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class StandardWithoutAction(Rule):
    """A standard is carried out by no action.

    ## Why it matters
    A standard that nobody was given to carry out stays on paper.

    ## Bad
    ```yaml
    standards:
      S-OVERFILL: {}           # here
    actions:
      - {id: A-TRIP, standard: }
    ```

    ## Good
    ```yaml
    actions:
      - {id: A-TRIP, standard: S-OVERFILL}
    ```

    ## Source
    Complaint 3 of the methodology, standards without implementation.
    """

    code = "RCA424"
    name = "D04"
    severity = Severity.WARNING
    stage = "actions"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each new or revised standard that no live action names."""
        carried = {action.standard for _, action in case.live}
        for name, standard in case.review.standards.items():
            if (
                name not in carried
                and standard.ref not in (carried - {None})
                and standard.change not in ("none", "withdrawn")
            ):
                yield Finding(
                    ("standards", name), f"no action carries out standard `{name}`",
                    "name it under `standard` of the action that brings it into the field", of="key",
                )  # fmt: skip
