"""Rule P02."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class RestrictedEvidenceShown(Rule):
    """Evidence that few may see stands in a review that more may read.

    ## Why it matters
    What was given in confidence is read by everybody, and the next witness says nothing.

    ## Bad
    ```yaml
    review: {publication: {level: public}}
    evidence:
      E-INTERVIEW:
        access: restricted     # here
    ```

    ## Good
    ```yaml
    review: {publication: {level: restricted}}
    evidence:
      E-INTERVIEW:
        access: restricted
    ```

    ## Source
    NASA NPR 8621.1, privileged witness statements; taxonomy `publication`.
    """

    code = "RCA462"
    name = "P02"
    severity = Severity.ERROR

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of `access` of each piece of evidence that is narrower than the level of publication."""
        level = case.review.review.publication.level
        for name, evidence in case.review.evidence.items():
            if evidence.access is not None and RANK[evidence.access] > RANK[level]:
                yield Finding(
                    ("evidence", name, "access"), f"evidence `{name}` is {evidence.access}, but the review is {level}",
                    "narrow the review's `publication`, or describe the evidence so that all may read it and widen `access`",
                )  # fmt: skip


RANK = {"public": 0, "sector": 1, "internal": 2, "restricted": 3}
