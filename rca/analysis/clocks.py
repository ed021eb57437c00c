"""What falls due: actions, checks of effect, the one-year look-back, anniversaries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from rca.analysis.findings import Findings
from rca.analysis.items import plural
from rca.records.action import Action
from rca.records.review import Review
from rca.records.when import day_bounds

DueKind = Literal["action", "effect-check", "look-back", "anniversary"]
UNFINISHED = ("proposed", "accepted", "in-progress", "ineffective")
"""Statuses in which an action can be overdue; one of unknown status cannot be called so."""
SAID_DONE = ("implemented", "verified", "effective")


@dataclass(frozen=True, slots=True)
class Due:
    """Something with a date."""

    kind: DueKind
    review: str
    id: str
    """Of the action; empty for a look-back and an anniversary."""
    what: str
    owner: str
    """Owner or addressee; empty where the record names none."""
    status: str
    due: str
    """As written: a day, a month or a year. Empty where no date is stated."""
    day: dt.date | None
    """The last day that `due` covers."""
    days: int
    """Days overdue; negative for days to go, 0 without a date."""

    @property
    def overdue(self) -> bool:
        """Whether the day has passed and it is not done. An anniversary is never overdue."""
        return self.kind != "anniversary" and self.days > 0


def due_items(
    reviews: Iterable[Review], findings: Mapping[str, Findings], as_of: dt.date, *, anniversaries_within: int = 30
) -> tuple[Due, ...]:
    """Everything that is open and dated, and every open action without a date; the most overdue first, undated last.

    Args:
        reviews: the cases.
        findings: by review id; a case without findings has no look-back.
        as_of: the day that counts as today.
        anniversaries_within: days ahead in which an anniversary is told.
    """
    found = [
        due
        for review in reviews
        for due in (
            *(each for action in review.actions or () for each in _of_action(review, action, as_of)),
            *_look_back(review, findings.get(review.id), as_of),
            *_anniversary(review, as_of, anniversaries_within),
        )
    ]
    return tuple(sorted(found, key=lambda each: (each.day is None, -each.days, each.review, each.id, each.kind)))


def _of_action(review: Review, action: Action, as_of: dt.date) -> Iterator[Due]:
    owner = action.owner or ", ".join(action.to)
    status = action.status or "unknown"
    if status in UNFINISHED or status == "unknown":
        written = "" if action.due in (None, "unknown") else str(action.due)
        day = day_bounds(written)[1] if written else None
        days = (as_of - day).days if day and status != "unknown" else 0
        yield Due("action", review.id, action.id, action.do, owner, status, written, day, days)
    effect = action.effect
    if (
        effect
        and status in SAID_DONE
        and effect.verdict in (None, "not-yet")
        and effect.check_due not in (None, "unknown")
    ):
        written = str(effect.check_due)
        day = day_bounds(written)[1]
        yield Due("effect-check", review.id, action.id, effect.measure, owner, status, written, day, (as_of - day).days)


def _look_back(review: Review, findings: Findings | None, as_of: dt.date) -> Iterator[Due]:
    if findings is None or findings.look_back not in ("due", "overdue", "not-due") or findings.look_back_days is None:
        return
    day = as_of - dt.timedelta(days=findings.look_back_days)
    what = f"Look back one year after closing: {review.title}"
    yield Due("look-back", review.id, "", what, "", findings.look_back, day.isoformat(), day, findings.look_back_days)


def _anniversary(review: Review, as_of: dt.date, within: int) -> Iterator[Due]:
    if len(review.event.date) < len("2005-03-23") or review.kind == "exercise":
        return
    happened = dt.date.fromisoformat(review.event.date)
    for year in (as_of.year, as_of.year + 1):
        try:
            day = happened.replace(year=year)
        except ValueError:  # 29 February
            day = dt.date(year, 3, 1)
        if 0 <= (day - as_of).days <= within and year > happened.year:
            what = f"{plural(year - happened.year, 'year')} ago: {review.title}"
            yield Due("anniversary", review.id, "", what, "", "", day.isoformat(), day, (as_of - day).days)
