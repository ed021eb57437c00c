"""Rule A14."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class MeasuresDoing(Rule):
    """The measure counts what was done and not what it changed.

    ## Why it matters
    A hundred per cent trained says that the courses were held. Whether anything goes better is another number.

    ## Bad
    ```yaml
    actions:
      - id: A-POST
        effect:
          measure: Share of operators trained      # here
    ```

    ## Good
    ```yaml
    actions:
      - id: A-POST
        effect:
          measure: Transfers during which the operator stood elsewhere
    ```

    ## Source
    RCA2 (2015): measure the effectiveness of the action and not its completion; VA National Center for Patient Safety.
    """

    code = "RCA414"
    name = "A14"
    severity = Severity.WARNING
    stage = "actions"

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each measure that counts courses, issues, briefings and the like."""
        for index, action in case.live:
            match = DOING.search(action.effect.measure) if action.effect is not None else None
            if match is not None:
                yield Finding(
                    ("actions", index, "effect", "measure"), f"`{' '.join(match[0].split())}` counts what is done, not what it changes",
                    "measure what should become rarer or better: deviations, demands, time, defects found",
                )  # fmt: skip


DOING = re.compile(
    r"\b(?:trained|issued|attended|attendance|distributed|circulated|briefed|enrolled|signed off)\b"
    r"|\b(?:training|course|briefing|workshop|toolbox talk)s?\s+(?:completed|completion|delivered|held|given|hours|sessions|rate)\b"
    r"|\b(?:number|share|percentage|count)\s+of\s+(?:trainings?|courses|briefings|posters|letters|procedures\s+(?:written|published))\b"
    r"|培训(?:人数|人次|率|完成率|覆盖率)|(?:下发|印发|张贴|签收)(?:数|率|份数)",
    re.IGNORECASE,
)
"""Words for the doing of a measure."""
