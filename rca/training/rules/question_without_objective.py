"""Rule G01."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.records.course import Course
from rca.records.review import Review
from rca.training.base import TeachingBase, objectives_of, quiz_of
from rca.training.rule import Fault, TeachingRule


class QuestionWithoutObjective(TeachingRule):
    """A question serves no objective.

    ## Why it matters
    A question that tests nothing that was promised measures luck, and its score says nothing about the outcome.

    ## Bad
    ```yaml
    id: storage-safety
    outcomes:
      - {id: O-STOP, text: Choose an independent stop}
    modules:
      - id: M1
        quiz:
          - {ask: "What stops an overflow?", options: [A trip, A sign], answer: 1}   # here
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
    Biggs, Enhancing teaching through constructive alignment (1996); Anderson and Krathwohl, A Taxonomy for Learning (2001).
    """

    code = "RCA471"
    name = "G01"
    severity = Severity.WARNING

    def check(self, taught: Course | Review, base: TeachingBase) -> Iterator[Fault]:
        """Speaks of a quiz question that names no objective."""
        del base  # the course says it all
        for path, question in quiz_of(taught):
            if question.objective is None:
                known = ", ".join(f"`{each.id}`" for _, each in objectives_of(taught))
                yield Fault(
                    path,
                    "the question serves no objective",
                    f"add `objective:` with one of {known}" if known else "write an objective first",
                )
