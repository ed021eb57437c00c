"""Rule L08."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case, names
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class DefectNotInSummary(Rule):
    """A confirmed defect is not in the technical summary.

    ## Why it matters
    Readers of the summary learn nothing of a defect that only the tree knows.

    ## Bad
    ```yaml
    technical_summary:
      technical_defects: [GAUGE-STUCK, NO-TRIP, MOTOR]       # here
    ```

    ## Good
    ```yaml
    technical_summary:
      technical_defects: [GAUGE-STUCK, NO-TRIP, LIGHT, MOTOR]
    ```

    ## How it is checked
    Only a list that is written is held against the tree; one that is left out is taken from the tree and is complete.

    ## Source
    The essay behind the methodology: technical and procedural defects named.
    """

    code = "RCA438"
    name = "L08"
    severity = Severity.WARNING
    stage = "actions"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each written list that leaves out confirmed events with a code of its group."""
        summary = case.review.technical_summary
        if summary is None:
            return
        written = {
            "T": ("technical_defects", summary.technical_defects),
            "P": ("procedural_defects", summary.procedural_defects),
            "O": ("organisational_defects", summary.organisational_defects),
        }
        everywhere = {name for _, listed in written.values() for name in listed or ()}
        for letter, (part, listed) in written.items():
            if listed is None:
                continue
            left_out = [
                placed.id
                for placed in case.events.values()
                if placed.id not in everywhere
                and case.status(placed.id) == "confirmed"
                and any(code.startswith(letter) for code in placed.event.defect)
            ]
            if left_out:
                word = "defect" if len(left_out) == 1 else "defects"
                yield Finding(
                    ("technical_summary", part), f"the summary leaves out the confirmed {word} {names(left_out)}",
                    f"add {'it' if len(left_out) == 1 else 'them'}, or leave `{part}` out: it is then taken from the tree", of="key",
                )  # fmt: skip
