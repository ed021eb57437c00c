"""What falls due, as text, JSON, CSV or a calendar."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from rca.analysis.clocks import Due
from rca.analysis.due_calendar import as_ics
from rca.exporters.text_layout import table

__all__ = ["as_csv", "as_ics", "as_json", "as_text"]
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
