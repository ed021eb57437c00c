"""Missed lessons: published before an accident, meant for its like, and breaking a path that then happened."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from rca.analysis.across.known import KnownCase
from rca.library.kinship import days_before, earlier, known_before, linked_causes, matched
from rca.records.lesson import Lesson

FEWEST_SHARED_WORDS = 3
"""Content words that two events must share, beside the defect's code, to be taken for the same cause."""

_PLAIN_TEXT = (
    "about after again before being between came contro could every from given have into known large made "
    "many messag more most much must neithe neither never none nothing only operat other over people person "
    "place plant room safety said same should shown some speed state such system taken than that their them "
    "then there these they this those through time told under unit units until used using very went were what "
    "when where which while will with within without work worked would your "
)
_PLAIN = frozenset(_PLAIN_TEXT.split())
"""Words, some cut to six letters, that stand in many sentences about plants and make no likeness."""


@dataclass(frozen=True, slots=True)
class MissedLesson:
    """A lesson that stood in print when a later accident took a path that the lesson would have broken."""

    lesson: str
    """`review#L-ID`"""
    published: str
    days: int
    """Between the last day of publication and the accident."""
    review: str
    """The later case."""
    event: str
    """The event of the later case that the lesson would have made impossible."""
    taught_by: str
    """The event of the earlier case that taught it."""
    paths: tuple[int, ...]
    """Numbers of the later case's actual paths that it would have broken."""
    of: int
    matched: tuple[str, ...]
    """Codes of the later event for which the lesson was meant."""
    basis: Literal["same-cause", "same-defect"]
    """Whether authors say that the two causes are the same, or it follows from code, equipment and words."""
    words: tuple[str, ...] = ()
    """Stems that the two events share, for a `same-defect`."""


def missed_lessons(cases: Sequence[KnownCase]) -> tuple[MissedLesson, ...]:
    """Every missed lesson, by later case and then by how long it had been known.

    All of this must hold: the lesson has a date of publication, and that day lies before the accident; it was meant for
    equipment, a hazard or an industry and not only for a mode, and every list of its `applies_to` has a code of the accident; one of the events that taught
    it is the same cause as an event on an actual path of the accident; and without that event at least one actual path
    does not reach the top. Two causes are the same when authors link the two by `see:` (directly: a chain of likenesses
    ends in the unlike), or when they carry the same defect, the lesson names equipment of the accident, and their
    sentences share at least three content words. A match of `applies_to` alone is never enough.

    Cost: for each pair of an earlier lesson and a later case that share a piece of equipment and a defect, or are linked,
    one evaluation of the later tree.
    """
    same = linked_causes(case.review for case in cases)
    taught = _by_cause(cases)
    found = [
        missed
        for later in cases
        for former, lesson in _likely(later, taught, same)
        if former.review.id != later.review.id and earlier(former.review, later.review)
        if known_before(lesson.published, later.review)
        for missed in missed_of(former, lesson, later, same)
    ]
    return tuple(sorted(found, key=lambda each: (each.review, -each.days, each.lesson, each.event)))


_Taught = tuple[KnownCase, Lesson]


def _by_cause(cases: Sequence[KnownCase]) -> Mapping[tuple[str, str], tuple[_Taught, ...]]:
    """Lessons by each piece of equipment they are meant for with each defect that taught them; and by the event itself."""
    found: dict[tuple[str, str], list[_Taught]] = defaultdict(list)
    for case in cases:
        nodes = {**case.tree.influences, **case.tree.nodes}
        for lesson in case.review.lessons:
            keys = {("", f"{case.review.id}#{name}") for name in lesson.because}
            for name in lesson.because:
                defects = nodes[name].defect if name in nodes else ()
                keys.update((code, defect) for code in lesson.applies_to.equipment for defect in defects)
            for key in keys:
                found[key].append((case, lesson))
    return {key: tuple(each) for key, each in found.items()}


def _likely(
    later: KnownCase, taught: Mapping[tuple[str, str], tuple[_Taught, ...]], same: Mapping[str, frozenset[str]]
) -> Iterator[_Taught]:
    """Lessons that can have been missed in a case: no other has one of the two reasons for which a cause is the same."""
    keys = {("", address) for name in later.on_path() for address in same.get(f"{later.review.id}#{name}", ())}
    for leaf in later.tree.leaves():
        if leaf.id in later.on_path():
            keys.update((code, defect) for code in later.review.event.equipment for defect in leaf.defect)
    found = {(case.review.id, lesson.id): (case, lesson) for key in keys for case, lesson in taught.get(key, ())}
    yield from found.values()


def missed_of(
    former: KnownCase, lesson: Lesson, later: KnownCase, same: Mapping[str, frozenset[str]]
) -> Iterator[MissedLesson]:
    """Where one lesson of an earlier case, published before a later one, would have broken a path of it.

    `same` gives the causes that authors link (`linked_causes`).
    """
    codes = matched(lesson.applies_to, later.review)
    to = lesson.applies_to
    concrete = to.equipment or to.hazards or to.industry
    if codes is None or not concrete or lesson.published is None:
        return
    for event, teacher, basis, words in _same_cause(former, lesson, later, same):
        paths = later.broken_by((event,))
        if paths:
            yield MissedLesson(
                lesson=f"{former.review.id}#{lesson.id}",
                published=lesson.published,
                days=days_before(lesson.published, later.review),
                review=later.review.id,
                event=event,
                taught_by=teacher,
                paths=paths,
                of=len(later.findings.paths),
                matched=codes,
                basis=basis,
                words=words,
            )


def _same_cause(
    former: KnownCase, lesson: Lesson, later: KnownCase, same: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, str, Literal["same-cause", "same-defect"], tuple[str, ...]]]:
    """Events of the later case that are the same cause as one that taught the lesson; the surer reason wins."""
    given: set[str] = set()
    nodes = {**former.tree.influences, **former.tree.nodes}
    for teacher in lesson.because:
        for address in sorted(same.get(f"{former.review.id}#{teacher}", ())):
            case, _, event = address.partition("#")
            if case == later.review.id and event in later.on_path() and event not in given:
                given.add(event)
                yield event, teacher, "same-cause", ()
    equipment = set(lesson.applies_to.equipment) & set(later.review.event.equipment)
    if not equipment:
        return
    for teacher in lesson.because:
        if teacher not in nodes:
            continue
        taught = nodes[teacher]
        spoken = stems(f"{taught.label} {lesson.lesson} {' '.join(lesson.keywords)}")
        for leaf in later.tree.leaves():
            if leaf.id in given or leaf.id not in later.on_path() or not set(taught.defect) & set(leaf.defect):
                continue
            shared = tuple(sorted(spoken & stems(leaf.label)))
            if len(shared) >= FEWEST_SHARED_WORDS:
                given.add(leaf.id)
                yield leaf.id, teacher, "same-defect", shared


@cache
def stems(text: str) -> frozenset[str]:
    """Content words of a sentence, cut to their first six letters: a light stemmer that needs no library.

    Chinese text gives its pairs of neighbouring characters.
    """
    words = {word[:6] for word in re.findall(r"[a-z]{4,}", text.casefold()) if not {word, word[:6]} & _PLAIN}
    for run in re.findall(r"[\u4e00-\u9fff]{2,}", text):
        words.update(run[at : at + 2] for at in range(len(run) - 1))
    return frozenset(words)
