"""Rule C03."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.language import find_words
from rca.lint.rule import Rule


class BareHumanAct(Rule):
    """A human act has nothing behind it.

    ## Why it matters
    People do what makes sense to them at the time; an act without its reasons cannot be prevented, only forbidden.

    ## Bad
    ```yaml
    fault_tree:
      events:
        UNWATCHED:             # here
          kind: human
          shaped_by: []
        SHEET-SILENT: {shaped_by: [TWO-POSTS]}
    ```

    ```yaml
    fault_tree:
      events:
        SHEET-SILENT:
          event: Operator error in the use of the transfer sheet      # here
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        UNWATCHED:
          kind: human
          shaped_by: [TWO-POSTS]
    ```

    ## Source
    Five rules of causation, rule 3 (VA National Center for Patient Safety; RCA2, 2015); Dekker, The Field Guide to
    Understanding "Human Error" (2014).
    """

    code = "RCA363"
    name = "C03"
    severity = Severity.ERROR
    stage = "analysis"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each act, or cause called an error, that has neither causes nor influences and is not ruled out."""
        words = case.words("human_error")
        for placed in case.bare:
            if placed.event.kind == "human":
                said = (
                    "the public record read for this review gives no reason for"
                    if case.public
                    else "nothing stands behind"
                )
                yield case.at_event(placed.id, f"{said} the human act `{placed.id}`", HELP)
            elif hit := next(find_words(placed.event.event, words), None):
                yield Finding(
                    (*placed.path, "event"), f"`{hit.word}` names an act of a person, and nothing stands behind it", HELP,
                    at=placed.id,
                )  # fmt: skip


HELP = "say what made the act likely: as a cause, or as an influence under `shaped_by`"
