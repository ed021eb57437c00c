"""How reviews stand to each other: which came first, which causes are the same by their authors' word, what applies where."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from rca.records.lesson import AppliesTo
from rca.records.review import Review
from rca.records.when import day_bounds


def earlier(first: Review, second: Review) -> bool:
    """Whether the first review's event was certainly over before the second's began, both invented or both real."""
    if (first.kind == "exercise") != (second.kind == "exercise"):
        return False
    return day_bounds(first.event.date_end or first.event.date)[1] < day_bounds(second.event.date)[0]


def known_before(published: str | None, review: Review) -> bool:
    """Whether what was published on a date could certainly be read before a review's event began."""
    return published is not None and day_bounds(published)[1] < day_bounds(review.event.date)[0]


def days_before(published: str, review: Review) -> int:
    """Days between the last day that a date covers and the first day of a review's event."""
    return (day_bounds(review.event.date)[0] - day_bounds(published)[1]) // dt.timedelta(days=1)


def matched(to: AppliesTo, review: Review) -> tuple[str, ...] | None:
    """Codes of the event for which something was meant; None when it was not meant for it.

    Every list that `to` gives must have a code of the event; a code stands for what is below it (`C` for `C.refining`).
    What gives no list applies to nothing in particular, and so to nothing here.
    """
    event = review.event
    pairs = (
        (to.equipment, event.equipment),
        (to.hazards, event.hazards),
        (to.mode, event.mode),
        (to.industry, event.industry),
    )
    given = [(wanted, there) for wanted, there in pairs if wanted]
    hits = [
        tuple(code for code in there if any(code == each or code.startswith(f"{each}.") for each in wanted))
        for wanted, there in given
    ]
    return tuple(code for hit in hits for code in hit) if given and all(hits) else None


def linked_causes(reviews: Iterable[Review]) -> Mapping[str, frozenset[str]]:
    """For `review#EVENT` the events that authors link to it directly by `see:`, from either side."""
    found: dict[str, set[str]] = defaultdict(set)
    for review in reviews:
        for placed in review.fault_tree.placed():
            for address in placed.event.see:
                found[f"{review.id}#{placed.id}"].add(address)
                found[address].add(f"{review.id}#{placed.id}")
    return {name: frozenset(others) for name, others in found.items()}


def same_causes(reviews: Iterable[Review]) -> Mapping[str, frozenset[str]]:
    """For `review#EVENT` every other event that is the same cause by the authors' `see:`, followed both ways to the end.

    Cost: near linear in the number of links (union by path halving, Tarjan 1975).
    """
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for review in reviews:
        for placed in review.fault_tree.placed():
            for address in placed.event.see:
                parent[root(f"{review.id}#{placed.id}")] = root(address)
    groups: dict[str, set[str]] = defaultdict(set)
    for name in list(parent):
        groups[root(name)].add(name)
    return {name: frozenset(group - {name}) for group in groups.values() for name in group}
