"""When the entries of a timeline happened, as far as it can be told."""

from __future__ import annotations

from bisect import bisect_right
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
    """Entries that stand in the wrong place, each with one whose moment contradicts it; at most `MOST`.

    As few entries as possible are named: those left over when the longest run in order is kept, and of two that only
    contradict each other the lower one. An entry whose moment cannot be held against others ("about", "after EVENT")
    contradicts none. Cost is n log n in the entries.
    """
    decidable = [each for each in entries if not each.when.about and each.when.scale != "relative"]
    faults: list[tuple[Entry, Entry]] = []
    for scale in ("calendar", "clock", "offset"):
        faults += _misplaced([each for each in decidable if each.when.scale == scale])
    return tuple(sorted(faults, key=lambda pair: pair[0].index)[:MOST])


MOST = 50
"""Entries named as misplaced; a timeline with more is to be sorted as a whole."""


def _misplaced(entries: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    kept = _longest_run(entries)
    faults: list[tuple[Entry, Entry]] = []
    for place, entry in enumerate(entries):
        if place in kept or len(faults) == MOST:
            continue
        rivals = [other for other in kept if _contradict(entries, other, place)]
        if rivals:
            faults.append((entry, entries[min(rivals, key=lambda other: (abs(other - place), other))]))
    return faults


def _longest_run(entries: Sequence[Entry]) -> frozenset[int]:
    """Places of the longest run in which none is certainly later than the next.

    Patience sorting from the end: for every length the run whose first entry ends latest is remembered.
    """
    ends: list[float] = []
    heads: list[int] = []
    following: list[int | None] = [None] * len(entries)
    for place in reversed(range(len(entries))):
        when = entries[place].when
        length = bisect_right(ends, -when.earliest)
        following[place] = heads[length - 1] if length else None
        shorter = bisect_right(ends, -when.latest)
        better = length + 1 - shorter
        ends[shorter : length + 1] = [-when.latest] * better
        heads[shorter : length + 1] = [place] * better
    run: set[int] = set()
    step = heads[-1] if heads else None
    while step is not None:
        run.add(step)
        step = following[step]
    return frozenset(run)


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
