"""Rule X05."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule
from rca.records.when import day_bounds


class ReportLate(Rule):
    """The report took longer than the time there is for it.

    ## Why it matters
    While a report is awaited the plant runs as before; memories fade and measures wait.

    ## Bad
    ```yaml
    review:
      report_approved: 2022-03-20      # here
      look_back: {due: 2023-03-20}
    ```

    ## Good
    ```yaml
    review:
      report_approved: 2021-10-20
    ```

    ## How long there is
    Until `report_due` where it is written. Else 120 days after the event in China (60, and at most 60 more when granted)
    and 45 days elsewhere. Public inquiries have times of their own: a review of a public record is held only to its own
    `report_due`.

    ## Source
    State Council Order 493 (2007), article 29; RCA2 (2015) and the VA National Center for Patient Safety: within 45 days.
    """

    code = "RCA445"
    name = "X05"
    severity = Severity.WARNING

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of the approval when it came late, or of the opening when the time has passed without one."""
        process, event = case.review.review, case.review.event
        began = day_bounds(event.date_end or event.date)[1]
        if process.opened is not None:
            began = max(began, day_bounds(process.opened)[0])
        if process.report_due is not None:
            due = day_bounds(process.report_due)[1]
        elif case.public or process.opened is None:
            return
        else:
            due = began + (IN_CHINA if event.place is not None and event.place.country == "CN" else ELSEWHERE)
        if process.report_approved is not None:
            approved = day_bounds(process.report_approved)[0]
            if approved > due:
                yield Finding(
                    ("review", "report_approved"),
                    f"the report was approved {(approved - began).days} days after it was begun, {(approved - due).days} late",
                    "say in a `note` what held it up; publish what is certain before the rest",
                )  # fmt: skip
        elif case.as_of > due and not case.reached("published"):
            yield Finding(
                ("review", "opened"), f"{(case.as_of - began).days} days have passed and no report is approved",
                "publish what is certain, or write `report_due` with the date that was agreed",
            )  # fmt: skip


IN_CHINA = dt.timedelta(days=120)
ELSEWHERE = dt.timedelta(days=45)
