"""What falls due as a calendar (RFC 5545), for the command line and for the site."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from rca.analysis.clocks import Due, DueKind
from rca.library.calendar_text import escaped, folded

TITLES: Mapping[str, Mapping[DueKind, str]] = {
    "en": {"action": "Due", "effect-check": "Check effect", "look-back": "Look back", "anniversary": "Anniversary"},
    "zh": {"action": "到期", "effect-check": "核查效果", "look-back": "一年评估", "anniversary": "周年"},
}


def as_ics(items: Sequence[Due], as_of: dt.date, language: str = "en") -> str:
    """All-day events after RFC 5545: lines end in CR LF and hold at most 75 octets, texts are escaped, ids are stable.

    What has no date is left out.
    """
    titles = TITLES.get(language, TITLES["en"])
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//rca//due//{language.upper()}", "CALSCALE:GREGORIAN"]
    for item in items:
        if item.day is None:
            continue
        parts = "-".join(filter(None, (item.kind, item.review, item.id, item.due))).lower()
        lines += [
            "BEGIN:VEVENT",
            f"UID:{parts}@rca",
            f"DTSTAMP:{as_of:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{item.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{item.day + dt.timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{escaped(f'{titles[item.kind]}: {item.what}')}",
            f"DESCRIPTION:{escaped(' '.join(filter(None, (item.review, item.id, item.owner, item.status))))}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(folded(line) for line in lines)
