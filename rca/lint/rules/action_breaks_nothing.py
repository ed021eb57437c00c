"""Rule A03."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case, advice
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class ActionBreaksNothing(Rule):
    """An action is tied to no event, or to one that does not exist.

    ## Why it matters
    An action that breaks nothing is work without a reason: nobody can say what would happen without it.

    ## Bad
    ```yaml
    actions:
      - id: A-POST             # here
        weakens: []
    fault_tree:
      events:
        TWO-POSTS: {depth: underlying}
        NO-TRIP: {depth: root}
    ```

    ```yaml
    actions:
      - id: A-LIGHT
        breaks: [MOTOR, LIHGT]      # here
    ```

    ## Good
    ```yaml
    actions:
      - id: A-LIGHT
        breaks: [MOTOR, LIGHT]
    ```

    ## What is left alone
    An action with `function: learn`, which spreads knowledge and by itself breaks no path, and one that is rejected,
    superseded or obsolete. In a review of a public record a recommendation without an event is advice: the record may not
    say what it acts on.

    ## Source
    Traceability of measures to causes (NASA NPR 8621.1; RCA2, 2015).
    """

    code = "RCA403"
    name = "A03"
    severity = Severity.ERROR
    integrity = True

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of unknown events at any time, and from stage `actions` on of each live action without events."""
        for reference in case.unknown("event"):
            if reference.path[0] == "actions":
                hint = f"did you mean `{reference.nearest}`?" if reference.nearest else "name an event of the tree"
                yield Finding(
                    reference.path, f"unknown event `{reference.name}`", hint, at=reference.name, mend=reference.mend
                )
        if case.entry.partial or not case.reached("actions"):
            return
        for index, action in case.live:
            if action.breaks or action.weakens or action.function == "learn":
                continue
            path, hint = ("actions", index, "id"), "name events under `breaks`, or influences under `weakens`"
            if case.public:
                said = f"the public record read for this review does not say what `{action.id}` acts on"
                yield advice(path, said, f"{hint}, with `traced: inferred` when the inquiry does not say it")
            else:
                yield Finding(path, f"action `{action.id}` breaks nothing", hint)
