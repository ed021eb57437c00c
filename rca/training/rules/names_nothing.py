"""Rule G09."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.library.link import nearest
from rca.records.course import Course
from rca.records.review import Review
from rca.source.document import DataPath
from rca.training.base import TeachingBase, links, parts_of, quiz_of, split
from rca.training.rule import Fault, TeachingRule


class NamesNothing(TeachingRule):
    """A course names something that is not in its case.

    ## Why it matters
    The trainer opens the page in front of the group and the passage is not there.

    ## Bad
    ```yaml
    id: storage-safety
    modules:
      - id: M1
        cases: [{review: wash-tank, focus: [SWICH-DEAD]}]   # here
    ```

    ## Good
    ```yaml
    id: storage-safety
    modules:
      - id: M1
        cases: [{review: wash-tank, focus: [SWITCH-DEAD]}]
    ```

    ## Source
    Referential integrity.
    """

    code = "RCA479"
    name = "G09"
    severity = Severity.ERROR
    only_courses = True

    def check(self, taught: Course | Review, base: TeachingBase) -> Iterator[Fault]:
        """Speaks of a focus, an event or a piece of evidence that the case it is looked up in does not have."""
        if not isinstance(taught, Course):
            return
        for path, link in links(taught):
            yield from _missing(path, "focus", link.focus, link.review, base)
        for path, question in quiz_of(taught):
            yield from _missing(path, "evidence", question.evidence, "", base)
            yield from _missing(path, "events", question.events, "", base)


def _missing(path: DataPath, key: str, names: tuple[str, ...], home: str, base: TeachingBase) -> Iterator[Fault]:
    for number, name in enumerate(names):
        case, part = split(name, home)
        entry = base.library.reviews.get(case)
        place = (*path, key, number)
        if not case:
            yield Fault(place, f"`{name}` does not say in which case it stands", "write it as `case#ID`")
        elif entry is None:
            near = nearest(case, frozenset(base.library.reviews))
            yield Fault(place, f"there is no case `{case}`", f"did you mean `{near}`?" if near else "")
        elif part not in parts_of(entry.record):
            near = nearest(part, parts_of(entry.record))
            yield Fault(place, f"`{case}` has no `{part}`", f"did you mean `{near}`?" if near else "")
