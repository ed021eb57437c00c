"""The courses, as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from rca.exporters.text_layout import table, wrap
from rca.records.course import Course
from rca.training.reading import Reading

Row = tuple[Course, Sequence[Reading]]


def as_text(rows: Sequence[Row]) -> str:
    """A table; a sentence when there is no course."""
    if not rows:
        return "No course yet. A course is one file in kb/courses/; `rca course suggest` proposes cases for one."
    lines = [("course", "status", "level", "minutes", "cases", "changed", "questions")]
    for course, readings in rows:
        changed = sum(each.state in ("changed", "gone") for each in readings)
        lines.append((
            course.id, course.status, course.level or "–", str(minutes(course)), str(len(readings)), str(changed or "–"),
            str(sum(len(module.quiz) for module in course.modules)),
        ))  # fmt: skip
    titles = "\n".join(wrap(f"{course.id}: {course.title}", "    ", "  ") for course, _ in rows)
    return f"{table(lines, indent='')}\n\n{titles}"


def as_json(rows: Sequence[Row]) -> str:
    """`{"courses": [...], "total": n}`"""
    data = [
        {
            "id": course.id, "title": course.title, "status": course.status, "level": course.level,
            "minutes": minutes(course), "audience": list(course.audience),
            "outcomes": [{"id": each.id, "text": each.text} for each in course.outcomes],
            "cases": [{"review": each.review, "state": each.state} for each in readings],
            "questions": sum(len(module.quiz) for module in course.modules),
        }
        for course, readings in rows
    ]  # fmt: skip
    return json.dumps({"courses": data, "total": len(data)}, indent=2, ensure_ascii=False)


def minutes(course: Course) -> int:
    """Minutes as stated, else the sum over the modules."""
    return course.minutes or sum(module.minutes for module in course.modules)
