"""Rule C11."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.names import person, texts
from rca.lint.rule import Rule


class PersonNamed(Rule):
    """A person is named.

    ## Why it matters
    A name in a review is blame that a search engine keeps for ever, and witnesses who may be named say less. Roles tell as
    much and can be changed.

    ## Bad
    ```yaml
    timeline:
      - {at: 2021-06-30, what: The project for a trip is moved, events: [TRIP-DEFERRED], evidence: [E-BUDGET]}
      - {at: 2021-09-13 22:10, what: Mr. Jansen starts the transfer, evidence: [E-LOG]}     # here
    ```

    ```yaml
    fault_tree:
      events:
        UNWATCHED:
          event: 张伟同志离开泵房     # here
    ```

    ## Good
    ```yaml
    timeline:
      - {at: 2021-06-30, what: The project for a trip is moved, events: [TRIP-DEFERRED], evidence: [E-BUDGET]}
      - {at: 2021-09-13 22:10, what: The operator starts the transfer, evidence: [E-LOG]}
    ```

    ## What is found
    A title or form of address with a name after it, or a trade with a first and a last name ("engineer Anna Smit"). A name
    without either is not found; that needs a reader. Titles of sources, standards and further reading may name their
    authors.

    ## Source
    NASA NPR 8621.1, 5.1: reports name no witness; just culture (Dekker, 2007).
    """

    code = "RCA371"
    name = "C11"
    severity = Severity.ERROR

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each text outside the lists of works that names somebody."""
        if not person(case.document.file.text):
            return
        for path, text in texts(case.document.data):
            if path[0] not in WORKS and not (path[0] == "standards" and path[-1] == "title"):
                named = person(text)
                if named:
                    yield Finding(path, f"`{named}` names a person", "write the role in place of the name")


WORKS = frozenset({"sources", "references", "attachments"})
"""Parts in which authors are named as authors."""
