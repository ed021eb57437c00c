"""The four complaints over several cases: bounds of the median and of the middle half, and the case furthest from good."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rca.analysis.findings import Index, Interval
from rca.records.review import Review
from rca.site.context import SiteContext

COMPLAINTS = ("prevention", "guarantee", "implementation", "reflection")


@dataclass(frozen=True, slots=True)
class Spread:
    """One index over several cases. Quantiles grow with every value, so bounds of the values give exact bounds."""

    name: str
    cases: int
    """How many cases have the index."""
    known: int
    """How many of them know it exactly."""
    median: Interval | None
    middle_half: Interval | None
    """From the lower bound of the first quartile to the upper bound of the third."""
    furthest: Review | None
    """The case that falls furthest short for sure: the lowest upper bound, then the lowest lower one. None when every
    upper bound is 1: then no record shows a case to fall short."""
    furthest_index: Index | None


def spreads(context: SiteContext, reviews: Iterable[Review]) -> tuple[Spread, ...]:
    """The four complaints over these cases, in their order."""
    shown = tuple(review for review in reviews if review.id in context.findings)
    return tuple(_spread(context, name, shown) for name in COMPLAINTS)


def _spread(context: SiteContext, name: str, reviews: Sequence[Review]) -> Spread:
    having = [(review, context.findings[review.id].indices[name]) for review in reviews]
    having = [(review, index) for review, index in having if index.lower is not None]
    if not having:
        return Spread(name, 0, 0, None, None, None, None)
    lowers = sorted(index.lower for _, index in having if index.lower is not None)
    uppers = sorted(index.upper for _, index in having if index.upper is not None)
    furthest, worst = min(having, key=lambda pair: (pair[1].upper or 0.0, pair[1].lower or 0.0, pair[0].id))
    short = worst.upper is not None and worst.upper < 1.0
    return Spread(
        name=name,
        cases=len(having),
        known=sum(index.value is not None for _, index in having),
        median=Interval(quantile(lowers, 0.5), quantile(uppers, 0.5)),
        middle_half=Interval(quantile(lowers, 0.25), quantile(uppers, 0.75)),
        furthest=furthest if short else None,
        furthest_index=worst if short else None,
    )


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which `share` (0..1) of the sorted values lie, straight between neighbours (Hyndman and Fan, type 7).

    >>> quantile((0.0, 1.0, 2.0), 0.5)
    1.0
    """
    place = (len(ordered) - 1) * share
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
