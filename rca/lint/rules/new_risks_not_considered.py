"""Rule A18."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case, names
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class NewRisksNotConsidered(Rule):
    """It is not said whether an action brings new risks.

    ## Why it matters
    Every change of a plant or a task is itself a change, and some accidents were begun by a corrective action.

    ## Bad
    ```yaml
    actions:
      - id: A-LIGHT            # here
        new_risks:
    ```

    ## Good
    ```yaml
    actions:
      - id: A-LIGHT
        new_risks: None were found
    ```

    ## What the tree can show
    When an action makes an event impossible that stands under `none_of`, the action can itself bring the top about. That is
    said even when a public record is silent on new risks.

    ## Source
    DOE-NE-STD-1004-92: does the corrective action introduce new risks?
    """

    code = "RCA418"
    name = "A18"
    severity = Severity.ADVICE
    stage = "actions"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each live action without `new_risks`, and of each that works towards a `none_of`."""
        brings: dict[str, list[str]] = {}
        for name, event in case.findings.new_risks:
            brings.setdefault(name, []).append(event)
        for index, action in case.live:
            if action.new_risks is not None:
                continue
            path, hint = ("actions", index, "id"), "write under `new_risks` what was looked at, or that none were found"
            if action.id in brings:
                told = f"action `{action.id}` works against {names(tuple(brings[action.id]))}, whose absence is itself a cause"
                yield Finding(path, told, hint)
            elif not case.public:
                yield Finding(path, f"it is not said whether action `{action.id}` brings new risks", hint)
