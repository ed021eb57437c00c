"""When something happened: what people write in a timeline, kept as written and ordered only where it can be."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from rca.records import forms

_DATE = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_MOMENT = re.compile(
    r"^(\d{4}-\d{2}-\d{2})[ T](\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?:\s*(Z|[+-]\d{2}:\d{2}|[A-Z]{2,4}))?$"
)
_TIME = re.compile(r"^(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?(?:\s*([A-Z]{2,4}))?$")
_OFFSET = re.compile(r"^T\s*([+-])\s*(\d+(?:\.\d+)?)\s*(ms|s|min|h|d)?$")
_ABOUT = re.compile(r"^(?:about|circa|c\.|~)\s*", re.IGNORECASE)
_AFTER = re.compile(r"^(after|before):?\s+(.+)$")
_SECONDS = {"ms": 0.001, "s": 1.0, "min": 60.0, "h": 3600.0, "d": 86400.0}

Kind = Literal["date", "moment", "time", "offset", "interval", "after", "before"]


@dataclass(frozen=True, slots=True)
class When:
    """A moment or stretch as written, with the bounds that can be told.

    `earliest` and `latest` are seconds on one of three scales that cannot be compared with each other: the calendar
    (since 1 January of year 1), the clock of the day (since midnight) and the offset from T.
    """

    text: str
    kind: Kind
    scale: Literal["calendar", "clock", "offset", "relative"]
    earliest: float
    latest: float
    about: bool = False
    anchor: str = ""

    def certainly_after(self, other: When) -> bool:
        """Whether this one is later than `other` whatever the unstated digits are. "About" decides nothing."""
        if self.scale != other.scale or self.scale == "relative" or self.about or other.about:
            return False
        return self.earliest > other.latest


class NotAMoment(ValueError):
    """The text is no date, time, interval or offset that the format knows."""


def parse_when(text: str) -> When:
    """Read what stands in `at`.

    Forms: `2005`, `2005-03`, `2005-03-23`, `2005-03-23 13:20`, `13:20`, `T+36.7 s`, `A/B` or `A to B` for an interval,
    `about …`, `after EVENT`, `before EVENT`. Dates follow ISO 8601 and the Library of Congress's EDTF, levels 0 and 1
    as far as inquiries need them (`2005~` is about 2005, `19XX` is not read).

    Raises:
        NotAMoment: the text has none of these forms, or names a day that does not exist.
    """
    stripped = text.strip()
    if match := _AFTER.match(stripped):
        kind: Kind = "after" if match[1] == "after" else "before"
        return When(text, kind, "relative", 0, 0, anchor=match[2].strip())
    about = bool(_ABOUT.match(stripped)) or stripped.endswith("~")
    core = _ABOUT.sub("", stripped).rstrip("~").strip()
    for divider in ("/", " to ", " - ", "–"):
        if divider in core:
            first, second = (part.strip() for part in core.split(divider, 1))
            return _interval(text, first, second, about=about)
    kind, scale, earliest, latest = _single(core)
    return When(text, kind, scale, earliest, latest, about=about)


def _interval(text: str, first: str, second: str, *, about: bool) -> When:
    start = parse_when(first)
    if start.kind == "moment" and _TIME.match(second):
        second = f"{first[:10]} {second}"
    end = parse_when(second)
    if start.scale != end.scale:
        msg = f"`{text}` begins and ends on different scales"
        raise NotAMoment(msg)
    if end.latest < start.earliest and start.scale == "clock":
        end = When(end.text, end.kind, end.scale, end.earliest + 86400, end.latest + 86400)
    if end.latest < start.earliest:
        msg = f"`{text}` ends before it begins"
        raise NotAMoment(msg)
    return When(text, "interval", start.scale, start.earliest, end.latest, about=about or start.about or end.about)


def _single(core: str) -> tuple[Kind, Literal["calendar", "clock", "offset"], float, float]:
    if match := _DATE.match(core):
        first, last = day_bounds(core)
        del match
        return "date", "calendar", first.toordinal() * 86400.0, last.toordinal() * 86400.0 + 86399
    if match := _MOMENT.match(core):
        day, _ = day_bounds(match[1])
        start, end = _clock(match[2])
        return "moment", "calendar", day.toordinal() * 86400.0 + start, day.toordinal() * 86400.0 + end
    if _TIME.match(core):
        start, end = _clock(core)
        return "time", "clock", start, end
    if match := _OFFSET.match(core):
        seconds = float(match[2]) * _SECONDS[match[3] or "s"] * (-1 if match[1] == "-" else 1)
        return "offset", "offset", seconds, seconds
    msg = f"`{core}` is not a date (`2005-03-23`), a time (`13:20`), an interval (`A/B`), an offset (`T+36.7 s`), `about` one of these, or `after EVENT`"
    raise NotAMoment(msg)


def _clock(text: str) -> tuple[float, float]:
    match = _TIME.match(text)
    if match is None:
        msg = f"`{text}` is not a time of day"
        raise NotAMoment(msg)
    hours, minutes = int(match[1]), int(match[2])
    seconds = float(match[3]) if match[3] else 0.0
    if hours > 23 or minutes > 59 or seconds >= 60:
        msg = f"`{text}` is not a time of day"
        raise NotAMoment(msg)
    start = hours * 3600 + minutes * 60 + seconds
    return start, start if match[3] else start + 59


def day_bounds(text: str) -> tuple[dt.date, dt.date]:
    """First and last day that a date of any precision covers.

    Raises:
        NotAMoment: the text is no date, or the day does not exist.
    """
    match = _DATE.match(text)
    if match is None:
        msg = f"`{text}` is not a date; write `2005`, `2005-03` or `2005-03-23`"
        raise NotAMoment(msg)
    year, month, day = int(match[1]), match[2] and int(match[2]), match[3] and int(match[3])
    try:
        first = dt.date(year, month or 1, day or 1)
        if day:
            return first, first
        if month:
            return first, dt.date(year, month, calendar.monthrange(year, month)[1])
        return first, dt.date(year, 12, 31)
    except ValueError as error:
        msg = f"`{text}` is a day that does not exist"
        raise NotAMoment(msg) from error


def _date(text: str) -> str:
    day_bounds(text)
    return text


def _time(text: str) -> str:
    _clock(text)
    return text


def _when(text: str) -> str:
    parse_when(text)
    return text


def _year(value: object) -> object:
    """A year written plainly, which YAML reads as a number."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 9999 else value


def _or_year(form: dict[str, object]) -> WithJsonSchema:
    return WithJsonSchema(
        {"anyOf": [{"type": "string", **form}, {"type": "integer", "minimum": 1000, "maximum": 9999}]}
    )


Date = Annotated[
    str, BeforeValidator(_year), AfterValidator(_date),
    _or_year({"pattern": forms.DATE, "examples": ["2005", "2005-03", "2005-03-23"]}),
]  # fmt: skip
"""`2005`, `2005-03` or `2005-03-23`."""
TimeOfDay = Annotated[str, AfterValidator(_time)]
"""`13:20` or `13:20:05`, local time."""
Moment = Annotated[
    str, BeforeValidator(_year), AfterValidator(_when),
    _or_year({"pattern": forms.MOMENT, "examples": ["2005-03-23 13:20", "13:20", "T+36.7 s", "about 2005", "after EVENT"]}),
]  # fmt: skip
"""Anything `parse_when` reads."""
