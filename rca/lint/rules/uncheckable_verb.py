"""Rule A10."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case, names
from rca.lint.finding import Finding
from rca.lint.language import Hit, find_words
from rca.lint.rule import Rule


class UncheckableVerb(Rule):
    """An action begins with a verb that nobody can check.

    ## Why it matters
    "Strengthen" and "remind" are never finished and never undone, so nobody can say whether they were done.

    ## Bad
    ```yaml
    actions:
      - id: A-POST
        do: Strengthen the supervision of night transfers      # here
    ```

    ```yaml
    actions:
      - id: A-POST
        do: 进一步加强夜间装卸管理      # here
    ```

    ## Good
    ```yaml
    actions:
      - id: A-POST
        do: Put a second person on every night shift of the tank farm
    ```

    ## What is read
    The verb at the head of each clause, and phrases such as "where possible" anywhere. A recommendation in a review of a
    public record is in the words of others and is left alone.

    ## Source
    SMART action plans (HSE HSG245, 2004); wording of 落实. Words: taxonomy `language`, list `weak_verb`.
    """

    code = "RCA410"
    name = "A10"
    severity = Severity.WARNING
    stage = "actions"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the `do` of each live action with such a verb."""
        words = case.words("weak_verb")
        for index, action in case.live:
            if case.public and (action.ref or action.by or action.to):
                continue
            found = [hit.word for hit in find_words(action.do, words) if _heads_a_clause(hit)]
            if found:
                yield Finding(
                    ("actions", index, "do"), f"nobody can check whether {names(tuple(dict.fromkeys(found)))} was done",
                    "say what will be there afterwards that anybody can see: which device, which rule, how many, by when",
                )  # fmt: skip


HEAD = re.compile(
    r"(?:^|[,;:，、；：]|\b(?:and|then|must|shall|will)|[并要应须])\s*(?:(?:also|further|again|进一步|切实|认真|不断|持续)\s*)*$",
    re.IGNORECASE,
)
"""What stands before a verb that rules its clause."""


def _heads_a_clause(hit: Hit) -> bool:
    phrase = " " in hit.listed and hit.listed.split()[0] in ("as", "where", "if")
    return phrase or bool(HEAD.search(hit.before)) or (not hit.listed.isascii() and not hit.before.strip())
