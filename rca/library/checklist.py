"""Ask us: the questions of all lessons that apply to a piece of plant, each with the case that taught it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from rca.library.model import Library
from rca.records.lesson import AppliesTo

FACETS = ("equipment", "hazard", "mode")


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a reader puts to their own plant."""

    ask: str
    lesson: str
    reference: str
    """`review#L-ID`, or the id of a general lesson."""
    kind: Literal["technical", "procedural"]
    cases: tuple[str, ...]
    """Ids of the reviews that taught it."""
    titles: tuple[str, ...]
    because: tuple[str, ...]
    """For which of the codes asked for it was meant; empty when it is meant for anywhere."""
    translated: bool
    """Whether it is in the language asked for."""


def checklist(
    library: Library,
    *,
    equipment: Collection[str] = (),
    hazards: Collection[str] = (),
    modes: Collection[str] = (),
    language: Literal["en", "zh"] = "en",
) -> tuple[Question, ...]:
    """Questions that apply, the most specific first; general lessons stand for the lessons that they gather.

    A lesson applies when no list of its `applies_to` rules out what was asked: where both name equipment (or hazards,
    or modes) they share a code. A lesson that gives no list for what was asked applies to anywhere and stands last.
    """
    wanted = {"equipment": frozenset(equipment), "hazard": frozenset(hazards), "mode": frozenset(modes)}
    found = [*_general(library, wanted, language), *_cased(library, wanted, language)]
    gathered = {address for entry in library.lessons.values() for address in entry.record.from_}
    general = {question.reference for question in found if "#" not in question.reference}
    shown = [
        question
        for question in found
        if not (question.reference in gathered and _gathers(library, question.reference) & general)
    ]
    return tuple(sorted(shown, key=lambda each: (-len(each.because), -len(each.cases), each.reference)))


def _gathers(library: Library, address: str) -> frozenset[str]:
    return frozenset(name for name, entry in library.lessons.items() if address in entry.record.from_)


def _because(applies: AppliesTo, wanted: dict[str, frozenset[str]]) -> tuple[str, ...] | None:
    given = {"equipment": applies.equipment, "hazard": applies.hazards, "mode": applies.mode}
    hits: list[str] = []
    for facet, codes in given.items():
        shared = [code for code in codes if code in wanted[facet]]
        if codes and wanted[facet] and not shared:
            return None
        hits.extend(shared)
    return tuple(hits)


def _general(library: Library, wanted: dict[str, frozenset[str]], language: Literal["en", "zh"]) -> Iterator[Question]:
    titles = {review.id: review.title for review in library.published()}
    for name, entry in library.lessons.items():
        lesson = entry.record
        because = _because(lesson.applies_to, wanted)
        if lesson.withdrawn is not None or because is None or lesson.ask is None:
            continue
        there = lesson.translations.get(language)
        cases = tuple(dict.fromkeys(case for each in lesson.from_ if (case := each.partition("#")[0]) in titles))
        yield Question(
            ask=(there.ask if there and there.ask else None) or lesson.ask,
            lesson=there.lesson if there else lesson.lesson,
            reference=name,
            kind=lesson.kind,
            cases=cases,
            titles=tuple(titles[case] for case in cases),
            because=because,
            translated=language == "en" or bool(there and there.ask),
        )


def _cased(library: Library, wanted: dict[str, frozenset[str]], language: Literal["en", "zh"]) -> Iterator[Question]:
    for each in library.cased_lessons():
        because = _because(each.lesson.applies_to, wanted)
        if because is None or each.lesson.ask is None:
            continue
        translation = each.review.translations.get(language)
        there = translation.lessons.get(each.lesson.id) if translation else None
        own = each.review.review.language == language
        yield Question(
            ask=(there.ask if there and there.ask else None) or each.lesson.ask,
            lesson=there.lesson if there else each.lesson.lesson,
            reference=each.address,
            kind=each.lesson.kind,
            cases=(each.review.id,),
            titles=((translation.title if translation else None) or each.review.title,),
            because=because,
            translated=own or bool(there and there.ask),
        )
