"""Rule P01."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.names import mentions, texts
from rca.lint.rule import Rule
from rca.source.document import DataPath


class NameLeft(Rule):
    """A name stands in a review that is to be anonymous.

    ## Why it matters
    One place that was forgotten undoes all the others, and a published name cannot be taken back.

    ## Bad
    ```yaml
    review:
      publication:
        anonymise: [organisation]
    summary: Example Solvents lost solvent from a full tank, and one person was burnt.      # here
    sources: {S-REPORT: {publisher: The operator of the tank farm}}
    ```

    ```yaml
    review:
      publication:
        anonymise: [location]
    event:
      place: {country: NL, region: Zeeland, site: Example tank farm}
      normal_work: On the Example tank farm transfers at night are started by one operator.      # here
    ```

    ## Good
    ```yaml
    review:
      publication:
        anonymise: [organisation]
    summary: A solvent maker lost solvent from a full tank, and one person was burnt.
    sources: {S-REPORT: {publisher: The operator of the tank farm}}
    ```

    ## What is looked for
    The name and the aliases of `event.organisation` (`kb/organisations.yaml`), the site, and full dates in texts, each
    when `anonymise` asks for it. The fields that hold them are replaced by the site itself. The region may be named: it is
    what stands for the place. Names of persons are found by C11 in every review.

    ## Source
    NASA NPR 8621.1, 5.1; taxonomy `publication`.
    """

    code = "RCA461"
    name = "P01"
    severity = Severity.ERROR

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each text that holds a name to be hidden; the page shows every text."""
        hidden = frozenset(case.review.review.publication.anonymise)
        if not hidden & {"organisation", "location", "dates"}:
            return
        hide = _names(case) if hidden & {"organisation", "location"} else frozenset()
        for path, text in texts(case.document.data):
            if path in MASKED or path[0] in ("id", "lint") or path[-1] in ("url", "file"):
                continue
            found = mentions(text, hide) if hide else ""
            if not found and "dates" in hidden and path[-1] not in DATED:
                match = FULL_DATE.search(text)
                found = match[0] if match is not None else ""
            if found:
                yield Finding(
                    path,
                    f"`{found}` is left although the review is to be anonymous",
                    "write what kind it is in place of the name",
                )


def _names(case: Case) -> frozenset[str]:
    hidden, event = case.review.review.publication.anonymise, case.review.event
    found: set[str] = set()
    if "organisation" in hidden and event.organisation is not None:
        found.add(event.organisation)
        known = case.library.organisations.organisations if case.library.organisations is not None else ()
        for each in known:
            alike = {each.id, each.name, *each.aliases}
            if event.organisation in alike:
                found |= {each.name, *each.aliases}
    if "location" in hidden and event.place is not None and event.place.site:
        found.add(event.place.site)
    return frozenset(found)


MASKED: frozenset[DataPath] = frozenset({("event", "organisation"), ("event", "place", "site")})
"""Fields that the page replaces by itself."""
DATED = frozenset({"at", "date", "date_end", "opened", "report_due", "report_approved", "due", "done", "checked", "check_due",
                   "status_as_of", "issued", "evaluated_on", "published"})  # fmt: skip
"""Fields of dates, which the page shortens to the year by itself."""
FULL_DATE = re.compile(
    r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?\b"
    r"|\d{4}年\d{1,2}月\d{1,2}日"
)
