"""Rule G07."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.records.course import Course
from rca.records.review import Review
from rca.training.base import TeachingBase, quiz_of
from rca.training.holds import failing
from rca.training.rule import Fault, TeachingRule


class KeyNoLongerHolds(TeachingRule):
    """The answer of a question rests on something that no longer holds.

    ## Why it matters
    The tree was changed and the question was not: learners would be marked down for being right.

    ## Bad
    ```yaml
    id: storage-safety
    outcomes:
      - {id: O-STOP, text: Choose an independent stop}
    modules:
      - id: M1
        quiz:
          - ask: What alone brought about the overflow?
            options: [The dead switch, The pump]
            answer: 1
            objective: O-STOP
            holds: {of: wash-tank, minimal_cut_set: [NOT-AN-EVENT]}   # here
    ```

    ## Good
    ```yaml
    id: storage-safety
    outcomes:
      - {id: O-STOP, text: Choose an independent stop}
    modules:
      - id: M1
        quiz:
          - ask: What is known of the switch?
            options: [It was dead, It worked]
            answer: 1
            objective: O-STOP
            holds: {of: wash-tank, happened: SWITCH-DEAD}
    ```

    ## Source
    Minimal cut sets and importance after IEC 61025; the engine computes the key at every build.
    """

    code = "RCA477"
    name = "G07"
    severity = Severity.ERROR

    def check(self, taught: Course | Review, base: TeachingBase) -> Iterator[Fault]:
        """Speaks of a question whose `holds` the engine finds untrue, or that names no case."""
        home = taught.id if isinstance(taught, Review) else ""
        for path, question in quiz_of(taught):
            if question.holds is None:
                continue
            name = question.holds.of or home
            review = base.taught_case(name)
            if review is None:
                said = f"`{name}` is no case that can be taught from" if name else "`holds` does not say of which case"
                yield Fault((*path, "holds"), said, "name the review under `of`")
            elif why := failing(question.holds, review, base.findings[name], base.trees[name]):
                yield Fault(
                    (*path, "holds"),
                    f"the key no longer holds: {why}",
                    "correct the question, its answer, or what it rests on",
                    of="key",
                )
