"""Rule L07."""

from __future__ import annotations

from collections.abc import Iterator

from rca.analysis.indices.reflection import SUMMARY_PARTS
from rca.diagnostics import Severity
from rca.lint.case import Case, names
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class SummaryPartMissing(Rule):
    """A part of the technical summary is missing.

    ## Why it matters
    The summary is what most readers read. What happened without the mechanism, or defects without what solves them, is half
    an answer.

    ## Bad
    ```yaml
    technical_summary:         # here
      limits:
    ```

    ## Good
    ```yaml
    technical_summary:
      limits: Whether the light or the motor lit the vapour is not settled.
    ```

    ## The seven parts
    What happened, mechanism, technical defects, procedural defects, methods that solve, future direction, limits. The two
    lists of defects are taken from the codes of the tree where they are left out.

    ## Source
    The essay behind the methodology: a technical summary with defects named, methods that solve and a direction for future
    effort.
    """

    code = "RCA437"
    name = "L07"
    severity = Severity.ERROR
    stage = "actions"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the summary once, with every part that is neither written nor found in the tree."""
        summary = case.review.technical_summary
        codes = {code[:2] for node in case.tree.nodes.values() for code in node.defect}
        coded = {part for part, code in (("technical_defects", "T-"), ("procedural_defects", "P-")) if code in codes}
        missing = [
            part
            for part in SUMMARY_PARTS
            if not getattr(summary, part, None) and (summary is None or part not in coded)
        ]
        if summary is None:
            yield Finding(
                ("technical_summary",),
                "there is no technical summary",
                f"write its parts: {names(SUMMARY_PARTS)}",
                of="key",
            )
        elif missing:
            yield Finding(
                ("technical_summary",), f"the technical summary lacks {names(missing)}",
                "write the part; an honest sentence on what is not known is one. Lists of defects hold ids of events: "
                "they are taken from the codes of causes in the logic, and those of influences have to be named",
                of="key",
            )  # fmt: skip
