"""What rules that need several reviews look things up in; each table is made once and when first asked for."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from rca.analysis.across.known import KnownCase
from rca.analysis.across.missed import MissedLesson, missed_of
from rca.analysis.findings import Findings
from rca.graph.tree import FaultTree
from rca.library.kinship import earlier, known_before, linked_causes, matched
from rca.library.model import CasedLesson, Library
from rca.lint.language import likeness, tokens
from rca.records.review import Review
from rca.records.tree import Placed
from rca.records.when import day_bounds

ALIKE = 0.8
"""Share of tokens from which two lessons count as near-duplicates."""
MOST_RIVALS = 50
"""Earlier lessons with the same rare word that a lesson is compared with."""
FEWEST_TOKENS = 5
"""Shorter lessons resemble each other by chance."""


MOST_EARLIER = 50
"""Earlier reviews or lessons of one kind that are looked at, the latest first."""

COMMONPLACE = 0.1
"""Share of the reviews that may have a combination of equipment, hazard and defect before it is commonplace."""
FEW = 3
"""Reviews that may share one in any library, however small."""

T = TypeVar("T")


class _Dated(Generic[T]):
    """Things by the day from which they count, added in order of that day."""

    def __init__(self) -> None:
        self.days: list[dt.date] = []
        self.things: list[T] = []

    def add(self, day: dt.date, thing: T) -> None:
        self.days.append(day)
        self.things.append(thing)

    def before(self, day: dt.date, most: int) -> list[T]:
        """Those whose day lies before `day`, at most the latest `most`."""
        end = bisect_left(self.days, day)
        return self.things[max(0, end - most) : end]


@dataclass(frozen=True, eq=False)
class Across:
    """Tables over all published reviews of the library. Invented reviews and real ones are never compared."""

    library: Library
    findings: Mapping[str, Findings]
    trees: Mapping[str, FaultTree]

    @cached_property
    def reviews(self) -> tuple[Review, ...]:
        """Published reviews, oldest event first."""
        return tuple(reversed(self.library.published()))

    @cached_property
    def linked(self) -> Mapping[str, frozenset[tuple[str, str]]]:
        """For every review the other reviews it is tied to from either side, with the relation (`see` for events)."""
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for review in self.reviews:
            for link in review.links:
                found[review.id].add((link.review, link.relation))
                found[link.review].add((review.id, link.relation))
            for placed in review.fault_tree.placed():
                for address in placed.event.see:
                    other = address.partition("#")[0]
                    found[review.id].add((other, "see"))
                    found[other].add((review.id, "see"))
        return {name: frozenset(others) for name, others in found.items()}

    def tied(self, first: str, second: str) -> bool:
        """Whether two reviews are linked in any way."""
        return any(other == second for other, _ in self.linked.get(first, ()))

    @cached_property
    def defects(self) -> Mapping[str, frozenset[str]]:
        """For every review the defect codes of its confirmed and likely events."""
        return {
            review.id: frozenset(
                code
                for placed in review.fault_tree.placed()
                if placed.event.status in ("confirmed", "likely")
                for code in placed.event.defect
            )
            for review in self.reviews
        }

    @cached_property
    def _by_trait(self) -> Mapping[tuple[str, ...], _Dated[Review]]:
        found: dict[tuple[str, ...], _Dated[Review]] = defaultdict(_Dated)
        for review in sorted(self.reviews, key=lambda each: (_last_day(each), each.id)):
            for key in self._kinds(review):
                found[key].add(_last_day(review), review)
        return found

    def earlier_alike(self, review: Review) -> tuple[tuple[Review, tuple[str, ...]], ...]:
        """Earlier reviews with the same site and defect, or the same equipment, hazard and defect.

        With the defects shared; most alike first. Equipment alone is too broad a word (`software`, `structure`), and
        defects of the organisation are shared by most cases: they say what organisations are like, not that this happened
        before. A combination that much of the library has says nothing either.

        Of each trait and defect the latest `MOST_EARLIER` are looked at.
        """
        began = day_bounds(review.event.date)[0]
        shared: dict[str, set[str]] = defaultdict(set)
        by_id: dict[str, Review] = {}
        for key in self._kinds(review):
            held = self._by_trait.get(key)
            if held is None or (key[1] != "site" and len(held.things) > self._commonplace):
                continue
            for other in held.before(began, MOST_EARLIER):
                shared[other.id].add(key[-1])
                by_id[other.id] = other
        order = sorted(by_id, key=lambda name: (-len(shared[name]), name))
        return tuple((by_id[name], tuple(sorted(shared[name]))) for name in order)

    @cached_property
    def _commonplace(self) -> float:
        """Reviews above which what they share says nothing of any two of them."""
        return max(FEW, COMMONPLACE * len(self.reviews))

    def _kinds(self, review: Review) -> Iterator[tuple[str, ...]]:
        """What a review is compared by, the defect last."""
        for trait in traits(review):
            for defect in self.defects.get(review.id, ()):
                if trait[0] == "site" or not defect.startswith("O-"):
                    yield (*world(review), *trait, defect)

    @cached_property
    def _by_defect(self) -> Mapping[tuple[str, ...], _Dated[CasedLesson]]:
        dated = [
            (day_bounds(each.lesson.published)[1], each)
            for each in self.library.cased_lessons()
            if each.lesson.published
        ]
        codes = {
            review.id: {placed.id: placed.event.defect for placed in review.fault_tree.placed()}
            for review in self.reviews
        }
        found: dict[tuple[str, ...], _Dated[CasedLesson]] = defaultdict(_Dated)
        for day, each in sorted(dated, key=lambda pair: (pair[0], pair[1].address)):
            taught_by = {code for name in each.lesson.because for code in codes[each.review.id].get(name, ())}
            for code in taught_by:
                found[(*world(each.review), code)].add(day, each)
        return found

    def _lessons_before(self, review: Review, defects: frozenset[str]) -> Iterator[CasedLesson]:
        began = day_bounds(review.event.date)[0]
        for code in sorted(defects):
            held = self._by_defect.get((*world(review), code))
            for each in held.before(began, MOST_EARLIER) if held is not None else ():
                if each.review.id != review.id and matched(each.lesson.applies_to, review) is not None:
                    yield each

    def missed(self, review: Review) -> tuple[MissedLesson, ...]:
        """Lessons of earlier reviews that would have broken a path of this one; the longest known first.

        Looked at are lessons taught by a defect of a path that happened, of each defect the latest, and those of reviews
        in which an author sees the same cause.
        """
        later = self._case(review)
        by_id = {each.id: each for each in later_events(later)}
        defects = frozenset(code for event in by_id.values() for code in event.event.defect)
        found = {each.address: each for each in self._lessons_before(review, defects)}
        for name in by_id:
            for address in self._same.get(f"{review.id}#{name}", ()):
                other = self._by_id.get(address.partition("#")[0])
                if other is not None and earlier(other, review):
                    found.update((each.address, each) for each in (CasedLesson(other, one) for one in other.lessons))
        missed = (
            one
            for each in found.values()
            if known_before(each.lesson.published, review)
            for one in missed_of(self._case(each.review), each.lesson, later, self._same)
        )
        return tuple(sorted(missed, key=lambda each: (-each.days, each.lesson, each.event)))

    def _case(self, review: Review) -> KnownCase:
        return KnownCase(review, self.trees[review.id], self.findings[review.id])

    @cached_property
    def _same(self) -> Mapping[str, frozenset[str]]:
        return linked_causes(self.reviews)

    @cached_property
    def _by_id(self) -> Mapping[str, Review]:
        return {review.id: review for review in self.reviews}

    @cached_property
    def recurrences(self) -> Mapping[str, tuple[tuple[Review, str], ...]]:
        """For `review#EVENT` the later reviews in which the same cause acted, with its id there."""
        found: dict[str, list[tuple[Review, str]]] = defaultdict(list)
        for review in self.reviews:
            for placed in review.fault_tree.placed():
                for address in placed.event.see:
                    other = self._by_id.get(address.partition("#")[0])
                    acted = placed.event.gate is not None or placed.event.status in ("confirmed", "likely")
                    if other is not None and acted and earlier(other, review):
                        found[address].append((review, placed.id))
        return {address: tuple(later) for address, later in found.items()}

    @cached_property
    def gathered(self) -> Mapping[str, frozenset[str]]:
        """For `review#L-ID` the general lessons that gather it."""
        found: dict[str, set[str]] = defaultdict(set)
        for name, entry in self.library.lessons.items():
            for address in entry.record.from_:
                found[address].add(name)
        return {address: frozenset(general) for address, general in found.items()}

    @cached_property
    def taught(self) -> frozenset[str]:
        """Reviews that a course uses."""
        return frozenset(
            case.review
            for entry in self.library.courses.values()
            if entry.record.withdrawn is None
            for module in entry.record.modules
            for case in module.cases
        )

    @cached_property
    def duplicates(self) -> Mapping[str, tuple[str, ...]]:
        """For a lesson the earlier ones that say nearly the same and that no general lesson gathers with it.

        Prefix filtering (Chaudhuri, Ganti and Kaushik, 2006): two sets that share 80 per cent share one of their rarest
        tokens, so only lessons that do are compared.
        """
        texts = {each.address: tokens(each.lesson.lesson) for each in self.library.cased_lessons()}
        real = {each.address: each.review.kind != "exercise" for each in self.library.cased_lessons()}
        order = sorted(self.library.cased_lessons(), key=lambda each: (each.review.event.date, each.address))
        often = Counter(token for text in texts.values() for token in text)
        holders: dict[str, list[str]] = defaultdict(list)
        found: dict[str, tuple[str, ...]] = {}
        for each in order:
            text = texts[each.address]
            if len(text) < FEWEST_TOKENS:
                continue
            rarest = sorted(text, key=lambda token: (often[token], token))
            prefix = rarest[: len(rarest) - int(ALIKE * len(rarest)) + 1]
            rivals = sorted({rival for token in prefix for rival in holders[token]})
            alike = tuple(
                rival
                for rival in rivals
                if likeness(text, texts[rival]) >= ALIKE
                and real[rival] == real[each.address]
                and not self.gathered.get(rival, frozenset()) & self.gathered.get(each.address, frozenset())
            )
            if alike:
                found[each.address] = alike
            for token in prefix:
                if len(holders[token]) < MOST_RIVALS:
                    holders[token].append(each.address)
        return found


def world(review: Review) -> tuple[str]:
    """Whether a review is real or invented; the two are never compared."""
    return ("invented" if review.kind == "exercise" else "real",)


def _last_day(review: Review) -> dt.date:
    return day_bounds(review.event.date_end or review.event.date)[1]


def traits(review: Review) -> Iterator[tuple[str, ...]]:
    """The site of a review, and each piece of equipment with each hazard."""
    place = review.event.place
    if place is not None and place.site:
        yield "site", " ".join(place.site.casefold().split())
    for code in review.event.equipment:
        for hazard in review.event.hazards or ("",):
            yield "equipment", code, hazard


def later_events(case: KnownCase) -> tuple[Placed, ...]:
    """Events of a case that stand on a path that happened."""
    on_path = case.on_path()
    return tuple(placed for placed in case.review.fault_tree.placed() if placed.id in on_path)
