"""The functions of the trainer's desk: list, review, suggest and export courses; hand-outs, toolbox talks, slides."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rca.api import KnowledgeBase, Misuse, open_kb, write_text

if TYPE_CHECKING:
    from rca.library.model import Entry
    from rca.records.course import Course
    from rca.training.base import TeachingBase

SNAPSHOT = ".read.json"
"""What the file beside a course ends in that says what was read."""


def base_of(kb: KnowledgeBase) -> TeachingBase:
    """The library with its findings, as the training room reads it."""
    from rca.training.base import TeachingBase

    return TeachingBase(kb.library, kb.findings, kb.trees)


def find_course(kb: KnowledgeBase, name: str) -> Entry[Course]:
    """The course with that id.

    Raises:
        Misuse: there is none, or its file does not read; the message names the nearest or what is wrong.
    """
    from rca.library.link import nearest

    entry = kb.library.courses.get(name)
    if entry is not None and not entry.partial:
        return entry
    if entry is not None:
        msg = f"`{name}` does not read; `rca check {entry.document.file.path}` says why"
        raise Misuse(msg)
    near = nearest(name, frozenset(kb.library.courses))
    msg = f"there is no course `{name}`." + (f" Did you mean `{near}`?" if near else " `rca course list` lists them.")
    raise Misuse(msg)


def list_courses(root: Path, as_of: dt.date, *, form: str) -> str:
    """Courses with status, minutes, level, cases and how many of these have changed, as text or JSON.

    Raises:
        Misuse: `root` is no folder.
    """
    from rca.exporters.course_list import as_json, as_text
    from rca.training.reading import readings

    kb = open_kb(root, as_of)
    base = base_of(kb)
    rows = [
        (entry.record, readings(entry.record, base, {}))
        for _, entry in sorted(kb.library.courses.items())
        if not entry.partial
    ]
    return (as_json if form == "json" else as_text)(rows)


@dataclass(frozen=True, slots=True)
class CourseReview:
    """What a review of a course's cases gave."""

    text: str
    suspect: bool
    """Whether a case has changed, is gone, or was never put on record, and was not taken as read just now."""


def review_course(root: Path, name: str, as_of: dt.date, *, accept: bool, form: str) -> CourseReview:
    """What changed in the cases of a course since they were read; with `accept` the new state is taken as read.

    Raises:
        Misuse: there is no such course, or its file cannot be written.
    """
    from rca.exporters.course_review import as_json, as_text
    from rca.source.edit import CannotEdit
    from rca.training.reading import accepted, readings, snapshots_of

    kb = open_kb(root, as_of)
    entry, base = find_course(kb, name), base_of(kb)
    beside = Path(entry.document.file.path).with_suffix(SNAPSHOT)
    path = root / "courses" / beside.name
    found = readings(entry.record, base, snapshots_of(_text_of(path)))
    text = (as_json if form == "json" else as_text)(name, found)
    if accept:
        try:
            course, snapshots = accepted(entry, base, as_of.isoformat())
        except CannotEdit as error:
            raise Misuse(str(error)) from error
        write_text(path, snapshots)
        if course != entry.document.file.text:
            write_text(Path(entry.document.file.path), course)
    gone = any(each.state == "gone" for each in found)
    return CourseReview(text, gone or (not accept and any(each.state != "as-read" for each in found)))


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return json.dumps({})
