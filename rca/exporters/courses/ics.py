"""A course as sessions in a calendar, one a module."""

from __future__ import annotations

import datetime as dt

from rca.exporters.courses import Delivery
from rca.exporters.teaching_words import word
from rca.library.calendar_text import escaped, folded
from rca.training.sheet import CourseSheet

MORNING = dt.time(9)
BREAK = dt.timedelta(minutes=15)


def write(sheet: CourseSheet, delivery: Delivery) -> bytes:
    """Sessions after RFC 5545 from nine o'clock local time on the first day, with a break of 15 minutes between them."""
    begin = dt.datetime.combine(delivery.start, MORNING)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//rca//course//EN", "CALSCALE:GREGORIAN"]
    for module in sheet.modules:
        end = begin + dt.timedelta(minutes=module.minutes)
        cases = "; ".join(case.title for case in module.cases)
        about = ". ".join(
            filter(None, (module.about.rstrip("."), f"{word('cases', sheet.language)}: {cases}" if cases else ""))
        )
        lines += [
            "BEGIN:VEVENT",
            f"UID:course-{sheet.id}-{module.id.lower()}@rca",
            f"DTSTAMP:{delivery.made:%Y%m%d}T000000Z",
            f"DTSTART:{begin:%Y%m%dT%H%M%S}",
            f"DTEND:{end:%Y%m%dT%H%M%S}",
            f"SUMMARY:{escaped(f'{sheet.title}: {module.number}. {module.title}')}",
            f"DESCRIPTION:{escaped(about)}",
            "END:VEVENT",
        ]
        begin = end + BREAK
    lines.append("END:VCALENDAR")
    return "".join(folded(line) for line in lines).encode()
