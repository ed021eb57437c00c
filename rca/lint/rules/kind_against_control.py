"""Rule A19."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case, names
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class KindAgainstControl(Rule):
    """The kind of an action and its level of control disagree.

    ## Why it matters
    Training that is entered as an engineering control makes the measures look stronger than they are.

    ## Bad
    ```yaml
    actions:
      - id: A-POST
        kind: training
        control: engineering   # here
    ```

    ## Good
    ```yaml
    actions:
      - id: A-POST
        kind: training
        control: administrative
    ```

    ## Source
    NIOSH hierarchy of controls against the action hierarchy of the VA National Center for Patient Safety.
    """

    code = "RCA419"
    name = "A19"
    severity = Severity.WARNING

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of `control` of each live action whose kind allows none of the levels given."""
        for index, action in case.live:
            allowed = LEVELS.get(action.kind or "unknown")
            if allowed is not None and action.control and not allowed & set(action.control):
                levels = " or ".join(f"`{level}`" for level in sorted(allowed))
                yield Finding(
                    ("actions", index, "control"),
                    f"an action of kind `{action.kind}` is no control of level {names(action.control)}",
                    f"write {levels}, or correct the kind",
                )  # fmt: skip


PEOPLE = frozenset({"administrative"})
PLANT = frozenset({"elimination", "substitution", "engineering"})
LEVELS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("training", "new-procedure", "double-check", "discipline", "study", "checklist", "communication-tool"), PEOPLE
    ),
    **dict.fromkeys(("simulation-training", "workload", "leadership-in-person"), PEOPLE),
    "warning": PEOPLE | {"engineering"},
    "physical-change": PLANT,
    "forcing-function": PLANT,
}
"""Levels of control that a kind of action can be; kinds left out can be any."""
