"""Rule D01."""

from __future__ import annotations

from collections.abc import Iterator

from rca.analysis.indices.implementation import issued_standards
from rca.diagnostics import Severity
from rca.lint.case import Case, advice
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class NotSeenInField(Rule):
    """A standard was issued and nobody saw it in the field.

    ## Why it matters
    A document is not yet a change; what nobody went to see is not known to be there.

    ## Bad
    ```yaml
    standards:
      S-OVERFILL:              # here
        field:
    review: {stage: verified}
    ```

    ## Good
    ```yaml
    standards:
      S-OVERFILL:
        field: {date: 2022-06-15, by: panel, sites_seen: 4, sites_conforming: 4}
    ```

    ## Source
    Work Safety Law of the People's Republic of China (2021), article 86: whether measures were carried out is evaluated;
    complaint 3 of the methodology.
    """

    code = "RCA421"
    name = "D01"
    severity = Severity.ERROR
    stage = "verified"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each standard issued by the as-of date whose `field` is missing or saw no site."""
        elsewhere = {name: each.issued for name, each in case.library.standards.items() if each.issued}
        for name, standard in issued_standards(case.review.standards, case.review.review.basis, case.as_of, elsewhere):
            if standard.field is not None and standard.field.sites_seen != 0:
                continue
            hint = "say under `field` when, by whom and at how many sites it was seen"
            if case.public:
                told = f"the public record read for this review does not say whether sites conform to `{name}`"
                yield advice(("standards", name), told, hint, of="key")
            else:
                yield Finding(("standards", name), f"standard `{name}` was issued and seen at no site", hint, of="key")
