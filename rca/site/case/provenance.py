"""What a case rests on: facts checked, recalled and conflicting, and what cites what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rca.library.model import Library
from rca.records.review import Review


@dataclass(frozen=True, slots=True)
class Provenance:
    """Counts for the head of the page."""

    checked: int
    recalled: int
    unstated: int
    conflicting: int

    @property
    def total(self) -> int:
        """All pieces of evidence."""
        return self.checked + self.recalled + self.unstated


def provenance(review: Review) -> Provenance:
    """How much of the evidence was read, recalled, or says nothing about it."""
    marks = [each.checked for each in review.evidence.values()]
    return Provenance(
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
