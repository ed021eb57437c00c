"""Rule G03."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.records.course import Course
from rca.records.review import Review
from rca.training.base import TeachingBase
from rca.training.rule import Fault, TeachingRule


class MinutesDoNotAddUp(TeachingRule):
    """The minutes of the modules do not add up to those of the course.

    ## Why it matters
    A trainer who trusts the sum runs out of time before the last module, which is the practice.

    ## Bad
    ```yaml
    id: storage-safety
    minutes: 60                # here
    modules:
      - {id: M1, minutes: 30}
    ```

    ## Good
    ```yaml
    id: storage-safety
    minutes: 30
    modules:
      - {id: M1, minutes: 30}
    ```

    ## Source
    Arithmetic.
    """

    code = "RCA473"
    name = "G03"
    severity = Severity.WARNING
    only_courses = True

    def check(self, taught: Course | Review, base: TeachingBase) -> Iterator[Fault]:
        """Speaks of a course whose stated minutes differ from the sum over its modules."""
        del base  # the course says it all
        if not isinstance(taught, Course) or taught.minutes is None:
            return
        total = sum(module.minutes for module in taught.modules)
        if total != taught.minutes:
            yield Fault(
                ("minutes",),
                f"the modules add up to {total} minutes, not {taught.minutes}",
                f"write {total}, or change a module",
                of="key",
            )
