"""What the evidence says: truth and status of every event, and from them the verdict on the review."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import get_args

from rca.analysis.findings import Truth, Verdict
from rca.analysis.solving.evaluate import Rails, evaluate
from rca.graph.tree import FaultTree, Node, Status

# The four readings of the evidence, one bit each: who counts as true when only so much is believed.
_BELIEVED: tuple[frozenset[Status], ...] = (
    frozenset(("confirmed",)),
    frozenset(("confirmed", "likely")),
    frozenset(("confirmed", "likely", "possible")),
    frozenset(("confirmed", "likely", "possible", "open")),
)
_CONFIRMED, _LIKELY, _POSSIBLE, _OPEN = (1 << reading for reading in range(len(_BELIEVED)))
_EVERY = (1 << len(_BELIEVED)) - 1
MOST_TRIED = 64
"""So many leaves are tried one by one for leaving out before the sentence names all that are left."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Truth and status of every event, derived upward from the leaves."""

    truth: Mapping[str, Truth]
    status: Mapping[str, Status]
    verdict: Verdict


def status_of(node: Node) -> Status:
    """Status of a leaf; one without a stated status is open."""
    return node.status or "open"


def judge(tree: FaultTree) -> Judgement:
    """Derived truth and status of every event, and the verdict.

    Confirmed and likely leaves are true, refuted ones false, the rest unknown (Kleene 1952). An event is `confirmed`
    when confirmed leaves alone make it true, `likely` when likely ones are needed, `refuted` when it is false,
    `possible` when it is unknown and true once the possible leaves are, `open` otherwise. One pass over the tree.
    """
    found = evaluate(tree, _leaf_rails, _EVERY)
    # Many events and few readings: each reading is told once.
    truths = {rails: _truth(rails, _LIKELY) for rails in set(found.values())}
    statuses = {rails: _status(rails) for rails in truths}
    truth = {name: truths[rails] for name, rails in found.items()}
    status = {name: statuses[rails] for name, rails in found.items()}
    return Judgement(truth, status, _verdict(found[tree.top]))


def needed(tree: FaultTree, believed: Collection[str], doubtful: Collection[str]) -> tuple[str, ...]:
    """A set of `doubtful` leaves that make the top true together with `believed`; none can be left out.

    Leaves are left out one by one where the top stays true (at most `MOST_TRIED`, one pass over the tree each), from
    the last to the first. Refuted leaves and all others are false and unknown as in `judge`.
    """
    kept = list(doubtful)
    if len(kept) > MOST_TRIED:
        return tuple(kept)
    for name in list(reversed(kept)):
        fewer = [other for other in kept if other != name]
        if _holds(tree, {*believed, *fewer}):
            kept = fewer
    return tuple(kept)


def true_part(tree: FaultTree, truth: Mapping[str, Truth], carrying: Collection[str] | None) -> frozenset[str]:
    """Events between the top and the leaves of `carrying` (None: all true leaves) that are all true.

    Empty when the top is not true. A `none_of` that is true ends such a path, since what holds it up did not happen.
    """
    if truth.get(tree.top) is not True:
        return frozenset()
    reached: set[str] = set()
    pending = [tree.top]
    while pending:
        name = pending.pop()
        if name not in reached and truth[name] is True:
            reached.add(name)
            pending.extend(tree.nodes[name].causes)
    kept: set[str] = set()
    for node in tree.bottom_up():
        if node.id not in reached:
            continue
        if node.is_leaf:
            carries = carrying is None or node.id in carrying
        else:
            carries = node.gate == "none_of" or any(cause in kept for cause in node.causes)
        if carries:
            kept.add(node.id)
    return frozenset(kept)


def _leaf_rails(node: Node) -> Rails:
    return _RAILS[status_of(node)]


_RAILS: Mapping[Status, Rails] = {
    status: (
        sum(1 << reading for reading, believed in enumerate(_BELIEVED) if status in believed),
        0 if status == "refuted" else _EVERY,
    )
    for status in get_args(Status)
}


def _holds(tree: FaultTree, believed: Collection[str]) -> bool:
    def rails(node: Node) -> Rails:
        return int(node.id in believed), int(status_of(node) != "refuted")

    return bool(evaluate(tree, rails, 1)[tree.top][0])


def _truth(rails: Rails, reading: int) -> Truth:
    certain, possible = rails
    return True if certain & reading else (None if possible & reading else False)


def _status(rails: Rails) -> Status:
    if _truth(rails, _CONFIRMED) is True:
        return "confirmed"
    truth = _truth(rails, _LIKELY)
    if truth is not None:
        return "likely" if truth else "refuted"
    return "possible" if _truth(rails, _POSSIBLE) is True else "open"


def _verdict(top: Rails) -> Verdict:
    if _truth(top, _CONFIRMED) is True:
        return "explained"
    truth = _truth(top, _LIKELY)
    if truth is not None:
        return "explained-likely" if truth else "contradicted"
    return "explained-if-open" if _truth(top, _OPEN) is True else "not-yet"
