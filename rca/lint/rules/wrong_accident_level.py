"""Rule S03."""

from __future__ import annotations

from collections.abc import Iterator

from rca.analysis.accident_level import accident_level
from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class WrongAccidentLevel(Rule):
    """The stated accident level is not the one that the harm gives.

    ## Why it matters
    The level decides who investigates and by when; it follows from the numbers and is not a matter of opinion.

    ## Bad
    ```yaml
    event:
      harm:
        deaths: 3
        level: IV              # here
    ```

    ## Good
    ```yaml
    event:
      harm:
        deaths: 3
        level: III
    ```

    ## How it is computed
    The highest level that any one of deaths, serious injuries and direct loss reaches. A loss in another currency counts
    when `per_cny` gives yuan for one unit. People missing for 30 days count as killed. Where a measure is not known,
    only a level that is certainly too low is reported.

    ## Source
    State Council Order 493 (2007), article 3; 安监总政法〔2013〕115号 on missing people.
    """

    code = "RCA303"
    name = "S03"
    severity = Severity.ERROR

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of `level` when it lies outside the levels that the harm allows."""
        harm = case.review.event.harm
        levels = case.library.taxonomies.get("order493-level")
        if harm is None or harm.level is None or levels is None:
            return
        ranked = [term.code for term in reversed(levels.terms)]
        computed = accident_level(case.review.event, levels, case.as_of)
        if computed is None or harm.level not in ranked:
            return
        stated = ranked.index(harm.level)
        if ranked.index(computed.least) <= stated <= ranked.index(computed.greatest):
            return
        word = "gives" if computed.least == computed.greatest else "gives at least"
        yield Finding(
            ("event", "harm", "level"),
            f"the stated accident level is `{harm.level}`, but the harm {word} `{computed.least}` ({computed.because})",
            "correct the level or the numbers; the level may also be left out, since it is computed",
        )
