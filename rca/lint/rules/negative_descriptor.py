"""Rule C05."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case, names
from rca.lint.finding import Finding
from rca.lint.language import find_words
from rca.lint.rule import Rule


class NegativeDescriptor(Rule):
    """A judgement stands where a fact is needed.

    ## Why it matters
    "Inadequate" says that the writer disapproves and leaves the reader without the fact: how much was there, and how much
    was needed?

    ## Bad
    ```yaml
    fault_tree:
      events:
        SHEET-SILENT:
          event: The transfer sheet was inadequate     # here
    ```

    ```yaml
    fault_tree:
      events:
        SHEET-SILENT:
          event: 交接班管理不到位     # here
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        SHEET-SILENT:
          event: The transfer sheet ends with the start of the pump
    ```

    ## What is read
    Causal statements: the sentences of the tree, how a barrier failed, the summary, what happened and the mechanism. Words
    inside quotation marks are somebody else's. Terms such as "bad sector", "poor visibility" and "badly burnt" are facts.

    ## Source
    Five rules of causation, rule 2: no negative descriptors in causal statements (VA National Center for Patient Safety;
    RCA2, 2015). Words: taxonomy `language`, list `negative_descriptor`.
    """

    code = "RCA365"
    name = "C05"
    severity = Severity.WARNING

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each passage with a judging word."""
        words = case.words("negative_descriptor")
        for prose in case.prose:
            if prose.kind in ("event", "barrier", "summary", "mechanism"):
                found = [
                    hit.word for hit in find_words(prose.text, words) if not TERM.search(f"{hit.word}{hit.after[:20]}")
                ]
                if found:
                    yield Finding(
                        prose.path, f"{names(tuple(dict.fromkeys(found)))} {'judge' if len(set(found)) > 1 else 'judges'} where a fact is needed",
                        "say what was there and what was needed: how many, how much, how often",
                    )  # fmt: skip


TERM = re.compile(
    r"^bad\s+(?:weather|sectors?|blocks?|requests?|gateway|pixels?)\b|^poor\s+(?:visibility|weather)\b"
    r"|^badly\s+(?:burn|hurt|injur|damag|wound)|^(?:不足|不够)\s*[0-9０-９一二两三四五六七八九十百千万]|^不足以",
    re.IGNORECASE,
)
"""Terms of a trade, injuries and quantities that contain a word of the list and judge nobody."""
