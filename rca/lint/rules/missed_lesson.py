"""Rule R02."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.across import applies, within_reach
from rca.lint.case import Case, names
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class MissedLesson(Rule):
    """A lesson that could be read before the event, and applied to it, was not used.

    ## Why it matters
    Nothing says more about learning than a lesson that was there, fitted, and was not used.

    ## Bad
    ```yaml
    fault_tree:
      events:
        SHEET-SILENT: {defect: [P-WRONG, P-READY]}
    links:                     # here
      - {review: wash-tank, relation: similar-to}
    ```

    ```yaml
    id: wash-tank
    lessons:
      - {id: L-DRAIN, published: 2016-09-01, applies_to: {equipment: [tank]}}
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        SHEET-SILENT: {defect: [P-WRONG, P-READY]}
    links:
      - {review: wash-tank, relation: missed-lesson}
    ```

    ```yaml
    id: wash-tank
    lessons:
      - {id: L-DRAIN, published: 2016-09-01, applies_to: {equipment: [tank]}}
    ```

    ## What is compared
    Lessons of other reviews that were published before this event, that apply to it (every list under `applies_to` has a
    code of the event), that come from the same branch of industry or name it, and that were taught by a defect which also
    stands on a path that happened here. Whether the lesson would have been enough is for a reader to judge.

    ## Source
    NASA Lessons Learned Information System: lessons are to be applied; relation `missed-lesson` of the taxonomy
    `link-relation`.
    """

    code = "RCA452"
    name = "R02"
    severity = Severity.WARNING
    stage = "summary"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the links once, with the lessons that were missed and are not linked as such."""
        on_path = frozenset(
            code for name in case.findings.on_path if name in case.events for code in case.events[name].event.defect
        )
        relations = case.across.linked.get(case.review.id, frozenset())
        missed = [
            each.address
            for each in case.across.lessons_before(case.review, on_path)
            if applies(each.lesson.applies_to, case.review)
            and within_reach(each, case.review)
            and not any((each.review.id, relation) in relations for relation in USED)
        ]
        if missed:
            many = f" and {len(missed) - MOST} more" if len(missed) > MOST else ""
            yield Finding(
                ("links",) if case.review.links else ("event",),
                f"lessons that could be read before speak of a defect on a path that happened: {names(missed[:MOST])}{many}",
                "link the review with `relation: missed-lesson`, or silence this with the reason why it did not apply", of="key",
            )  # fmt: skip


MOST = 3
"""Lessons that the message names."""
USED = ("missed-lesson", "lesson-not-used", "recurrence-of", "recurred-as")
"""Relations by which a review says that it knows of the lesson."""
