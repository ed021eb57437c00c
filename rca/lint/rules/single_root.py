"""Rule C08."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.language import find_words
from rca.lint.rule import Rule


class SingleRoot(Rule):
    """The review names exactly one root cause.

    ## Why it matters
    Accidents need several causes at once; with one root only, the search was stopped at the one that suited.

    ## Bad
    ```yaml
    fault_tree:
      events:
        TWO-POSTS: {depth: underlying}
        TRIP-DEFERRED:
          depth: root          # here
    ```

    ```yaml
    summary: The root cause was the stuck gauge.     # here
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        TWO-POSTS: {depth: root}
        TRIP-DEFERRED: {depth: root}
    summary: The gauge stuck, nothing else could stop the feed, and the operator had two posts.
    ```

    ## Source
    VOID reports on software incidents (2021, 2022) and the critique of learning from incidents: a root cause is where one
    stops asking. Words: taxonomy `language`, list `single_cause`.
    """

    code = "RCA368"
    name = "C08"
    severity = Severity.WARNING
    stage = "summary"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the only root, and of each passage that calls something the only cause."""
        if len(case.roots) == 1:
            placed = case.roots[0]
            yield Finding(
                (*placed.path, "depth"), f"`{placed.id}` is the only root",
                "look for what else lay as deep: goals, money, staffing, oversight, design", at=placed.id,
            )  # fmt: skip
        words = case.words("single_cause")
        for prose in case.prose:
            if prose.kind in ("summary", "event", "mechanism", "lesson"):
                for hit in find_words(prose.text, words):
                    if not OTHERWISE.match(hit.after):
                        yield Finding(
                            prose.path, f"`{hit.word}` makes one cause of several",
                            "say what had to come together",
                        )  # fmt: skip


OTHERWISE = re.compile(r"\s*(?:analysis|analyses|of death|not\b|never\b|unknown|一)", re.IGNORECASE)
"""What follows when no single cause is claimed."""
