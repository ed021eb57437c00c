"""Rule L01."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class RootTeachesNothing(Rule):
    """No lesson names a confirmed root.

    ## Why it matters
    What lay deepest is what others can use; a root without a lesson stays the secret of one site.

    ## Bad
    ```yaml
    fault_tree:
      events:
        TWO-POSTS: {}          # here
    lessons:
      - {id: L-POSTS, because: [UNWATCHED, SHEET-SILENT]}
    ```

    ## Good
    ```yaml
    lessons:
      - {id: L-POSTS, because: [UNWATCHED, TWO-POSTS, SHEET-SILENT]}
    ```

    ## Source
    NASA Lessons Learned Information System, life cycle of a lesson; complaint 4 of the methodology.
    """

    code = "RCA431"
    name = "L01"
    severity = Severity.WARNING
    stage = "published"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each confirmed root that no lesson names, itself or in a gate above it."""
        taught = {name for lesson in case.review.lessons for name in lesson.because}
        pending = list(taught)
        while pending:
            placed = case.events.get(pending.pop())
            fresh = [cause for cause in placed.causes if cause not in taught] if placed is not None else []
            taught.update(fresh)
            pending.extend(fresh)
        for placed in case.roots:
            if case.status(placed.id) == "confirmed" and placed.id not in taught:
                yield case.at_event(
                    placed.id, f"no lesson names the root `{placed.id}`", "name it under `because` of a lesson",
                )  # fmt: skip
