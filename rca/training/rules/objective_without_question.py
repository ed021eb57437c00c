"""Rule G02."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.records.course import Course
from rca.records.review import Review
from rca.training.base import TeachingBase, objectives_of, quiz_of
from rca.training.rule import Fault, TeachingRule


class ObjectiveWithoutQuestion(TeachingRule):
    """An objective is tested by no question.

    ## Why it matters
    What nobody asks about afterwards, nobody knows to have been learnt.

    ## Bad
    ```yaml
    id: storage-safety
    outcomes:
      - {id: O-STOP, text: Choose an independent stop}
      - {id: O-ASK, text: Ask what would stop it when the gauge stands still}   # here
    modules:
      - id: M1
        quiz:
          - {ask: "What stops an overflow?", options: [A trip, A sign], answer: 1, objective: O-STOP}
    ```

    ## Good
    ```yaml
    id: storage-safety
    outcomes:
      - {id: O-STOP, text: Choose an independent stop}
    modules:
      - id: M1
        quiz:
          - {ask: "What stops an overflow?", options: [A trip, A sign], answer: 1, objective: O-STOP}
    ```

    ## Source
    Biggs (1996), constructive alignment; ISO 29993:2017, 6.4: assessment of learning against the stated outcomes.
    """

    code = "RCA472"
    name = "G02"
    severity = Severity.WARNING

    def check(self, taught: Course | Review, base: TeachingBase) -> Iterator[Fault]:
        """Speaks of an objective that no question of the course, or of the case, serves."""
        del base  # the course says it all
        asked = {question.objective for _, question in quiz_of(taught)}
        for path, objective in objectives_of(taught):
            if objective.id not in asked:
                yield Fault(
                    path,
                    f"no question serves the objective `{objective.id}`",
                    f"write a question with `objective: {objective.id}`",
                )
