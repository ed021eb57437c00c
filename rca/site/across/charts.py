"""The charts of the page of statistics, from the same rows that stand in the tables beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rca.analysis.findings import Interval
from rca.library.short_name import short_name
from rca.records.review import Review
from rca.site import addresses
from rca.site.coded import CauseRow
from rca.site.context import SiteContext
from rca.site.pictures.charts import Bar, Dumbbell, Pattern, YearPoint, draw_bars, draw_dumbbells, draw_years
from rca.site.pictures.svg import Picture
from rca.site.summary import quantile

PATTERNS: Mapping[str, Pattern] = {"technical": "solid", "procedural": "slanted", "organisational": "barred"}
FEWEST = 3
"""Cases that a median over the years needs before it is drawn."""
NARROW = 356
"""Pixels that a phone of 390 has for a picture; half a page on a desk has as many."""
SPAN = 5
"""Years in one row of the table of causes by year."""


@dataclass(frozen=True, slots=True)
class YearRow:
    """Causes of the cases of some years, by kind."""

    first: int
    last: int
    cases: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """Bounds of the median of an index over all cases up to a year."""

    year: int
    cases: int
    median: Interval


def defects_chart(
    context: SiteContext, path: str, bars: Sequence[tuple[str, str, int]], *, narrow: bool = False
) -> Picture | None:
    """Pareto of defects (code, kind, cases), with the running share of all mentions; for a phone without the share."""
    return draw_bars(
        [
            Bar(f"{context.name('defect', code)}", count, PATTERNS.get(kind, "plain"),
                addresses.linked(context.language, path, addresses.hub("defect", code)))
            for code, kind, count in bars
        ],
        name="defects-narrow" if narrow else "defects", title=context.words("statistics.defects"),
        chart_width=NARROW if narrow else 860, label_width=300, cumulative=not narrow, stacked=narrow,
    )  # fmt: skip


def causes_by_year(causes: Sequence[CauseRow], reviews: Sequence[Review], kinds: Sequence[str]) -> tuple[YearRow, ...]:
    """Confirmed and likely causes by kind, for every stretch of years that has a case, oldest first."""
    stretch = {review.id: int(review.event.date[:4]) // SPAN * SPAN for review in reviews}
    cases = Counter(stretch.values())
    counted = Counter((stretch[row.review.id], str(row.placed.event.kind)) for row in causes if row.held)
    return tuple(
        YearRow(first, first + SPAN - 1, cases[first], tuple(counted[first, kind] for kind in kinds))
        for first in sorted(cases)
    )


def trend(context: SiteContext, name: str, reviews: Sequence[Review]) -> tuple[Trend, ...]:
    """Bounds of the median over the cases up to each year in which one happened, from the third case on.

    The median of the lower bounds and that of the upper bounds: quantiles grow with each value, so both are exact.
    """
    known = sorted(
        (int(review.event.date[:4]), index.lower, index.upper)
        for review in reviews
        if (found := context.findings.get(review.id))
        and (index := found.indices[name]).lower is not None
        and index.upper is not None
    )
    points = []
    for year in dict.fromkeys(each[0] for each in known):
        until = [each for each in known if each[0] <= year]
        if len(until) >= FEWEST:
            lower = quantile(sorted(each[1] or 0.0 for each in until), 0.5)
            upper = quantile(sorted(each[2] or 0.0 for each in until), 0.5)
            points.append(Trend(year, len(until), Interval(lower, upper)))
    return tuple(points)


def trend_chart(context: SiteContext, name: str, points: Sequence[Trend]) -> Picture | None:
    """The line is what is proven, the band reaches up to what the records leave open."""
    return draw_years(
        [YearPoint(each.year, each.median.lower, each.median.lower, each.median.upper) for each in points],
        name=f"trend-{name}", title=context.words(f"index.{name}"),
    )  # fmt: skip


def layers_chart(context: SiteContext, rows: Sequence[tuple[str, int]]) -> Picture | None:
    """Barriers that did not hold, by layer."""
    bars = [Bar(context.listed("barrier", "layers", layer), count, "slanted") for layer, count in rows]
    return draw_bars(bars, name="layers", title=context.words("statistics.failed"), chart_width=NARROW, label_width=196)


def strength_chart(context: SiteContext, rows: Mapping[str, int]) -> Picture | None:
    """Live actions by strength."""
    bars = [
        Bar(context.words(f"strength.{name}"), count, "solid" if name == "stronger" else "plain")
        for name, count in rows.items()
    ]
    return draw_bars(
        bars, name="strength", title=context.words("statistics.strength"), chart_width=NARROW, label_width=120
    )


def paper_chart(context: SiteContext, path: str, rows: Sequence[tuple[Review, float, float]]) -> Picture | None:
    """From seen to said, for the cases in which both are known exactly."""
    return draw_dumbbells(
        [
            Dumbbell(short_name(review), seen, said,
                     addresses.linked(context.language, path, addresses.case(review.id)))
            for review, seen, said in rows
        ],
        name="paper", title=context.words("statistics.paper"), chart_width=NARROW, label_width=144,
    )  # fmt: skip
