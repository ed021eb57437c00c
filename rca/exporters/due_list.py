"""What falls due, as text, JSON, CSV or a calendar."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Sequence

from rca.analysis.clocks import Due
from rca.exporters.calendar_text import escaped, folded
from rca.exporters.text_layout import table

COLUMNS = ("kind", "review", "id", "what", "owner", "status", "due", "days")
SHOWN = 60
"""Letters of a sentence in a table for a terminal."""


def as_text(items: Sequence[Due]) -> str:
    """A table, the most overdue first; a sentence when nothing falls due."""
    if not items:
        return "Nothing falls due. Actions without a date or with an unknown status cannot be called overdue."
    rows = [("when", "days", "what", "case", "id", "whose", "status")]
    for item in items:
        days = f"{item.days} late" if item.overdue else f"in {-item.days}" if item.day and item.days <= 0 else ""
        what = item.what if len(item.what) <= SHOWN else item.what[: SHOWN - 1] + "…"
        rows.append((item.due or "no date", days, what, item.review, item.id, item.owner or "–", item.status))
    return table(rows, indent="")


def as_json(items: Sequence[Due]) -> str:
    """`{"items": [...], "total": n}`"""
    data = [{**{column: getattr(item, column) for column in COLUMNS}, "overdue": item.overdue} for item in items]
    return json.dumps({"items": data, "total": len(data)}, indent=2, ensure_ascii=False)


def as_csv(items: Sequence[Due]) -> str:
    """A row each. A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    for item in items:
        cells = [str(getattr(item, column)) for column in COLUMNS]
        writer.writerow([f"'{cell}" if cell.startswith(("=", "+", "@", "\t", "\r")) else cell for cell in cells])
    return target.getvalue()


def as_ics(items: Sequence[Due], as_of: dt.date) -> str:
    """All-day events after RFC 5545: lines end in CR LF and hold at most 75 octets, texts are escaped, ids are stable."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//rca//due//EN", "CALSCALE:GREGORIAN"]
    for item in items:
        if item.day is None:
            continue
        title = {
            "action": "Due",
            "effect-check": "Check effect",
            "look-back": "Look back",
            "anniversary": "Anniversary",
        }
        parts = "-".join(filter(None, (item.kind, item.review, item.id, item.due))).lower()
        lines += [
            "BEGIN:VEVENT",
            f"UID:{parts}@rca",
            f"DTSTAMP:{as_of:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{item.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{item.day + dt.timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{escaped(f'{title[item.kind]}: {item.what}')}",
            f"DESCRIPTION:{escaped(' '.join(filter(None, (item.review, item.id, item.owner, item.status))))}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(folded(line) for line in lines)
