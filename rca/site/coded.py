"""What stands under each code of a hub: cases, causes, lessons and actions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rca.records.lesson import AppliesTo
from rca.records.review import Review
from rca.records.taxonomy import Taxonomy, Term
from rca.records.tree import Placed
from rca.site import addresses, register
from rca.site.context import SiteContext
from rca.site.register import ActionRow, LessonRow


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
    """All hubs of a site. Everything is gathered once; a hub is then a look-up."""

    def __init__(self, context: SiteContext) -> None:
        self.context = context

    @cached_property
    def causes(self) -> tuple[CauseRow, ...]:
        """Every coded event of every published case, newest case first, in the order written."""
        return tuple(row for review in self.context.reviews for row in causes_of(self.context, review))

    @cached_property
    def lessons(self) -> tuple[LessonRow, ...]:
        """General lessons, then lessons of cases."""
        return register.lessons(self.context)

    @cached_property
    def actions(self) -> tuple[ActionRow, ...]:
        """Every action of every published case."""
        return register.actions(self.context)

    def hubs(self, taxonomy: str) -> Iterator[Hub]:
        """The hub of every code of a list that is in use, in the order of the list."""
        listed = self.context.library.taxonomies.get(taxonomy)
        if listed is None:
            return
        below = _descendants(listed)
        by_code = {term.code: term for term in listed.terms}
        used = {code for review in self.context.reviews for code in case_codes(taxonomy, review)}
        used |= {code for row in self.lessons for code in lesson_codes(taxonomy, row)}
        for term in listed.terms:
            codes = below[term.code]
            if codes & used:
                yield self._hub(taxonomy, term, codes, by_code, below)

    def _hub(
        self, taxonomy: str, term: Term, codes: frozenset[str], by_code: Mapping[str, Term],
        below: Mapping[str, frozenset[str]],
    ) -> Hub:  # fmt: skip
        cases = tuple(review for review in self.context.reviews if codes & case_codes(taxonomy, review))
        names = {review.id for review in cases}
        if taxonomy == "defect":
            causes = tuple(row for row in self.causes if codes & set(row.placed.event.defect))
            taught = {(row.review.id, row.placed.id) for row in causes}
            actions = tuple(
                row for row in self.actions
                if any((row.review.id, name) in taught for name in (*row.action.breaks, *row.action.weakens))
            )  # fmt: skip
        else:
            causes = tuple(row for row in self.causes if row.review.id in names and row.placed.event.depth == "root")
            actions = tuple(row for row in self.actions if row.review.id in names)
        children = (
            (child, sum(bool(below[child.code] & case_codes(taxonomy, review)) for review in cases))
            for child in by_code.values()
            if child.parent == term.code
        )
        return Hub(
            taxonomy=taxonomy, term=term, path=addresses.hub(taxonomy, term.code),
            parents=tuple(_parents(term, by_code)),
            children=tuple((child, count) for child, count in children if count),
            cases=cases, causes=causes,
            defects=frequent_defects(row for row in self.causes if row.review.id in names),
            lessons=tuple(row for row in self.lessons if codes & lesson_codes(taxonomy, row)),
            actions=actions,
        )  # fmt: skip


def case_codes(taxonomy: str, review: Review) -> frozenset[str]:
    """Codes of a list that a review carries; for defects, those of its tree."""
    event = review.event
    if taxonomy == "defect":
        return frozenset(code for placed in review.fault_tree.placed() for code in placed.event.defect)
    return frozenset({"industry": event.industry, "hazard": event.hazards, "equipment": event.equipment}[taxonomy])


def lesson_codes(taxonomy: str, row: LessonRow) -> frozenset[str]:
    """Codes of a list under which a lesson is found; for defects, those of the events that teach it."""
    if taxonomy != "defect":
        return frozenset(applies(row.applies_to)[taxonomy])
    if row.general is not None:
        return frozenset(row.general.defect)
    review, because = row.cases[0], set(row.own.because if row.own else ())
    return frozenset(
        code for placed in review.fault_tree.placed() if placed.id in because for code in placed.event.defect
    )


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


def _descendants(taxonomy: Taxonomy) -> dict[str, frozenset[str]]:
    """For every code itself and all codes below it; a loop of parents ends where it began."""
    children: dict[str, list[str]] = {}
    for term in taxonomy.terms:
        if term.parent:
            children.setdefault(term.parent, []).append(term.code)
    found: dict[str, frozenset[str]] = {}
    for term in taxonomy.terms:
        seen: set[str] = set()
        pending = [term.code]
        while pending:
            code = pending.pop()
            if code not in seen:
                seen.add(code)
                pending.extend(children.get(code, ()))
        found[term.code] = frozenset(seen)
    return found


def _parents(term: Term, by_code: Mapping[str, Term]) -> list[Term]:
    found: list[Term] = []
    while term.parent in by_code and by_code[term.parent] not in found:
        term = by_code[term.parent]
        found.insert(0, term)
    return found
