"""Rule T09."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.library.references import event_ids
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule
from rca.source.document import DataPath


class UnknownEvent(Rule):
    """An event is named that does not exist, or one id stands for two events.

    ## Why it matters
    A branch that ends in a name nobody defined looks complete and is not; an id with two meanings makes every citation
    of it unsure.

    ## Bad
    ```yaml
    fault_tree:
      events:
        NO-TRIP:
          shaped_by: [TRIP-DEFERED, TRIP-DEFERRED]       # here
    ```

    ```yaml
    fault_tree:
      events:
        FEED-ON:
          any_of:
            - {id: PUMPED-ON}
            - {id: VALVE-PASSED}
            - {id: GAUGE-STUCK, event: The gauge stood still, kind: technical, status: confirmed, evidence: [E-GAUGE]}   # here
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        NO-TRIP:
          shaped_by: [TRIP-DEFERRED]
    ```

    ## Source
    Integrity of the record; IEC 61025:2006.
    """

    code = "RCA349"
    name = "T09"
    severity = Severity.ERROR
    integrity = True

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each unknown name outside the actions, and of each second definition of an id."""
        for reference in case.unknown("event"):
            if reference.path[0] != "actions":
                hint = (
                    f"did you mean `{reference.nearest}`?"
                    if reference.nearest
                    else "define it under `fault_tree`, `events`"
                )
                yield Finding(
                    reference.path, f"unknown event `{reference.name}`", hint, at=reference.name, mend=reference.mend
                )
        places: dict[str, list[DataPath]] = {}
        for name, path in event_ids(case.document.data):
            places.setdefault(name, []).append(path)
        for name, paths in places.items():
            if len(paths) == 1:
                continue
            first, *others = sorted(paths, key=lambda path: case.document.span(path, "key"))
            line = case.document.span(first, "key").line
            for path in others:
                yield Finding(
                    path,
                    f"the event `{name}` is defined twice, first at line {line}",
                    "give one of the two another id, or name the first by its id",
                    of="key",
                    at=name,
                )
