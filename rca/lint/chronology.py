"""When the entries of a timeline happened, as far as it can be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rca.records.event import Occurrence
from rca.records.review import TimelineEntry
from rca.records.when import NotAMoment, When, day_bounds, parse_when

DAY = 86400.0
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a timeline and its moment; a bare time of day has been given its day where there is one to give."""

    index: int
    when: When


def chronology(timeline: Sequence[TimelineEntry], event: Occurrence) -> tuple[Entry, ...]:
    """Every entry with its moment.

    A bare time of day belongs to the day of the entry above it, or to the day of the event when it stands first. When
    that would put it more than half a day before the entry above, midnight has passed, and it belongs to the next
    day. Below an entry that is no single day it stays a time of day, which no date can contradict.
    """
    found: list[Entry] = []
    day = _day_of(event.date) if len(event.date) == _FULL_DATE else None
    last: float | None = None
    for index, entry in enumerate(timeline):
        when = _parsed(entry.at)
        if when is None:
            continue
        if when.scale == "clock" and day is not None:
            base = day
            while last is not None and base + when.latest < last - DAY / 2:
                base += DAY
            when = When(when.text, when.kind, "calendar", base + when.earliest, base + when.latest, about=when.about)
        if when.scale == "calendar":
            one_day = when.latest - when.earliest < DAY
            day = when.earliest - when.earliest % DAY if one_day else None
            last = when.earliest if one_day and when.kind != "date" else None
        found.append(Entry(index, when))
    return tuple(found)


def out_of_order(entries: Sequence[Entry]) -> tuple[tuple[Entry, Entry], ...]:
    """Entries that certainly happened before one that is written above them, each with the one it contradicts.

    As few entries as possible are named: those left over when the longest run in order is kept. An entry whose moment
    cannot be held against others ("about", "after EVENT") contradicts none. Cost grows with the square of the entries.
    """
    decidable = [each for each in entries if not each.when.about and each.when.scale != "relative"]
    faults: list[tuple[Entry, Entry]] = []
    for scale in ("calendar", "clock", "offset"):
        faults += _misplaced([each for each in decidable if each.when.scale == scale])
    return tuple(sorted(faults, key=lambda pair: pair[0].index))


def _misplaced(entries: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    length = [1] * len(entries)
    before: list[int | None] = [None] * len(entries)
    for later, entry in enumerate(entries):
        for earlier in range(later):
            if not entries[earlier].when.certainly_after(entry.when) and length[earlier] + 1 > length[later]:
                length[later], before[later] = length[earlier] + 1, earlier
    if not entries:
        return []
    step: int | None = length.index(max(length))
    kept: set[int] = set()
    while step is not None:
        kept.add(step)
        step = before[step]
    faults = []
    for place, entry in enumerate(entries):
        if place not in kept:
            rivals = [k for k in sorted(kept) if _contradict(entries, k, place)]
            if rivals:
                nearest = min(rivals, key=lambda k: abs(k - place))
                faults.append((entry, entries[nearest]))
    return faults


def _contradict(entries: Sequence[Entry], one: int, other: int) -> bool:
    first, second = sorted((one, other))
    return entries[first].when.certainly_after(entries[second].when)


def certainly_before(entry: When, event: Occurrence) -> bool | None:
    """Whether a moment lies before the event; None when it cannot be told."""
    if entry.kind in ("before", "after"):
        return entry.kind == "before" or None
    if entry.scale != "calendar":
        return None
    start = _day_of(event.date)
    if event.time is not None and (clock := _parsed(event.time)) is not None and len(event.date) == _FULL_DATE:
        return entry.latest < start + clock.earliest or (
            None if entry.about and entry.earliest < start + DAY else False
        )
    if entry.latest < start:
        return True
    last = day_bounds(event.date)[1].toordinal() * DAY
    exact = entry.kind != "date"
    return None if entry.earliest < last + DAY and exact else False


_FULL_DATE = len("2005-03-23")


def _day_of(date: str) -> float:
    """Seconds at the beginning of the first day of a date."""
    return day_bounds(date)[0].toordinal() * DAY


def _parsed(text: str) -> When | None:
    try:
        return parse_when(text)
    except NotAMoment:
        return None
