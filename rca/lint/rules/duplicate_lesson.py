"""Rule R05."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case, names
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class DuplicateLesson(Rule):
    """A lesson says nearly the same as an earlier one.

    ## Why it matters
    Two copies of a lesson are found as two and kept up as none; gathered in one general lesson, the count shows how often it
    had to be taught.

    ## Bad
    ```yaml
    lessons:
      - id: L-POSTS
        lesson: Close the drain and lock it before the water is let in     # here
    ```

    ## Good
    ```yaml
    lessons:
      - id: L-POSTS
        lesson: A person with two posts watches neither
    ```

    ## How it is computed
    At least 80 per cent of the stems of both lessons are the same (Jaccard). Lessons that one general lesson gathers
    (`kb/lessons`, `from`) are left alone.

    ## Source
    Broder, On the resemblance and containment of documents (1997), for the measure; house rule.
    """

    code = "RCA455"
    name = "R05"
    severity = Severity.ADVICE

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the text of each lesson that repeats an earlier one, here or in another review."""
        for index, lesson in enumerate(case.review.lessons):
            twins = case.across.duplicates.get(f"{case.review.id}#{lesson.id}", ())
            if twins:
                yield Finding(
                    ("lessons", index, "lesson"), f"lesson `{lesson.id}` says nearly the same as {names(twins[:3])}",
                    "gather them in a general lesson under `kb/lessons`, or say what is different here",
                )  # fmt: skip
