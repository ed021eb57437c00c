"""Cases for a course: those that serve its goals in the time there is and repeat each other least."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rca.analysis.findings import Findings
from rca.library.model import Library
from rca.records.review import Review

UNSTATED = 45
"""Minutes counted for a case whose author gives none."""
STRONG = 0.6
"""Share of the best match from which a case serves an objective fully; below it serves in part."""
SPARE = 3
"""Further cases that are named when the goals are served."""


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
    """Cases chosen one after another, each the one that adds most to what is served and repeats least.

    Weighted maximum coverage by the greedy choice, which reaches at least 63 per cent of the best (Nemhauser, Wolsey and
    Fisher, 1978). What a case adds: how far it serves goals beyond the cases before it, and a little for new defects;
    what it costs: its likeness to the case before it that is most like it.

    Args:
        library: the cases.
        findings: of the cases; a case without findings is not proposed.
        goals: in words, the most important first.
        serving: for a review's id what goals it serves.
        minutes: that the cases may take together.
    """
    pool = {review.id: review for review in library.published() if serving.get(review.id) and review.id in findings}
    served: dict[str, float] = {}
    chosen: list[Proposal] = []
    taken: list[Review] = []
    left = minutes
    while True:
        fitting = [review for review in pool.values() if minutes_of(review)[0] <= left]
        rated = [(_gain(review, serving, served, taken), review.id) for review in fitting]
        gain, name = max(rated, default=(0.0, ""), key=lambda each: (each[0], each[1]))
        if gain <= 0 or not _advances(serving.get(name, ()), served):
            break
        review = pool.pop(name)
        chosen.append(_proposal(review, serving, served, taken))
        for each in serving[name]:
            served[each.goal] = max(served.get(each.goal, 0), each.strength)
        taken.append(review)
        left -= minutes_of(review)[0]
    rest = sorted(pool.values(), key=lambda review: (-_gain(review, serving, {}, taken), review.id))
    return Suggestion(
        tuple(chosen), tuple(_proposal(review, serving, {}, taken) for review in rest[:SPARE]),
        tuple(goal for goal in goals if goal not in served), minutes - left,
    )  # fmt: skip


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
