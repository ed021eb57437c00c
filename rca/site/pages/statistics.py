"""What the cases say together: defects, kinds of cause, the four complaints, strength of actions, barriers, paper and field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rca.analysis.across.strengthened import layer_cover
from rca.analysis.findings import Index
from rca.records.review import Review
from rca.site import addresses, register
from rca.site.across import charts
from rca.site.coded import CauseRow, coded, frequent_defects
from rca.site.context import SiteContext
from rca.site.page import Page
from rca.site.summary import COMPLAINTS, Spread, spreads

KINDS = ("technical", "procedural", "organisational", "human", "external", "condition")
STRENGTHS = ("stronger", "intermediate", "weaker", "unknown")
FIELDS = ("seen", "said", "planned", "none")
LAYERS = ("design", "control", "alarm", "trip", "relief", "separation", "response", "management")
STATES = ("worked", "degraded", "failed", "bypassed", "missing", "unknown")
MOST = 40
NOT_HELD = ("degraded", "failed", "bypassed", "missing")
STYLES = (f"{addresses.ASSETS}/pictures.css", f"{addresses.ASSETS}/across.css")


@dataclass(frozen=True, slots=True)
class DefectBar:
    """A defect with the number of cases that have it and the share of all mentions up to it."""

    code: str
    kind: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class HeatColumn:
    """Coded events of one case by kind; `shades` 0–5 say the share within the case."""

    review: Review
    counts: tuple[int, ...]
    shades: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PaperRow:
    """How much of a case's actions is said to be done, and how much was seen."""

    review: Review
    seen: Index
    gap: Index


def pages(context: SiteContext) -> Iterator[Page]:
    """The page of statistics. Exercises are left out: they are invented."""
    path, w = addresses.STATISTICS, context.words
    reviews = tuple(review for review in context.reviews if review.kind != "exercise")
    causes = tuple(row for row in coded(context).causes if row.review.kind != "exercise")
    analysed = [review for review in reviews if review.id in context.findings]
    bars = pareto(causes)
    barriers = by_barrier(reviews)
    strengths = by_strength(context, reviews)
    paper = tuple(paper_rows(context, analysed))
    drawn = [(bar.code, bar.kind, bar.count) for bar in bars]
    trends = {name: charts.trend(context, name, reviews) for name in COMPLAINTS}
    failed = tuple((layer, sum(barriers.get((layer, state), 0) for state in NOT_HELD)) for layer in LAYERS)
    body = context.render(
        "statistics.html", path,
        defects_chart=charts.defects_chart(context, path, drawn),
        defects_narrow=charts.defects_chart(context, path, drawn, narrow=True),
        years=charts.causes_by_year(causes, reviews, KINDS),
        trends=trends,
        trend_years=sorted({point.year for points in trends.values() for point in points}),
        trend_charts={name: charts.trend_chart(context, name, points) for name, points in trends.items()},
        by_industry=by_industry(context, reviews),
        failed_chart=charts.layers_chart(context, sorted(failed, key=lambda row: -row[1])),
        strength_chart=charts.strength_chart(context, {name: strengths.get((name, "all"), 0) for name in STRENGTHS}),
        paper_chart=charts.paper_chart(context, path, known_paper(paper)),
        by_id={review.id: review for review in context.reviews},
        across_layers=context.across.layers,
        cover=layer_cover(context.across.layers),
        reviews=reviews,
        totals=[(kind, sum(row.placed.event.kind == kind for row in causes)) for kind in KINDS],
        defects=bars,
        kinds=KINDS,
        heat=tuple(heat_column(review, coded(context).causes_by_case.get(review.id, ())) for review in reversed(reviews)),
        complaints=COMPLAINTS,
        findings=[(review, context.findings[review.id]) for review in analysed],
        strengths=strengths,
        strength_names=STRENGTHS,
        fields=FIELDS,
        barriers=barriers,
        layers=LAYERS,
        states=STATES,
        paper=paper,
    )  # fmt: skip
    yield Page(path=path, title=w("statistics.title"), body=body, styles=STYLES)


def pareto(causes: Sequence[CauseRow]) -> tuple[DefectBar, ...]:
    """Defects by number of cases, most frequent first, with the running share of all mentions (0..1)."""
    counted = frequent_defects(causes)
    total = sum(count for _, count in counted)
    running, bars = 0, []
    for code, count in counted[:MOST]:
        running += count
        kind = {"T": "technical", "P": "procedural", "O": "organisational"}.get(code[:1], "other")
        bars.append(DefectBar(code, kind, count, running / total))
    return tuple(bars)


def heat_column(review: Review, causes: Sequence[CauseRow]) -> HeatColumn:
    """Counts by kind, and shades: 0 for none, then one for each fifth of the case's events."""
    counted: Counter[str | None] = Counter(row.placed.event.kind for row in causes)
    counts = tuple(counted[kind] for kind in KINDS)
    total = sum(counts) or 1
    return HeatColumn(review, counts, tuple(0 if not n else min(5, 1 + int(5 * n / total)) for n in counts))


def by_strength(context: SiteContext, reviews: Sequence[Review]) -> dict[tuple[str, str], int]:
    """Live actions by strength and by how far they were seen; `all` is their sum."""
    rows = [row for review in reviews for row in register.actions_of(context, review)]
    live = [(row.view.strength_word, row.field) for row in rows if row.view and row.view.live]
    return dict(Counter(live) + Counter((strength, "all") for strength, _ in live))


def by_barrier(reviews: Sequence[Review]) -> dict[tuple[str, str], int]:
    """Barriers by layer and by the state they were in; a barrier without a layer is not counted."""
    return dict(Counter((each.layer, each.state) for review in reviews for each in review.barriers if each.layer))


def by_industry(
    context: SiteContext, reviews: Sequence[Review]
) -> tuple[tuple[str, str, int, tuple[Spread, ...]], ...]:
    """The four complaints of every industry, at the coarsest code, most cases first: code, name, cases, spreads."""
    found: dict[str, list[Review]] = {}
    for review in reviews:
        for code in dict.fromkeys(each.partition(".")[0] for each in review.event.industry):
            found.setdefault(code, []).append(review)
    order = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return tuple((code, context.name("industry", code), len(cases), spreads(context, cases)) for code, cases in order)


def known_paper(rows: Sequence[PaperRow]) -> list[tuple[Review, float, float]]:
    """Cases in which what was seen and what was said are known exactly, with both shares."""
    return [
        (row.review, row.seen.value, min(1.0, row.seen.value + row.gap.value))
        for row in rows
        if row.seen.value is not None and row.gap.value is not None
    ]


def paper_rows(context: SiteContext, reviews: Sequence[Review]) -> Iterator[PaperRow]:
    """Cases with live actions, the widest sure gap first."""
    rows = [
        PaperRow(each, context.findings[each.id].actions_seen, context.findings[each.id].paper_gap) for each in reviews
    ]
    rows = [row for row in rows if row.gap.lower is not None]
    yield from sorted(rows, key=lambda row: (-(row.gap.lower or 0.0), -(row.gap.upper or 0.0), row.review.id))
