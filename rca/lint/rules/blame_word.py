"""Rule C06."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case, names
from rca.lint.finding import Finding
from rca.lint.language import ACTOR, Hit, find_words
from rca.lint.rule import Rule


class BlameWord(Rule):
    """A word of blame stands in the review.

    ## Why it matters
    Who is blamed stops talking, and the next review has fewer facts. What somebody did can be told without saying whose
    fault it was.

    ## Bad
    ```yaml
    timeline:
      - {at: 2021-06-30, what: The project for a trip is moved, events: [TRIP-DEFERRED], evidence: [E-BUDGET]}
      - {at: 2021-09-13 22:10, what: The operator failed to read the gauge, evidence: [E-LOG]}     # here
    ```

    ```yaml
    fault_tree:
      events:
        UNWATCHED:
          event: 操作人员无视报警     # here
    ```

    ## Good
    ```yaml
    timeline:
      - {at: 2021-06-30, what: The project for a trip is moved, events: [TRIP-DEFERRED], evidence: [E-BUDGET]}
      - {at: 2021-09-13 22:10, what: The level is not read again until 02:10, evidence: [E-LOG]}
      - {at: 2021-09-13 23:10, what: The high-level switch failed to close, evidence: [E-LOG]}
    ```

    ## When a word blames
    "Failed to", "ignored", "violated", "neglected" and "fault of" blame only when a person or a body is the subject: a valve
    may fail to close. Words inside quotation marks are somebody else's, and so is a plea before a court.

    ## Source
    Just culture (Marx, 2001; Dekker, 2007); Leveson, CAST Handbook (2019). Words: taxonomy `language`, list `blame`.
    """

    code = "RCA366"
    name = "C06"
    severity = Severity.WARNING

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each passage with a word of blame; what others recommended is left alone."""
        words = case.words("blame")
        for prose in case.prose:
            if prose.kind in ("action", "question", "solution", "reason"):
                continue
            human = prose.event is not None and prose.event.event.kind == "human"
            found = [hit.word for hit in find_words(prose.text, words) if _blames(hit, human=human)]
            if found:
                yield Finding(
                    prose.path, f"{names(tuple(dict.fromkeys(found)))} {'blame' if len(set(found)) > 1 else 'blames'} somebody",
                    "tell what was done and seen, and what made it likely",
                )  # fmt: skip


NEEDS_AN_ACTOR = frozenset({"failed to", "ignored", "neglected", "violated", "disobeyed", "fault of", "无视"})
PLEA = re.compile(r"\b(?:plead(?:s|ed)?|pleas?|found|court|jury|verdict|convicted)\b", re.IGNORECASE)


def _blames(hit: Hit, *, human: bool) -> bool:
    if hit.listed == "guilty" and PLEA.search(hit.before):
        return False
    if hit.listed == "fault of":
        return bool(ACTOR.search(hit.after))
    return hit.listed not in NEEDS_AN_ACTOR or human or hit.of_an_actor
