"""Moments as people wrote them elsewhere, and a timeline that stands in order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rca.lint.chronology import chronology, out_of_order
from rca.records.event import Occurrence
from rca.records.review import TimelineEntry
from rca.records.when import NotAMoment, day_bounds, parse_when

_DAY = re.compile(r"\b(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?=\D|$)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDED = re.compile(
    r"\b(?:(\d{1,2})(?:st|nd|rd|th)?\.?\s+)?([A-Za-z]{3,9})\.?,?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})\b"
)
_CLOCK = re.compile(
    r"^(\d{1,2})[:.h：](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s*([AaPp]\.?[Mm]\.?)?(?:\s*(Z|[+-]\d{2}:?\d{2}|\(?[A-Z]{2,4}\)?))?$"
)


def day_of(text: str) -> str:
    """The day that a text names, as `2005-03-23`; empty when it names none, or only one that could be read in two ways."""
    if match := _DAY.search(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    for match in _WORDED.finditer(text):
        month, day = match[2].lower()[:3], match[1] or match[3]
        if day and month in _MONTHS:
            return _day(int(match[4]), _MONTHS.index(month) + 1, int(day))
    return ""


def _day(year: int, month: int, day: int) -> str:
    text = f"{year:04d}-{month:02d}-{day:02d}"
    try:
        day_bounds(text)
    except NotAMoment:
        return ""
    return text


def moment(text: str, day: str = "") -> str:
    """The moment in the format's own way of writing, on `day` when it is a bare time; empty when it cannot be told."""
    line = (
        " ".join(text.replace("T", " ", 1).split())
        if re.match(r"\d{4}-\d{2}-\d{2}T\d", text.strip())
        else " ".join(text.split())
    )
    if clock := _CLOCK.match(line):
        hours = int(clock[1])
        if clock[4]:
            hours = hours % 12 + (12 if clock[4][0] in "pP" else 0)
        written = f"{hours:02d}:{clock[2]}" + (f":{clock[3]}" if clock[3] else "")
        zone = (clock[5] or "").strip("()")
        if zone and (zone.isalpha() or day):
            written += f" {zone}"
        return _read(f"{day} {written}" if day else written)
    if read := _read(line):
        return read
    named = day_of(line)
    if not named:
        return ""
    rest = re.search(r"\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AaPp]\.?[Mm]\.?)?", line)
    return moment(rest[0], named) if rest else named


def _read(text: str) -> str:
    try:
        parse_when(text)
    except NotAMoment:
        return ""
    return text


def in_order(timeline: Sequence[Mapping[str, str]], day: str) -> tuple[tuple[Mapping[str, str], ...], tuple[str, ...]]:
    """The entries sorted as far as their moments can be told, and a line on each that had to be left out."""
    kept = list(timeline)
    for _ in range(2):
        entries = chronology(_records(kept), _occurrence(day))
        when = {entry.index: entry.when for entry in entries}
        if len(when) == len(kept) and all(each.scale == "calendar" for each in when.values()):
            order = sorted(when, key=lambda index: (when[index].earliest, index))
            kept = [kept[index] for index in order]
    wrong: set[int] = set()
    while found := out_of_order([e for e in chronology(_records(kept), _occurrence(day)) if e.index not in wrong]):
        wrong |= {entry.index for entry, _ in found}
    left = tuple(f"timeline: `{kept[i]['at']}` stands out of order: {kept[i]['what']}" for i in sorted(wrong))
    return tuple(each for index, each in enumerate(kept) if index not in wrong), left


def _records(timeline: Sequence[Mapping[str, str]]) -> tuple[TimelineEntry, ...]:
    return tuple(TimelineEntry(at=each["at"], what=each["what"]) for each in timeline)


def _occurrence(day: str) -> Occurrence:
    return Occurrence(date=day or "2000")
