"""What is known already of an event like this one: cases, lessons that would have applied, questions to ask now."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from rca.records.lesson import AppliesTo, GeneralLesson, Lesson
from rca.records.review import Review
from rca.records.when import day_bounds
from rca.search.index import Index
from rca.search.related import LINKED, Kinship, Link, Reason
from rca.search.search import search
from rca.search.sketch import Sketch
from rca.search.traits import Kind, Trait

TEXT = 10.0
"""What the words of the best case are worth beside codes that are shared; measured (`docs/develop/search.md`)."""
FROM_CASE = 5.0
"""What it is worth for a lesson that the nearest case teaches it."""
READ = 400
"""How many hits for the words are looked at."""
CASES, LESSONS = 5, 8
LEAST, LEAST_LESSON = 0.25, 0.4
"""Cases and lessons with less than this share of the best one's score are left out."""
THERE = 2
"""How many causes of a case are named that the words found."""


@dataclass(frozen=True, slots=True)
class SimilarCase:
    """A known case, and why it is like the event."""

    review: Review
    score: float
    links: tuple[Link, ...]
    """What a person said of the two; then it stands first."""
    shared: tuple[Reason, ...]
    """Codes and causes that the two share, most telling first."""
    there: tuple[str, ...]
    """Causes there that answer the words of the description, as `review#EVENT`."""


@dataclass(frozen=True, slots=True)
class SimilarLesson:
    """A lesson that would have applied."""

    address: str
    """A general lesson's id, or `review#L-ID`."""
    lesson: Lesson | GeneralLesson
    score: float
    cases: tuple[str, ...]
    """Who teaches it, the nearest case first."""
    meant_for: tuple[Trait, ...]
    """Codes of the event for which it is meant."""
    published: str
    known: bool
    """Whether it was certainly published before the event; only when both dates are known."""


@dataclass(frozen=True, slots=True)
class Similar:
    """What is known already of an event like this one."""

    sketch: Sketch
    cases: tuple[SimilarCase, ...]
    lessons: tuple[SimilarLesson, ...]

    def asks(self) -> tuple[SimilarLesson, ...]:
        """Lessons that end in a question, each question once."""
        seen: dict[str, SimilarLesson] = {}
        for each in self.lessons:
            if each.lesson.ask:
                seen.setdefault(each.lesson.ask, each)
        return tuple(seen.values())


class _Words(NamedTuple):
    """What the words of a description find."""

    cases: Mapping[str, float]
    """By case, the best 1."""
    lessons: Mapping[str, float]
    """By lesson, the best 1."""
    causes: Mapping[str, tuple[str, ...]]
    """By case, its causes that answer, best first."""


def similar(kinship: Kinship, index: Index, sketch: Sketch, *, cases: int = CASES, lessons: int = LESSONS) -> Similar:
    """Known cases and lessons for an event of which little may be known.

    Codes and causes that are shared count as between two cases (`Kinship`); the words of the description count beside them
    by the ranking of the search. What a person linked stands first; invented cases are left out. Cost: one search.
    """
    words = _found(index, sketch)
    near = _cases(kinship, sketch, words)
    return Similar(sketch, near[:cases], _lessons(kinship, sketch, words, near)[:lessons])


def _found(index: Index, sketch: Sketch) -> _Words:
    by_case: dict[str, list[float]] = defaultdict(list)
    lessons: dict[str, float] = {}
    causes: dict[str, list[str]] = defaultdict(list)
    for hit in search(index, sketch.text, limit=READ).hits:
        name, kind = index.shown(hit.record)[0], index.kinds[hit.record]
        case, _, part = name.partition("#")
        if case == sketch.name:
            continue
        if kind == "lesson":
            lessons[name] = hit.score
        if kind == "cause":
            causes[case].append(name)
        if kind == "case" or part:
            by_case[case].append(hit.score)
    summed = {case: sum(score / 2**place for place, score in enumerate(scores)) for case, scores in by_case.items()}
    return _Words(_scaled(summed), _scaled(lessons), {case: tuple(found[:THERE]) for case, found in causes.items()})


def _scaled(scores: Mapping[str, float]) -> Mapping[str, float]:
    best = max(scores.values(), default=0.0)
    return {name: score / best for name, score in scores.items()} if best else {}


def _cases(kinship: Kinship, sketch: Sketch, words: _Words) -> tuple[SimilarCase, ...]:
    traits = sketch.traits | kinship.traits.get(sketch.name, frozenset())
    links = kinship.links(sketch.name) if sketch.name in kinship.reviews else _own_links(kinship, sketch)
    shared = kinship.sharing(traits, but=sketch.name, also={*words.cases, *links} & kinship.reviews.keys())
    scores = {
        name: TEXT * words.cases.get(name, 0.0)
        + math.fsum(shared.get(name, {}).values())
        + (LINKED if name in links else 0.0)
        for name in {*words.cases, *shared, *links} & kinship.reviews.keys()
        if kinship.reviews[name].kind != "exercise"
    }
    best = max((score % LINKED for score in scores.values()), default=0.0)
    return tuple(
        SimilarCase(
            kinship.reviews[name], round(score, 4), links.get(name, ()),
            tuple(kinship.reasons(name, shared.get(name, {}))), words.causes.get(name, ()),
        )
        for name, score in sorted(scores.items(), key=lambda each: (-each[1], each[0]))
        if score >= LEAST * best and score > 0
    )  # fmt: skip


def _own_links(kinship: Kinship, sketch: Sketch) -> Mapping[str, tuple[Link, ...]]:
    found: dict[str, list[Link]] = defaultdict(list)
    for other, link in sketch.links:
        if other in kinship.reviews:
            found[other].append(link)
    return {other: tuple(listed) for other, listed in found.items()}


def _lessons(
    kinship: Kinship, sketch: Sketch, words: _Words, cases: Sequence[SimilarCase]
) -> tuple[SimilarLesson, ...]:
    """Lessons, the most fitting first; a general lesson stands for those that it gathers and is worth the best of them."""
    library = kinship.library
    near = {each.review.id: each.score % LINKED for each in cases}
    best = max(near.values(), default=1.0) or 1.0
    found: dict[str, SimilarLesson] = {}
    for each in library.cased_lessons():
        if each.review.id != sketch.name and each.review.kind != "exercise":
            share = near.get(each.review.id, 0.0) / best
            found[each.address] = _fitting(
                kinship, sketch, each.address, each.lesson, (each.review.id,),
                TEXT * words.lessons.get(each.address, 0.0) + FROM_CASE * share,
            )  # fmt: skip
    gathered: set[str] = set()
    for name, entry in library.lessons.items():
        general = entry.record
        own = sorted((found[each] for each in general.from_ if each in found), key=lambda each: -each.score)
        if general.withdrawn is None and own:
            gathered.update(general.from_)
            taught = tuple(dict.fromkeys(case for each in own for case in each.cases))
            whole = _fitting(kinship, sketch, name, general, taught, TEXT * words.lessons.get(name, 0.0))
            found[name] = replace(whole, score=max(whole.score, own[0].score))
    found = {name: each for name, each in found.items() if name not in gathered}
    top = max((each.score for each in found.values()), default=0.0)
    fitting = [each for each in found.values() if each.score >= LEAST_LESSON * top and each.score > 0]
    return tuple(sorted(fitting, key=lambda each: (-each.score, each.address)))


def _fitting(
    kinship: Kinship, sketch: Sketch, address: str, lesson: Lesson | GeneralLesson, cases: tuple[str, ...], score: float
) -> SimilarLesson:
    meant = tuple(sorted({trait for trait in meant_for(lesson.applies_to) if trait in sketch.traits}))
    score += sum(kinship.weight(trait) for trait in meant)
    published = str(lesson.published or "")
    known = bool(published and sketch.date and _before(published, sketch.date))
    return SimilarLesson(address, lesson, round(score, 4), cases, meant, published, known)


def meant_for(to: AppliesTo) -> Iterator[Trait]:
    """Codes of where a lesson applies."""
    pairs: tuple[tuple[Kind, Sequence[str]], ...] = (
        ("equipment", to.equipment), ("hazard", to.hazards), ("mode", to.mode), ("industry", to.industry)
    )  # fmt: skip
    for kind, codes in pairs:
        yield from (Trait(kind, code) for code in codes)


def _before(published: str, date: str) -> bool:
    try:
        return day_bounds(published)[1] < day_bounds(date)[0]
    except ValueError:
        return False
