"""Rule G08."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.records.course import Course
from rca.records.review import Review
from rca.training.base import TeachingBase, links
from rca.training.rule import Fault, TeachingRule


class CaseNotRead(TeachingRule):
    """An active course does not say in which state its cases were read.

    ## Why it matters
    Without a fingerprint nobody can tell later that a case changed under the course.

    ## Bad
    ```yaml
    id: storage-safety
    status: active
    modules:
      - id: M1
        cases: [{review: wash-tank}]   # here
    ```

    ## Good
    ```yaml
    id: storage-safety
    status: draft
    modules:
      - id: M1
        cases: [{review: wash-tank}]
    ```

    ## Source
    Suspect links of requirements management: ISO/IEC/IEEE 29148:2018, 5.2.8, traceability.
    """

    code = "RCA478"
    name = "G08"
    severity = Severity.ADVICE
    only_courses = True

    def check(self, taught: Course | Review, base: TeachingBase) -> Iterator[Fault]:
        """Speaks once of an active course in which links to cases lack a fingerprint."""
        if not isinstance(taught, Course) or taught.status != "active":
            return
        lacking = [
            (path, link) for path, link in links(taught) if link.fingerprint is None and base.taught_case(link.review)
        ]
        if lacking:
            names = ", ".join(dict.fromkeys(f"`{link.review}`" for _, link in lacking))
            yield Fault(
                (*lacking[0][0], "review"),
                f"nobody has put on record in which state the course read {names}",
                f"`rca course review {taught.id} --accept` writes it down",
            )
