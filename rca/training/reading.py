"""What a trainer read and what stands there now: the comparison, and taking the new state as read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rca.library.model import Entry
from rca.records.course import CaseLink, Course
from rca.source.document import DataPath
from rca.source.edit import Setting, with_settings
from rca.training.base import TeachingBase, links
from rca.training.fingerprint import Change, Taught, changes, fingerprint, snapshot

Snapshots = Mapping[str, Taught]
"""Case to what was taught of it when it was read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A case of a course as it was read and as it is."""

    review: str
    title: str
    state: str
    """`as-read`, `changed`, `not-read`, `gone`."""
    read: str
    """The day on which it was read; empty when that is not known."""
    fingerprint: str
    """That of the case as it is; empty when it is gone."""
    changes: tuple[Change, ...] = ()
    traced: bool = True
    """Whether it is on record what was read, so that `changes` is all that changed."""


def snapshots_of(text: str) -> Snapshots:
    """The snapshots that a file holds; nothing of what is not of the right form, for a file may be damaged."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    cases = data.get("cases") if isinstance(data, dict) else None
    return {
        case: {
            place: {facet: words for facet, words in facets.items() if isinstance(words, str)}
            for place, facets in places.items()
            if isinstance(facets, dict)
        }
        for case, places in (cases if isinstance(cases, dict) else {}).items()
        if isinstance(places, dict)
    }


def readings(course: Course, base: TeachingBase, before: Snapshots) -> tuple[Reading, ...]:
    """Every case of the course once, in the order taught. A case linked twice counts as changed when one link does."""
    by_case: dict[str, list[CaseLink]] = {}
    for _, link in links(course):
        by_case.setdefault(link.review, []).append(link)
    return tuple(_reading(name, found, base, before) for name, found in by_case.items())


def _reading(name: str, found: list[CaseLink], base: TeachingBase, before: Snapshots) -> Reading:
    review = base.taught_case(name)
    read = min((link.read for link in found if link.read), default="")
    if review is None:
        return Reading(name, name, "gone", read, "")
    findings = base.findings[name]
    now = fingerprint(review, findings)
    known = {link.fingerprint for link in found}
    if known == {now}:
        return Reading(name, review.title, "as-read", read, now)
    if None in known:
        return Reading(name, review.title, "not-read", read, now)
    traced = name in before
    return Reading(
        name, review.title, "changed", read, now, changes(before[name], review, findings) if traced else (), traced
    )


def accepted(entry: Entry[Course], base: TeachingBase, day: str) -> tuple[str, str]:
    """The course's text with every case taken as read on that day, and the text of the snapshots beside it.

    Raises:
        CannotEdit: the course's file cannot be changed in place.
    """
    settings: list[Setting] = []
    cases: dict[str, dict[str, dict[str, str]]] = {}
    for path, link in links(entry.record):
        review = base.taught_case(link.review)
        if review is not None:
            settings.extend(_settings(path, link, fingerprint(review, base.findings[review.id]), day))
            cases[review.id] = snapshot(review, base.findings[review.id])
    text = with_settings(entry.document, settings)
    about = "What a trainer read of each case, written by `rca course review --accept`; long words stand as digests."
    data = {"about": about, "cases": cases}
    return text, json.dumps(data, indent=0, sort_keys=True, ensure_ascii=False) + "\n"


def _settings(path: DataPath, link: CaseLink, now: str, day: str) -> Iterator[Setting]:
    if link.fingerprint != now:
        yield Setting(path, "fingerprint", now, after="review")
        yield Setting(path, "read", day, after="review")
