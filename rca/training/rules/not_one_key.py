"""Rule G04."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.records.course import Course
from rca.records.review import Review
from rca.training.base import TeachingBase, quiz_of
from rca.training.rule import Fault, TeachingRule


class NotOneKey(TeachingRule):
    """A question has no right option, or two that read the same.

    ## Why it matters
    Whoever marks it marks it wrong, and learners remember the mark.

    ## Bad
    ```yaml
    id: storage-safety
    outcomes:
      - {id: O-STOP, text: Choose an independent stop}
    modules:
      - id: M1
        quiz:
          - {ask: "What stops an overflow?", options: [A trip, A sign], answer: 3, objective: O-STOP}   # here
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
    Haladyna, Downing and Rodriguez, A review of multiple-choice item-writing guidelines (2002): one right answer.
    """

    code = "RCA474"
    name = "G04"
    severity = Severity.ERROR

    def check(self, taught: Course | Review, base: TeachingBase) -> Iterator[Fault]:
        """Speaks of an answer that is the number of no option, and of options that are the same."""
        del base  # the course says it all
        for path, question in quiz_of(taught):
            if question.answer > len(question.options):
                yield Fault(
                    (*path, "answer"),
                    f"the answer is option {question.answer} of {len(question.options)}",
                    "give the number of the right option, from 1",
                    of="key",
                )
            words = [" ".join(option.casefold().split()) for option in question.options]
            for number, option in enumerate(words):
                if option in words[:number]:
                    yield Fault(
                        (*path, "options", number),
                        f"option {number + 1} says the same as option {words.index(option) + 1}",
                        "options must differ",
                    )
