"""Rule X08."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case, advice
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class ResponseNotEvaluated(Rule):
    """The emergency response was not evaluated.

    ## Why it matters
    How the alarm, the rescue and the shutdown went decides how much harm the next accident does, and it is forgotten first.

    ## Bad
    ```yaml
    response:                  # here
      evaluated:
      evaluated_on:
    ```

    ```yaml
    response:
      evaluated: false         # here
      evaluated_on:
    ```

    ## Good
    ```yaml
    response:
      evaluated: true
      evaluated_on: 2021-09-30
    ```

    ## In a review of a public record
    Where the record says nothing it is advice: not known is not the same as not done.

    ## Source
    Work Safety Law of the People's Republic of China (2021), article 86: the inquiry evaluates the emergency response.
    """

    code = "RCA448"
    name = "X08"
    severity = Severity.ERROR
    stage = "actions"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the response when `evaluated` is not true."""
        response = case.review.response
        evaluated = response.evaluated if response is not None else None
        hint = "say what was done on the day and what worked, and write `evaluated: true`"
        if evaluated is False:
            yield Finding(("response", "evaluated"), "the emergency response was not evaluated", hint)
        elif evaluated is None and case.public:
            told = "the public record read for this review does not say whether the emergency response was evaluated"
            yield advice(("response",), told, hint, of="key")
        elif evaluated is None:
            yield Finding(("response",), "it is not said whether the emergency response was evaluated", hint, of="key")
