"""Rule C07."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case, names
from rca.lint.finding import Finding
from rca.lint.language import find_words
from rca.lint.rule import Rule


class Counterfactual(Rule):
    """The review tells what did not happen in place of what did.

    ## Why it matters
    "Should have" is written by someone who knows the end. It describes another accident, one that did not happen, and leaves
    open why people did what they did.

    ## Bad
    ```yaml
    fault_tree:
      events:
        UNWATCHED:
          event: The operator should have stayed at the pump     # here
    ```

    ```yaml
    fault_tree:
      events:
        UNWATCHED:
          event: 操作工本应留在泵房     # here
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        UNWATCHED:
          event: The operator was at the loading bay while the tank filled
    ```

    ## What is read
    What tells the story: summary, timeline, sentences of confirmed and likely events, barriers, response, what happened and
    the mechanism. Potential, luck, hypotheses and measures speak of what could be, and may.

    ## Source
    Dekker, The Field Guide to Understanding "Human Error" (2014); Leveson, CAST Handbook (2019). Words: taxonomy `language`,
    list `counterfactual`.
    """

    code = "RCA367"
    name = "C07"
    severity = Severity.WARNING

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each passage of the story with a counterfactual."""
        words = case.words("counterfactual")
        for prose in case.prose:
            hypothesis = prose.event is not None and prose.event.event.status in ("possible", "open", "refuted")
            if prose.kind in ("summary", "timeline", "event", "barrier", "response", "mechanism") and not hypothesis:
                found = tuple(dict.fromkeys(hit.word for hit in find_words(prose.text, words)))
                if found:
                    yield Finding(
                        prose.path, f"{names(found)} {'tell' if len(found) > 1 else 'tells'} of what did not happen",
                        "tell what was done, and under `shaped_by` what made it seem right at the time",
                    )  # fmt: skip
