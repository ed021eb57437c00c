"""The look-back one year after a review was closed."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from rca.records.review import Review
from rca.records.when import day_bounds

LookBackState = Literal["done", "due", "overdue", "not-due", "unknown"]
WINDOW_DAYS = 61
"""The evaluation falls between ten months and one year (安委办〔2021〕4号): the last two months are when it is due."""


def look_back(review: Review, as_of: dt.date) -> tuple[LookBackState, int | None]:
    """State of the look-back, and days overdue (positive) or to go (negative).

    It is due on the stated date, else one year after the report was approved (Work Safety Law 2021, article 86).
    Before a report is approved nothing is due. A public record that does not speak of a look-back leaves it unknown.
    """
    stated, process = review.review.look_back, review.review
    if stated is not None and stated.done is not None and day_bounds(stated.done)[0] <= as_of:
        return "done", None
    public = process.basis == "public-record"
    if stated is not None and stated.due is not None:
        due = day_bounds(stated.due)[1]
    elif process.report_approved is not None and not public:
        due = _a_year_after(day_bounds(process.report_approved)[1])
    else:
        return ("unknown" if public else "not-due"), None
    days = (as_of - due).days
    if days > 0:
        return ("unknown", None) if public else ("overdue", days)
    return ("due" if -days <= WINDOW_DAYS else "not-due"), days


def _a_year_after(day: dt.date) -> dt.date:
    """The same day of the next year; 28 February after a leap day."""
    if day.year >= dt.MAXYEAR:
        return dt.date.max
    return day.replace(year=day.year + 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)
