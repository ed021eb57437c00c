"""What sites did with a lesson, and how far the lesson has come by that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rca.library.model import Library
from rca.records.taxonomy import Adoption
from rca.records.vocabulary import LessonStatus

ORDER: tuple[LessonStatus, ...] = ("identified", "validated", "shared", "adopted", "learned")
"""From a lesson that somebody wrote down to one that is seen working in the field."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the sites said to one lesson."""

    taken_up: tuple[Adoption, ...]
    refused: tuple[Adoption, ...]
    silent: tuple[str, ...]
    """Sites that answered other lessons and not this one."""

    @property
    def any(self) -> bool:
        """Whether a site answered."""
        return bool(self.taken_up or self.refused)


def answers(library: Library, references: Iterable[str], *, exercise: bool = False) -> Answers:
    """Records of the lessons named (`review#L-ID`, or the id of a general lesson), by site and then by date.

    Args:
        library: where the records stand.
        references: a lesson and those that it gathers.
        exercise: whether the lesson is of an invented case; invented answers say nothing about a real lesson's sites.
    """
    wanted = frozenset(references)
    every = sorted(
        (
            entry.record
            for entry in library.adoptions.values()
            if not entry.partial and (exercise or entry.record.kind == "real" or entry.record.lesson in wanted)
        ),
        key=lambda each: (each.site, each.decided_on, each.id),
    )
    own = [each for each in every if each.lesson in wanted]
    heard = {each.site for each in own}
    return Answers(
        taken_up=tuple(each for each in own if each.applies),
        refused=tuple(each for each in own if not each.applies),
        silent=tuple(dict.fromkeys(each.site for each in every if each.site not in heard)) if own else (),
    )


def maturity(stated: LessonStatus, given: Answers, *, exercise: bool = False) -> LessonStatus:
    """How far a lesson has come: as its author says, or further where a site shows it.

    Something done at one site makes it adopted, something seen working in the field makes it learned. Invented records
    move invented lessons only. It never falls behind what the author says.
    """
    counting = [each for each in given.taken_up if exercise or each.kind == "real"]
    shown: LessonStatus = "identified"
    if any(each.seen for each in counting):
        shown = "learned"
    elif any(each.done for each in counting):
        shown = "adopted"
    return max(stated, shown, key=ORDER.index)
