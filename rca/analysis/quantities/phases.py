"""Means over the phases of an alignment, each by its share of the time."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rca.analysis.measures import Importance, Interval
from rca.graph.alignment import Alignment, Phase

if TYPE_CHECKING:
    from rca.analysis.model_findings import InState, ModelFindings
    from rca.analysis.quantities.outcome import Followed

NOTHING = 1e-12
"""Share of the top's probability below which what is left without an event is rounding."""


class InPhase(NamedTuple):
    """What a model says in a phase."""

    phase: Phase
    hours: float
    """The phase's share of the mission time: its `system-mission-time`."""
    found: InState


@dataclass(frozen=True, slots=True)
class MeanTop:
    """A top at a random time of the alignment; None where some phase leaves the number open."""

    top: str
    probability: Interval | None
    rare_event: float | None
    upper_bound: float | None
    chances: Mapping[str, float]
    """Of each basic event that has the same in every phase."""
    importance: Mapping[str, Importance]


@dataclass(frozen=True, slots=True)
class Aligned:
    """An alignment: its phases, and their means."""

    alignment: Alignment
    phases: tuple[InPhase, ...]
    tops: tuple[MeanTop, ...]
    trees: Followed | None


def aligned(alignment: Alignment, phases: Sequence[InPhase]) -> Aligned:
    """The phases with their means, exact where each of them is. Fractions that add up to nearly 1 count as shares of their sum."""
    total = math.fsum(each.phase.time_fraction for each in phases)
    shares = [each.phase.time_fraction / total for each in phases]
    tops = tuple(mean_top(own, shares) for own in zip(*(each.found.tops for each in phases), strict=True))
    trees = [each.found.trees for each in phases if each.found.trees is not None]
    if not trees:
        return Aligned(alignment, tuple(phases), tops, None)
    from rca.analysis.quantities.phase_sequences import mean_trees

    return Aligned(alignment, tuple(phases), tops, mean_trees(trees, shares))


def mean_top(found: Sequence[ModelFindings], shares: Sequence[float]) -> MeanTop:
    """The mean of a top over its findings in each phase, and the importance of events at a random time.

    Probabilities of the top, of it with an event certain, and of it with the event impossible are means; the measures follow
    from these by their definitions (`measures.Importance`), Fussell–Vesely from the mean probability that a cut set with the
    event occurs, for a coherent top.
    """
    first = found[0]
    probability = mean_interval([each.probability for each in found], shares)
    chances = {name: own for name, own in first.chances.items() if all(each.chances.get(name) == own for each in found)}
    known = probability is not None and probability.value is not None
    return MeanTop(
        first.top,
        probability,
        _sum([each.rare_event for each in found], shares),
        _sum([each.upper_bound for each in found], shares),
        chances,
        {name: _importance(found, shares, name) for name in first.importance} if known else {},
    )


def mean_interval(parts: Iterable[Interval | None], shares: Sequence[float]) -> Interval | None:
    """Of each end; None where a part is unknown."""
    whole = list(parts)
    known = [each for each in whole if each is not None]
    if len(known) < len(whole):
        return None
    lower = _mean([each.lower for each in known], shares)
    exact = all(each.value is not None for each in known)
    return Interval(lower, lower if exact else _mean([each.upper for each in known], shares))


def _mean(values: Sequence[float], shares: Sequence[float]) -> float:
    if min(values) == max(values):
        return values[0]
    return math.fsum(share * value for share, value in zip(shares, values, strict=True))


def _sum(values: Sequence[float | None], shares: Sequence[float]) -> float | None:
    known = [each for each in values if each is not None]
    return _mean(known, shares) if len(known) == len(values) else None


def _importance(found: Sequence[ModelFindings], shares: Sequence[float], name: str) -> Importance:
    """Importance of an event at a random time, whose slope and probability are known in every phase."""
    certain: list[float] = []
    without: list[float] = []
    critical: list[float] = []
    slopes: list[float] = []
    tops: list[float] = []
    for each in found:
        own, chance = each.importance[name], each.chances.get(name)
        if own.birnbaum is None or chance is None or each.probability is None:
            return Importance(None, None, None, None, None)
        top = each.probability.lower
        tops.append(top)
        slopes.append(own.birnbaum)
        critical.append(own.birnbaum * chance)
        certain.append(top + (1 - chance) * own.birnbaum)
        left = top - chance * own.birnbaum if own.rrw is None else top / own.rrw
        without.append(left if abs(left) > NOTHING * top else 0.0)
    whole, none = _mean(tops, shares), _mean(without, shares)
    if whole == 0:
        return Importance(_mean(slopes, shares), None, None, None, None)
    bounds = _vesely(found, shares, name, tops)
    return Importance(
        _mean(slopes, shares),
        _mean(critical, shares) / whole,
        None if bounds is None else bounds.value,
        _mean(certain, shares) / whole,
        whole / none if none > 0 else None,
        bounds,
    )


def _vesely(
    found: Sequence[ModelFindings], shares: Sequence[float], name: str, tops: Sequence[float]
) -> Interval | None:
    """Fussell–Vesely importance: the mean probability that a minimal cut set with the event occurs, over that of the top."""
    if not all(each.coherent for each in found):
        return None
    own = [
        Interval(0.0, 0.0) if top == 0 else each.importance[name].fussell_vesely_bounds
        for each, top in zip(found, tops, strict=True)
    ]
    occurs = [None if each is None else Interval(each.lower * top, each.upper * top)
              for each, top in zip(own, tops, strict=True)]  # fmt: skip
    mean, whole = mean_interval(occurs, shares), _mean(tops, shares)
    return None if mean is None else Interval(mean.lower / whole, mean.upper / whole)
