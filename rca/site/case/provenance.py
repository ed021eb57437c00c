"""What a case rests on: facts checked, recalled and conflicting, and what cites what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rca.library.model import Library
from rca.records.evidence import Evidence
from rca.records.review import Review

Reading = Literal["whole", "part", "excerpt", "not-opened"]
READINGS: tuple[Reading, ...] = ("whole", "part", "excerpt", "not-opened")
"""How much of a source was read, the most first."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Counts for the head of the page."""

    checked: int
    recalled: int
    unstated: int
    conflicting: int
    excerpt: int = 0
    """Of the checked: those of whose sources no more than an excerpt was read."""

    @property
    def total(self) -> int:
        """All pieces of evidence."""
        return self.checked + self.recalled + self.unstated


def own_source(review: Review, evidence: Evidence) -> str:
    """Id of the source of a piece of evidence, its own or that of what it is part of; empty where there is none."""
    seen: set[str] = set()
    each: Evidence | None = evidence
    while each is not None and each.source is None and each.part_of and each.part_of not in seen:
        seen.add(each.part_of)
        each = review.evidence.get(each.part_of)
    return each.source or "" if each is not None else ""


def how_read(review: Review, evidence: Evidence) -> Reading | None:
    """The most that was read of any of its sources; None where that is not stated."""
    names = (own_source(review, evidence), *evidence.also)
    read = {review.sources[name].seen for name in names if name in review.sources}
    return next((each for each in READINGS if each in read), None)


def provenance(review: Review) -> Provenance:
    """How much of the evidence was read, recalled, or says nothing about it."""
    marks = [each.checked for each in review.evidence.values()]
    checked = [each for each in review.evidence.values() if each.checked is True]
    return Provenance(
        excerpt=sum(how_read(review, each) == "excerpt" for each in checked),
        checked=sum(mark is True for mark in marks),
        recalled=sum(mark is False for mark in marks),
        unstated=sum(mark is None for mark in marks),
        conflicting=len(review.conflicts),
    )


@dataclass(frozen=True, slots=True)
class Cited:
    """What cites a piece of evidence."""

    events: tuple[str, ...]
    against: tuple[str, ...]
    elsewhere: tuple[str, ...]
    """Sections that cite it: timeline, barriers, actions, lessons, harm …"""


def citations(library: Library, path: str, review: Review) -> Mapping[str, Cited]:
    """For every piece of evidence what cites it, from the table of references of the review's file."""
    events: dict[str, dict[str, None]] = {name: {} for name in review.evidence}
    against: dict[str, dict[str, None]] = {name: {} for name in review.evidence}
    sections: dict[str, dict[str, None]] = {name: {} for name in review.evidence}
    owners = [(placed.path, placed.id) for placed in review.fault_tree.placed()]
    for reference in library.references.get(path, ()):
        if reference.target != "evidence" or reference.name not in events:
            continue
        if reference.path[:2] == ("fault_tree", "events"):
            owner = max(
                (o for o in owners if reference.path[: len(o[0])] == o[0]), key=lambda o: len(o[0]), default=None
            )
            side = against if "against" in reference.path else events
            if owner is not None:
                side[reference.name][owner[1]] = None
        else:
            sections[reference.name][str(reference.path[0])] = None
    return {name: Cited(tuple(events[name]), tuple(against[name]), tuple(sections[name])) for name in review.evidence}
