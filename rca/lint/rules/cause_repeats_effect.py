"""Rule C10."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.language import overlap, tokens
from rca.lint.rule import Rule


class CauseRepeatsEffect(Rule):
    """A cause says the same as its effect.

    ## Why it matters
    A cause in the words of its effect explains nothing: the question why has been put and not answered.

    ## Bad
    ```yaml
    fault_tree:
      events:
        SHEET-SILENT:
          event: The transfer was running 55 minutes longer than was planned      # here
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        SHEET-SILENT:
          event: The transfer sheet ends with the start of the pump
    ```

    ## How it is computed
    Stems of the words without the empty ones (pairs of characters in Chinese); more than 0.7 of the shorter sentence's stand
    in the other. Parts that a gate lists side by side (`pump A`, `pump B`) are left alone.

    ## Source
    Five rules of causation, rule 1: show cause and effect (VA National Center for Patient Safety; RCA2, 2015).
    """

    code = "RCA370"
    name = "C10"
    severity = Severity.WARNING

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the sentence of each cause that repeats the sentence of its effect."""
        for placed in case.events.values():
            effect = tokens(placed.event.event)
            repeating = [
                name
                for name in placed.causes
                if name in case.events and _repeats(tokens(case.events[name].event.event), effect)
            ]
            if len(repeating) != 1:
                continue
            cause = case.events[repeating[0]]
            yield Finding(
                (*cause.path, "event"), f"`{cause.id}` says the same as its effect `{placed.id}`",
                "say what made it happen, or join the two events", at=cause.id,
            )  # fmt: skip


SAME = 0.7
"""Share of the shorter sentence's tokens above which it repeats the other."""
FEWEST = 3
"""Tokens below which a sentence is too short to tell."""


def _repeats(cause: frozenset[str], effect: frozenset[str]) -> bool:
    short, long = sorted((len(cause), len(effect)))
    return short >= FEWEST and 2 * short >= long and overlap(cause, effect) > SAME
