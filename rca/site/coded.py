"""What stands under each code of a hub: cases, causes, lessons and actions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar

from rca.records.lesson import AppliesTo
from rca.records.review import Review
from rca.records.taxonomy import Term
from rca.records.tree import Placed
from rca.site import addresses, register
from rca.site.context import SiteContext
from rca.site.register import ActionRow, LessonRow

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CauseRow:
    """An event of a tree that carries a kind, a defect or a depth."""

    review: Review
    placed: Placed
    status: str
    """Derived for a gate, stated for a leaf."""

    @property
    def address(self) -> str:
        """Where it stands on its case's page."""
        return addresses.event(self.review.id, self.placed.id)

    @property
    def held(self) -> bool:
        """Whether it is taken to be true."""
        return self.status in ("confirmed", "likely")


@dataclass(frozen=True, slots=True)
class Hub:
    """One code with everything that stands under it or under a code below it."""

    taxonomy: str
    term: Term
    path: str
    parents: tuple[Term, ...]
    """From the top of the list down, without the term itself."""
    children: tuple[tuple[Term, int], ...]
    """Codes right below that are in use, each with its number of cases."""
    cases: tuple[Review, ...]
    causes: tuple[CauseRow, ...]
    defects: tuple[tuple[str, int], ...]
    """Defect codes of the causes by number of cases, most frequent first."""
    lessons: tuple[LessonRow, ...]
    actions: tuple[ActionRow, ...]


class Coded:
    """All hubs of a site. Everything is sorted under its codes once, so the cost is linear in cases and lessons."""

    def __init__(self, context: SiteContext) -> None:
        self.context = context
        self._hubs: dict[str, tuple[Hub, ...]] = {}

    @cached_property
    def causes(self) -> tuple[CauseRow, ...]:
        """Every coded event of every published case, newest case first, in the order written."""
        return tuple(row for review in self.context.reviews for row in causes_of(self.context, review))

    @cached_property
    def causes_by_case(self) -> Mapping[str, tuple[CauseRow, ...]]:
        """The same by review."""
        return _grouped(self.causes, lambda row: (row.review.id,))

    @cached_property
    def lessons(self) -> tuple[LessonRow, ...]:
        """General lessons, then lessons of cases."""
        return register.lessons(self.context)

    @cached_property
    def actions(self) -> tuple[ActionRow, ...]:
        """Every action of every published case."""
        return register.actions(self.context)

    @cached_property
    def _actions_by_case(self) -> Mapping[str, tuple[ActionRow, ...]]:
        return _grouped(self.actions, lambda row: (row.review.id,))

    @cached_property
    def _defects(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Defect codes of every event, by review and event."""
        return {(row.review.id, row.placed.id): row.placed.event.defect for row in self.causes}

    def case_codes(self, taxonomy: str, review: Review) -> tuple[str, ...]:
        """Codes of a list that a review carries; for defects, those of its tree."""
        event = review.event
        if taxonomy == "defect":
            return tuple(code for row in self.causes_by_case.get(review.id, ()) for code in row.placed.event.defect)
        return {"industry": event.industry, "hazard": event.hazards, "equipment": event.equipment}[taxonomy]

    def lesson_codes(self, taxonomy: str, row: LessonRow) -> tuple[str, ...]:
        """Codes of a list under which a lesson is found; for defects, those of the events that teach it."""
        if taxonomy != "defect":
            return applies(row.applies_to)[taxonomy]
        if row.general is not None:
            return row.general.defect
        because = row.own.because if row.own else ()
        found = (code for name in because for code in self._defects.get((row.cases[0].id, name), ()))
        return tuple(dict.fromkeys(found))

    def hubs(self, taxonomy: str) -> tuple[Hub, ...]:
        """The hub of every code of a list that is in use, in the order of the list."""
        if taxonomy not in self._hubs:
            self._hubs[taxonomy] = tuple(self._made(taxonomy))
        return self._hubs[taxonomy]

    def _made(self, taxonomy: str) -> Iterator[Hub]:
        listed = self.context.library.taxonomies.get(taxonomy)
        if listed is None:
            return
        by_code = {term.code: term for term in listed.terms}
        above = {code: (code, *(parent.code for parent in _parents(term, by_code))) for code, term in by_code.items()}

        def up(codes: Iterable[str]) -> frozenset[str]:
            return frozenset(each for code in codes for each in above.get(code, ()))

        cases = _grouped(self.context.reviews, lambda review: up(self.case_codes(taxonomy, review)))
        lessons = _grouped(self.lessons, lambda row: up(self.lesson_codes(taxonomy, row)))
        causes: Mapping[str, tuple[CauseRow, ...]] = {}
        actions: Mapping[str, tuple[ActionRow, ...]] = {}
        if taxonomy == "defect":
            causes = _grouped(self.causes, lambda row: up(row.placed.event.defect))
            actions = _grouped(self.actions, lambda row: up(self._broken_defects(row)))
        for code, term in by_code.items():
            under = cases.get(code, ())
            if not under and code not in lessons:
                continue
            own = tuple(row for review in under for row in self.causes_by_case.get(review.id, ()))
            yield Hub(
                taxonomy=taxonomy, term=term, path=addresses.hub(taxonomy, code),
                parents=tuple(reversed(_parents(term, by_code))),
                children=tuple((child, len(cases[child.code])) for child in listed.terms
                               if child.parent == code and child.code in cases),
                cases=under,
                causes=causes.get(code, ()) if taxonomy == "defect" else tuple(
                    row for row in own if row.placed.event.depth == "root"
                ),
                defects=frequent_defects(own),
                lessons=lessons.get(code, ()),
                actions=actions.get(code, ()) if taxonomy == "defect" else tuple(
                    row for review in under for row in self._actions_by_case.get(review.id, ())
                ),
            )  # fmt: skip

    def _broken_defects(self, row: ActionRow) -> Iterator[str]:
        for name in (*row.action.breaks, *row.action.weakens):
            yield from self._defects.get((row.review.id, name), ())


@lru_cache(maxsize=2)
def coded(context: SiteContext) -> Coded:
    """The hubs of a site, made once."""
    return Coded(context)


def _grouped(items: Iterable[T], keys: Callable[[T], Iterable[str]]) -> Mapping[str, tuple[T, ...]]:
    """Items under each of their keys, in the order given."""
    found: dict[str, list[T]] = {}
    for item in items:
        for key in dict.fromkeys(keys(item)):
            found.setdefault(key, []).append(item)
    return {key: tuple(under) for key, under in found.items()}


def applies(found: AppliesTo) -> Mapping[str, tuple[str, ...]]:
    """Where a lesson applies, by the id of the code list."""
    return {
        "industry": found.industry, "hazard": found.hazards, "equipment": found.equipment, "operating-mode": found.mode
    }  # fmt: skip


def causes_of(context: SiteContext, review: Review) -> Iterator[CauseRow]:
    """Events of a case that carry a kind, a defect or a depth, in the order written."""
    found = context.findings.get(review.id)
    derived = found.derived_status if found else {}
    for placed in review.fault_tree.placed():
        event = placed.event
        if event.kind or event.defect or event.depth:
            yield CauseRow(review, placed, derived.get(placed.id) or event.status or "open")


def frequent_defects(causes: Iterable[CauseRow]) -> tuple[tuple[str, int], ...]:
    """Defect codes by the number of cases in which a confirmed or likely cause carries them, then by code."""
    found = {(code, row.review.id) for row in causes if row.held for code in row.placed.event.defect}
    counted = Counter(code for code, _ in found)
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def _parents(term: Term, by_code: Mapping[str, Term]) -> list[Term]:
    """Codes above a code, the nearest first; a loop of parents ends where it began."""
    found: list[Term] = []
    above = by_code.get(term.parent or "")
    while above is not None and above not in found:
        found.append(above)
        above = by_code.get(above.parent or "")
    return found
