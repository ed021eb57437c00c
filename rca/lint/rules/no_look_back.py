"""Rule X06."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class NoLookBack(Rule):
    """The look-back after one year is missing.

    ## Why it matters
    A year later the measures have met everyday life; only then can be seen which of them stayed.

    ## Bad
    ```yaml
    review:
      report_approved: 2021-10-20      # here
      look_back:
    ```

    ```yaml
    review:
      look_back:
        published: false       # here
    ```

    ## Good
    ```yaml
    review:
      look_back: {due: 2022-10-20, done: 2022-09-30, result: All measures were found in place, published: true}
    ```

    ## When it is due
    On the date under `due`, else one year after the report was approved. A look-back whose result was not published is a
    warning.

    ## Source
    Work Safety Law of the People's Republic of China (2021), article 86: within one year of the report's approval it is
    evaluated whether the measures were carried out, and the result is published; 安委办〔2021〕4号.
    """

    code = "RCA446"
    name = "X06"
    severity = Severity.ERROR

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks when the look-back is overdue, and as a warning when it was made and not published."""
        stated, days = case.review.review.look_back, case.findings.look_back_days
        if case.findings.look_back == "overdue" and not case.public:
            path = ("review", "look_back") if stated is not None else ("review", "report_approved")
            late = f"{days} {'day' if days == 1 else 'days'}"
            yield Finding(
                path, f"the look-back after one year is {late} overdue",
                "see in the field which measures stayed, and write `look_back: {done: …, result: …, published: true}`", of="key",
            )  # fmt: skip
        if (
            stated is not None
            and stated.done is not None
            and not stated.published
            and not (case.public and stated.published is None)
        ):
            yield Finding(
                ("review", "look_back", "published"), "the result of the look-back was not published",
                "publish it and write `published: true`", severity=Severity.WARNING,
            )  # fmt: skip
