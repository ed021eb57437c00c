"""What becomes of actions and lessons: what falls due, and what a site did."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from rca.api.base import Misuse, open_kb
from rca.api.files import write_text


def due(root: Path, as_of: dt.date, *, form: str, overdue: bool, owner: str | None, dated: bool) -> str:
    """What falls due, as text, JSON, CSV or a calendar.

    Raises:
        Misuse: `root` is no folder.
    """
    from rca.analysis.clocks import due_items
    from rca.exporters import due_list

    kb = open_kb(root, as_of)
    items = [
        item
        for item in due_items(kb.library.published(), kb.findings, as_of)
        if (not overdue or item.overdue)
        and (not dated or item.day is not None)
        and (owner is None or owner.casefold() in item.owner.casefold())
    ]
    if form == "ics":
        return due_list.as_ics(items, as_of)
    return {"text": due_list.as_text, "json": due_list.as_json, "csv": due_list.as_csv}[form](items)


def adopt(
    root: Path, lesson: str, as_of: dt.date, *, site: str, applies: bool, why: str | None, decided_by: str,
    decided_on: dt.date, done: str | None, seen_on: dt.date | None, seen_by: str | None, exercise: bool,
) -> Path:  # fmt: skip
    """Record what a site did with a lesson.

    Raises:
        Misuse: the lesson is unknown, a reason or a role is missing, or the record is there already.
    """
    from rca.importers.adoption import adoption
    from rca.library.link import nearest

    kb = open_kb(root, as_of)
    known = frozenset(kb.library.lessons) | {each.address for each in kb.library.cased_lessons()}
    if lesson not in known:
        near = nearest(lesson, known)
        msg = f"there is no lesson `{lesson}`." + (f" Did you mean `{near}`?" if near else "")
        raise Misuse(msg)
    if not applies and not why:
        msg = "a lesson that does not apply needs a reason: --why"
        raise Misuse(msg)
    if (seen_on is None) != (seen_by is None):
        msg = "--seen-on and --seen-by go together"
        raise Misuse(msg)
    name, text = adoption(
        lesson, site=site, applies=applies, why=why, decided_by=decided_by, decided_on=decided_on, done=done,
        seen_on=seen_on, seen_by=seen_by, exercise=exercise,
    )  # fmt: skip
    path = root / "adoptions" / f"{name}.yaml"
    if path.exists():
        msg = f"`{path}` is there already; nothing was written"
        raise Misuse(msg)
    write_text(path, text)
    return path
