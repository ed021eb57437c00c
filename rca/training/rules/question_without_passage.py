"""Rule G10."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.records.course import Course
from rca.records.review import Review
from rca.training.base import TeachingBase, quiz_of
from rca.training.rule import Fault, TeachingRule


class QuestionWithoutPassage(TeachingRule):
    """A question cites no passage that answers it.

    ## Why it matters
    A learner who doubts the answer has nowhere to look, and neither has the trainer.

    ## Bad
    ```yaml
    id: storage-safety
    outcomes:
      - {id: O-STOP, text: Choose an independent stop}
    modules:
      - id: M1
        quiz:
          - {ask: "What stops an overflow?", options: [A trip, A sign], answer: 1, objective: O-STOP}   # here
    ```

    ## Good
    ```yaml
    id: storage-safety
    outcomes:
      - {id: O-STOP, text: Choose an independent stop}
    modules:
      - id: M1
        quiz:
          - {ask: "What is known?", options: [It was dead, It worked], answer: 1, objective: O-STOP, evidence: [wash-tank#E-DRAIN]}
    ```

    ## Source
    Haladyna, Downing and Rodriguez (2002): base each item on content that can be pointed at.
    """

    code = "RCA480"
    name = "G10"
    severity = Severity.ADVICE

    def check(self, taught: Course | Review, base: TeachingBase) -> Iterator[Fault]:
        """Speaks of a written question without `evidence`."""
        del base  # the course says it all
        for path, question in quiz_of(taught):
            if not question.evidence:
                how = "`evidence: [case#ID]`" if isinstance(taught, Course) else "`evidence: [ID]`"
                yield Fault(path, "the question cites no passage that answers it", f"add {how}")
