"""Rule D02."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class SitesDoNotConform(Rule):
    """Some of the sites seen do not conform to a standard.

    ## Why it matters
    Each site that does not conform is where the accident can happen again.

    ## Bad
    ```yaml
    standards:
      S-OVERFILL:
        field:
          sites_seen: 4
          sites_conforming: 3          # here
    review: {stage: verified}
    ```

    ## Good
    ```yaml
    standards:
      S-OVERFILL:
        field:
          sites_seen: 4
          sites_conforming: 4
    ```

    ## Source
    Complaint 3 of the methodology, standards without implementation; the index of implementation.
    """

    code = "RCA422"
    name = "D02"
    severity = Severity.WARNING

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of `sites_conforming` where it is less than `sites_seen`."""
        for name, standard in case.review.standards.items():
            field = standard.field
            if field is None or not isinstance(field.sites_seen, int) or not isinstance(field.sites_conforming, int):
                continue
            short = field.sites_seen - field.sites_conforming
            if short > 0:
                do = "does" if short == 1 else "do"
                yield Finding(
                    ("standards", name, "field", "sites_conforming"),
                    f"{short} of {field.sites_seen} sites {do} not conform to standard `{name}`",
                    "plan what is missing there as an action, and look again",
                )  # fmt: skip
