"""Rule X10."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule
from rca.lint.signatures import signatures


class SignatureOutOfDate(Rule):
    """What was signed has changed since.

    ## Why it matters
    A signature stands for what was read when it was given; below a changed text it lends a name to words nobody signed.

    ## Bad
    ```yaml
    review:
      stage: opened
      sign_offs:
        - {stage: opened, by: lead, date: 2021-09-16, hash: v1-00000000000000000000000000000000}   # here
    ```

    ## Good
    ```yaml
    review:
      stage: opened
      sign_offs:
        - {stage: opened, by: lead, date: 2021-09-16}
    ```

    ## What a signature covers
    Its stage and every stage before it: `opened` the event, `evidence` timeline, sources and evidence, `analysis` the tree
    and the barriers, `summary` the summaries and the response, `actions` the actions as agreed, `published` everything
    readers see. The progress of actions enters from `verified` on. Comments, formatting and the order of keys never count.
    A signature without a hash was written by hand and is not held against anything; `rca sign` writes the hash.

    ## Source
    IEC 62740:2015, validation; suspect links, as in requirements management (Doorstop).
    """

    code = "RCA450"
    name = "X10"
    severity = Severity.WARNING

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks, at its hash, of each signature whose hash is not that of what the review says now."""
        for signature in signatures(case.document.data, case.review.review):
            if signature.state == "out-of-date":
                yield Finding(
                    ("review", "sign_offs", signature.index, "hash"),
                    f"what `{signature.by}` signed as `{signature.stage}` has changed since {signature.date}",
                    f"let it be read and signed again: `rca sign {case.review.id} --stage {signature.stage} --by {signature.by}`",
                    at=signature.stage,
                )
