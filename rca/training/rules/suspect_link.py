"""Rule G06."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.records.course import Course
from rca.records.review import Review
from rca.training.base import TeachingBase, links
from rca.training.fingerprint import fingerprint
from rca.training.rule import Fault, TeachingRule


class SuspectLink(TeachingRule):
    """A case has changed since the trainer read it.

    ## Why it matters
    A course that was right about the old case may teach what the new one denies.

    ## Bad
    ```yaml
    id: storage-safety
    modules:
      - id: M1
        cases: [{review: wash-tank, fingerprint: v1-0000000000000000}]   # here
    ```

    ## Good
    ```yaml
    id: storage-safety
    modules:
      - id: M1
        cases: [{review: wash-tank}]
    ```

    ## Source
    Suspect links of requirements management: ISO/IEC/IEEE 29148:2018, 5.2.8, traceability.
    """

    code = "RCA476"
    name = "G06"
    severity = Severity.WARNING
    only_courses = True

    def check(self, taught: Course | Review, base: TeachingBase) -> Iterator[Fault]:
        """Speaks of a link whose fingerprint is not that of the case as it stands."""
        if not isinstance(taught, Course):
            return
        for path, link in links(taught):
            review = base.taught_case(link.review)
            if review is None or link.fingerprint is None:
                continue
            if link.fingerprint != fingerprint(review, base.findings[review.id]):
                since = f" on {link.read}" if link.read else ""
                yield Fault(
                    (*path, "fingerprint"),
                    f"the case `{link.review}` has changed since it was read{since}",
                    f"`rca course review {taught.id}` shows what changed, and with --accept takes it as read",
                    of="key",
                )
