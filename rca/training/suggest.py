"""Cases for a course: those that serve its goals in the time there is and repeat each other least."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rca.analysis.findings import Findings
from rca.library.model import Library
from rca.records.review import Review

UNSTATED = 45
"""Minutes counted for a case whose author gives none."""
STRONG = 0.6
"""Share of the best match from which a case serves an objective fully; below it serves in part."""
SPARE = 3
"""Further cases that are named when the goals are served."""
WEIGHED, TOGETHER = 16, 4
"""Cases that are weighed against each other, and how many of them together: some 2,500 sets."""


@dataclass(frozen=True, slots=True)
class Serves:
    """That a case serves a goal, how well and through what."""

    goal: str
    strength: float
    """0..1"""
    through: str
    """The lesson, cause or code, in words."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A case with the reasons for it."""

    review: str
    title: str
    minutes: int
    minutes_stated: bool
    level: str
    serves: tuple[Serves, ...]
    """Goals that it serves and that no case before it served as well."""
    adds: tuple[str, ...]
    """Codes of defects that no case before it has."""
    overlap: float
    """Greatest share of traits that it has in common with a case before it, 0..1 (Jaccard)."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is proposed."""

    chosen: tuple[Proposal, ...]
    spare: tuple[Proposal, ...]
    """Further cases that serve a goal, should there be time."""
    unserved: tuple[str, ...]
    """Goals that no proposed case serves."""
    minutes: int
    """Of the cases chosen."""


def suggest(
    library: Library, findings: Mapping[str, Findings], goals: Sequence[str], serving: Mapping[str, Sequence[Serves]],
    minutes: int,
) -> Suggestion:  # fmt: skip
    """The cases that together serve most in the time there is and repeat each other least.

    Every set of up to `TOGETHER` of the cases that serve the goals best is weighed (budgeted maximum coverage; the
    greedy choice leaves a goal out where its first case takes the time of two). Then cases are added one after another
    while a goal gains by it, for courses with more goals than that.

    Args:
        library: the cases.
        findings: of the cases; a case without findings is not proposed.
        goals: in words, the most important first.
        serving: for a review's id what goals it serves.
        minutes: that the cases may take together.
    """
    pool = {review.id: review for review in library.published() if serving.get(review.id) and review.id in findings}
    taken = list(_best_set(pool, serving, minutes))
    left = minutes - sum(minutes_of(review)[0] for review in taken)
    while (review := _next(pool, serving, taken, left)) is not None:
        taken.append(review)
        left -= minutes_of(review)[0]
    chosen = [_proposal(review, serving, _served(taken[:n], serving), taken[:n]) for n, review in enumerate(taken)]
    served = _served(taken, serving)
    rest = sorted(
        (review for review in pool.values() if review not in taken),
        key=lambda review: (-_gain(review, serving, {}, taken), review.id),
    )
    return Suggestion(
        tuple(chosen), tuple(_proposal(review, serving, {}, taken) for review in rest[:SPARE]),
        tuple(goal for goal in goals if goal not in served), minutes - left,
    )  # fmt: skip


def _best_set(pool: Mapping[str, Review], serving: Mapping[str, Sequence[Serves]], minutes: int) -> tuple[Review, ...]:
    """Of all sets that fit, the one that serves most; in the order in which each adds most."""
    weighed = [review for review in _candidates(pool, serving) if minutes_of(review)[0] <= minutes]
    sets = (
        _in_order(each, serving)
        for size in range(1, TOGETHER + 1)
        for each in combinations(weighed, size)
        if sum(minutes_of(review)[0] for review in each) <= minutes
    )
    return max(sets, key=lambda each: _worth(each, serving), default=())


def _candidates(pool: Mapping[str, Review], serving: Mapping[str, Sequence[Serves]]) -> tuple[Review, ...]:
    """At most `WEIGHED` cases: for every goal in turn the one that serves it best, then the second …"""
    by_goal: dict[str, list[tuple[float, str]]] = {}
    for name in sorted(pool):
        for each in serving[name]:
            by_goal.setdefault(each.goal, []).append((-each.strength, name))
    ranked = [sorted(each) for each in by_goal.values()]
    deepest = max(map(len, ranked), default=0)
    names = dict.fromkeys(each[rank][1] for rank in range(deepest) for each in ranked if rank < len(each))
    return tuple(pool[name] for name in list(names)[:WEIGHED])


def _in_order(reviews: Sequence[Review], serving: Mapping[str, Sequence[Serves]]) -> tuple[Review, ...]:
    left, taken = list(reviews), list[Review]()
    while left:
        served = _served(taken, serving)
        best = max(left, key=lambda review: (_gain(review, serving, served, taken), review.id))
        left.remove(best)
        taken.append(best)
    return tuple(taken)


def _worth(reviews: Sequence[Review], serving: Mapping[str, Sequence[Serves]]) -> tuple[float, ...]:
    """Goals served fully; goals served at all; what each case adds; the fewest minutes."""
    served = _served(reviews, serving)
    gains = (
        _gain(review, serving, _served(reviews[:n], serving), reviews[:n]) - 0.05 for n, review in enumerate(reviews)
    )
    strong = sum(strength >= STRONG for strength in served.values())
    return strong, len(served), round(sum(gains), 6), -sum(minutes_of(review)[0] for review in reviews)


def _next(
    pool: Mapping[str, Review], serving: Mapping[str, Sequence[Serves]], taken: Sequence[Review], left: int
) -> Review | None:
    """The case that adds most in the time left; None when no goal gains by any."""
    served = _served(taken, serving)
    fitting = [
        review
        for review in pool.values()
        if review not in taken and minutes_of(review)[0] <= left and _advances(serving[review.id], served)
    ]
    best = max(fitting, key=lambda review: (_gain(review, serving, served, taken), review.id), default=None)
    return best if best is not None and _gain(best, serving, served, taken) > 0 else None


def _served(reviews: Sequence[Review], serving: Mapping[str, Sequence[Serves]]) -> dict[str, float]:
    """How well each goal is served by the cases together."""
    found: dict[str, float] = {}
    for review in reviews:
        for each in serving[review.id]:
            found[each.goal] = max(found.get(each.goal, 0.0), each.strength)
    return found


def minutes_of(review: Review) -> tuple[int, bool]:
    """Minutes that a case takes, and whether its author said so."""
    stated = review.training.minutes if review.training else None
    return (stated, True) if stated else (UNSTATED, False)


def traits(review: Review) -> frozenset[str]:
    """By what two cases resemble each other: defects, equipment, hazards, mode."""
    defects = (code for placed in review.fault_tree.placed() for code in placed.event.defect)
    return frozenset((*defects, *review.event.equipment, *review.event.hazards, *review.event.mode))


def likeness(first: Review, second: Review) -> float:
    """Share of traits in common, 0..1 (Jaccard)."""
    one, other = traits(first), traits(second)
    return len(one & other) / len(one | other) if one | other else 0.0


def _advances(serves: Iterable[Serves], served: Mapping[str, float]) -> bool:
    """Whether a goal that was not served, or only in part, is served better."""
    return any(each.strength > served.get(each.goal, 0) and served.get(each.goal, 0) < STRONG for each in serves)


def _gain(
    review: Review, serving: Mapping[str, Sequence[Serves]], served: Mapping[str, float], taken: Sequence[Review]
) -> float:
    coverage = sum(max(0.0, each.strength - served.get(each.goal, 0)) for each in serving[review.id])
    overlap = max((likeness(review, other) for other in taken), default=0.0)
    return coverage + 0.02 * len(_new_defects(review, taken)) - 0.5 * overlap


def _new_defects(review: Review, taken: Sequence[Review]) -> tuple[str, ...]:
    known = frozenset[str]().union(*(traits(other) for other in taken))
    return tuple(sorted({code for placed in review.fault_tree.placed() for code in placed.event.defect} - known))


def _proposal(
    review: Review, serving: Mapping[str, Sequence[Serves]], served: Mapping[str, float], taken: Sequence[Review]
) -> Proposal:
    minutes, stated = minutes_of(review)
    better = tuple(each for each in serving[review.id] if each.strength > served.get(each.goal, 0))
    overlap = max((likeness(review, other) for other in taken), default=0.0)
    level = (review.training.level if review.training else "") or ""
    return Proposal(
        review.id, review.title, minutes, stated, level, better, _new_defects(review, taken), round(overlap, 2)
    )
