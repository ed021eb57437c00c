"""A hub read as a chapter: what its cases share, what worked, what is still open, what to ask at home."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rca.analysis.across.shared import SharedCause
from rca.records.review import Review
from rca.site import addresses
from rca.site.coded import Hub
from rca.site.context import SiteContext
from rca.site.translated import Said

DEFECT = "defect"


@dataclass(frozen=True, slots=True)
class Told:
    """Something that a case says, with where it says so."""

    review: Review
    what: Said
    address: str
    more: Said | None = None
    """How it came about."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """What stands between the cases of a hub and its lessons."""

    cases: int
    """Real ones; an exercise tells no history."""
    first_year: str
    last_year: str
    deadly: int
    """Cases in which people were killed."""
    shared: tuple[SharedCause, ...]
    """Causes that acted in two of its cases or more."""
    worked: tuple[Told, ...]
    """Barriers that held, and what worked in the response."""
    open_questions: tuple[Told, ...]


def chapter(context: SiteContext, hub: Hub) -> Chapter:
    """The chapter of a hub. For a defect only what guards an event that carries it counts as having worked.

    Cost: linear in the cases of the hub and in the shared causes of the base.
    """
    here = {review.id for review in hub.cases}
    real = tuple(review for review in hub.cases if review.kind != "exercise")
    years = sorted(review.event.date[:4] for review in real)
    carrying = {(row.review.id, row.placed.id) for row in hub.causes} if hub.taxonomy == DEFECT else None
    shared = (
        each
        for each in context.across.shared
        if len(here.intersection(each.reviews)) > 1
        and (carrying is None or any(tuple(name.split("#", 1)) in carrying for name in each.events))
    )
    return Chapter(
        cases=len(real),
        first_year=years[0] if years else "",
        last_year=years[-1] if years else "",
        deadly=sum(_killed(review) for review in real),
        shared=tuple(shared),
        worked=tuple(each for review in hub.cases for each in _worked(review, carrying)),
        open_questions=tuple(
            Told(review, Said(each.text, review.review.language), addresses.case(review.id) + "#open-questions")
            for review in hub.cases
            for each in (review.open_questions if carrying is None else ())
        ),
    )


def _killed(review: Review) -> bool:
    deaths = review.event.harm.deaths if review.event.harm else None
    return isinstance(deaths, int) and deaths > 0


def _worked(review: Review, carrying: set[tuple[str, str]] | None) -> Iterator[Told]:
    language = review.review.language
    for barrier in review.barriers:
        guards = carrying is None or any((review.id, event) in carrying for event in barrier.guards)
        if barrier.state == "worked" and guards:
            place = f"{addresses.case(review.id)}#{addresses.anchor('barrier', barrier.id)}"
            yield Told(
                review, Said(barrier.what, language), place, Said(barrier.how, language) if barrier.how else None
            )
    if carrying is None and review.response is not None:
        for each in review.response.actions:
            if each.worked is True:
                yield Told(review, Said(each.do, language), f"{addresses.case(review.id)}#response")
