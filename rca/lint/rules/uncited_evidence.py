"""Rule E01."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class UncitedEvidence(Rule):
    """A piece of evidence is cited by nothing.

    ## Why it matters
    Evidence that nothing cites was either gathered for nothing or fits nowhere in the explanation, and then it may
    speak against it.

    ## Bad
    ```yaml
    evidence:
      E-PHOTO: {what: Photograph of the open hatch, kind: position, grade: A, custodian: Review secretary}    # here
    ```

    ## Good
    ```yaml
    evidence:
      E-PHOTO: {what: Photograph of the open hatch, kind: position, grade: A, custodian: Review secretary}
    fault_tree:
      events:
        LIGHT: {evidence: [E-LIGHT, E-PHOTO]}
    ```

    ## Source
    Fact and hypothesis matrix (CCPS, Guidelines for Investigating Process Safety Incidents, 3rd ed., 2019): every fact
    is held against every hypothesis.
    """

    code = "RCA321"
    name = "E01"
    severity = Severity.WARNING
    stage = "summary"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of evidence that no statement names, that is part of nothing cited and speaks against no event."""
        cited = {reference.name for reference in case.references("evidence")}
        for name, evidence in case.review.evidence.items():
            if name not in cited and not evidence.against:
                yield Finding(
                    ("evidence", name), f"evidence `{name}` is cited by nothing",
                    "cite it where it supports or contradicts something, or say under `against` what it speaks against", of="key",
                )  # fmt: skip
