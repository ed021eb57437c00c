"""What changed in the cases of a course since its trainer read them, as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from rca.exporters.text_layout import safe, wrap
from rca.training.reading import Reading

SAID = {
    "as-read": "as read", "changed": "changed since it was read", "not-read": "not on record as read",
    "gone": "gone or withdrawn",
}  # fmt: skip


def as_text(course: str, readings: Sequence[Reading]) -> str:
    """A paragraph a case, with every change in words."""
    return "\n".join(_lines(course, readings)) + "\n"


def as_json(course: str, readings: Sequence[Reading]) -> str:
    """`{"course": …, "cases": [...]}`"""
    data = [{**asdict(each), "changes": [asdict(change) for change in each.changes]} for each in readings]
    return json.dumps({"course": course, "cases": data}, indent=2, ensure_ascii=False)


def _lines(course: str, readings: Sequence[Reading]) -> Iterator[str]:
    yield safe(course)
    for each in readings:
        day = f", {each.read}" if each.read else ""
        yield f"  {each.review}: {SAID[each.state]}{day}"
        for change in each.changes:
            yield wrap(change.sentence(), "      ", "    - ")
        if each.state == "changed" and not each.traced:
            yield "    (how it was is not on record, so the changes cannot be listed; read the case again)"
        elif each.state == "changed" and not each.changes:
            yield "    (the record of what was read is newer than the link; read the case again)"
