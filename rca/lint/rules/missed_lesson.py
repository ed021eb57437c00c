"""Rule R02."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class MissedLesson(Rule):
    """A lesson that stood in print before the event would have broken a path that happened.

    ## Why it matters
    Nothing says more about learning than a lesson that was there, fitted, and was not used.

    ## Bad
    ```yaml
    fault_tree:
      events:
        SHEET-SILENT:          # here
          see: wash-tank#DRAIN-OPEN
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        SHEET-SILENT:
          see: wash-tank#DRAIN-OPEN
    links:
      - {review: wash-tank, relation: missed-lesson}
    ```

    ## What is compared
    Lessons of other reviews that were published before this event and meant for its like (every list under `applies_to`
    has a code of the event), and that were taught by the same cause as one on a path that happened here: an author says so
    under `see`, or both carry the same defect, the lesson names the equipment, and the sentences share three words. Without
    that cause a path must not have reached the top.

    ## Source
    NASA Lessons Learned Information System: lessons are to be applied; relation `missed-lesson` of the taxonomy
    `link-relation`.
    """

    code = "RCA452"
    name = "R02"
    severity = Severity.WARNING
    stage = "summary"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks, at the event that it would have prevented, of each missed lesson whose review is not linked as such."""
        relations = case.across.linked.get(case.review.id, frozenset())
        said: set[str] = set()
        for missed in case.across.missed(case.review):
            known = missed.lesson.partition("#")[0]
            if missed.lesson in said or any((known, relation) in relations for relation in USED):
                continue
            said.add(missed.lesson)
            paths = "the path" if missed.of == 1 else f"{len(missed.paths)} of {missed.of} paths"
            yield case.at_event(
                missed.event,
                f"the lesson `{missed.lesson}` of {missed.published} would have broken {paths} at `{missed.event}`",
                "link its review with `relation: missed-lesson`, or silence this with the reason why it did not apply",
                at=missed.lesson,
            )


USED = ("missed-lesson", "lesson-not-used", "recurrence-of", "recurred-as")
"""Relations by which a review says that it knows of the lesson."""
