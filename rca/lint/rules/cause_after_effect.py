"""Rule T13."""

from __future__ import annotations

from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.lint.case import Case
from rca.lint.chronology import Entry, chronology
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class CauseAfterEffect(Rule):
    """A cause is dated after its effect.

    ## Why it matters
    A cause comes before its effect; where the dates say otherwise, one of the dates or the branch is wrong.

    ## Bad
    ```yaml
    timeline:
      - {at: 2021-06-30, what: The trip project is moved, events: [TRIP-DEFERRED], evidence: [E-BUDGET]}
      - {at: 2021-09-14 02:40, what: The vapour catches fire, events: [BURN], evidence: [E-LOG]}
      - {at: 2021-09-14 02:45, what: Solvent runs out of the vent, events: [OVERFLOW], evidence: [E-LOG]}    # here
    ```

    ## Good
    ```yaml
    timeline:
      - {at: 2021-06-30, what: The trip project is moved, events: [TRIP-DEFERRED], evidence: [E-BUDGET]}
      - {at: 2021-09-14 02:10, what: Solvent runs out of the vent, events: [OVERFLOW], evidence: [E-LOG]}
      - {at: 2021-09-14 02:40, what: The vapour catches fire, events: [BURN], evidence: [E-LOG]}
    ```

    ## What is compared
    The first entry of the timeline that names the cause with the first that names the effect, for causes of causes and for
    influences too, and only where the order can be told. An entry that tells when a cause was *found* should not name it
    under `events`.

    ## Source
    Temporality, the one condition on which all agree (Hill, The environment and disease, 1965).
    """

    code = "RCA353"
    name = "T13"
    severity = Severity.ERROR

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each dated cause that comes certainly after the next dated effect above it."""
        timeline = case.review.timeline
        first: dict[str, Entry] = {}
        for entry in chronology(timeline, case.review.event):
            for name in timeline[entry.index].events:
                if name not in first or first[name].when.certainly_after(entry.when):
                    first[name] = entry
        steps = iter(range(STEPS))
        for effect, entry in first.items():
            for cause in _dated_below(case, effect, first, steps):
                if first[cause].when.certainly_after(entry.when):
                    yield Finding(
                        ("timeline", first[cause].index, "at"),
                        f"`{cause}` is dated `{first[cause].when.text}`, after its effect `{effect}` (`{entry.when.text}`)",
                        "correct the date or the branch; an entry that tells when it was found should not name it under `events`",
                        at=cause,
                    )


STEPS = 200_000
"""Causes looked at in one review; a real one has a few hundred."""


def _dated_below(case: Case, effect: str, dated: dict[str, Entry], steps: Iterator[int]) -> Iterator[str]:
    """The nearest dated causes and influences of an event, each once."""
    seen = {effect}
    pending = [effect]
    while pending:
        placed = case.events.get(pending.pop())
        for cause in (*placed.causes, *placed.event.shaped_by) if placed is not None else ():
            if cause in seen:
                continue
            if next(steps, None) is None:
                return
            seen.add(cause)
            if cause in dated:
                yield cause
            else:
                pending.append(cause)
