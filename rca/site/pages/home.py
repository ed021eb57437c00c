"""The first page: what is open before the next accident, the newest lessons, the four complaints, three doors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rca.records.review import Review
from rca.site import addresses, register, shown
from rca.site.coded import Coded, coded
from rca.site.context import SiteContext
from rca.site.page import Page
from rca.site.register import LessonRow
from rca.site.summary import spreads

VERDICTS = ("explained", "explained-likely", "explained-if-open", "not-yet", "contradicted")
CARDS = 3
INDUSTRIES = 8


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A count of what is open, with the place where it is listed."""

    key: str
    count: int
    address: str


def pages(context: SiteContext) -> Iterator[Page]:
    """The home page."""
    path = addresses.HOME
    real = tuple(review for review in context.reviews if review.kind != "exercise")
    hubs = coded(context)
    general = tuple(row for row in hubs.lessons if row.general)
    single = tuple(row for row in hubs.lessons if row.own)
    body = context.render(
        "home.html", path,
        reviews=context.reviews,
        real=real,
        open_items=tuple(open_items(context)),
        tries=tries(context, hubs),
        newest=newest(general, single),
        lessons=(*general, *single),
        spreads=spreads(context, real),
        harms=[(context.words(name), None, count) for name, count in by_harm(real)],
        industries=by_industry(context, hubs),
        verdicts=by_verdict(context, real),
        courses=tuple(
            entry.record for entry in context.library.courses.values()
            if entry.record.withdrawn is None and entry.record.status != "retired"
        ),
    )  # fmt: skip
    yield Page(path=path, title=context.words("home"), body=body, contents=False,
               description=context.words("home.title"))  # fmt: skip


def open_items(context: SiteContext) -> Iterator[OpenItem]:
    """What stands open before the next accident, each with the list that shows it."""
    unbroken = sum(len(context.findings[review.id].unbroken_cut_sets) for review in context.reviews
                   if review.id in context.findings)  # fmt: skip
    overdue = sum(row.overdue > 0 for row in coded(context).actions)
    unchecked = sum(row.evidence.checked is False for row in register.evidence(context))
    recurred = sum(bool(register.came_back(row)) for row in coded(context).lessons)
    yield OpenItem("unbroken", unbroken, f"{addresses.ACTIONS}#unbroken")
    yield OpenItem("overdue", overdue, f"{addresses.ACTIONS}#overdue")
    yield OpenItem("unchecked", unchecked, f"{addresses.EVIDENCE}#unchecked")
    yield OpenItem("recurred", recurred, addresses.LESSONS)


def newest(general: tuple[LessonRow, ...], single: tuple[LessonRow, ...]) -> tuple[LessonRow, ...]:
    """Lessons for the cards: general ones by their newest case first, then those of the newest real cases, one a case."""
    recent = sorted(
        general, key=lambda row: (row.published, row.cases[-1].event.date if row.cases else ""), reverse=True
    )
    found = list(recent[:CARDS])
    seen: set[str] = set()
    for row in single:
        if len(found) == CARDS:
            break
        if row.cases[0].id not in seen and row.ask and row.cases[0].kind != "exercise":
            seen.add(row.cases[0].id)
            found.append(row)
    return tuple(found)


def tries(context: SiteContext, found_by: Coded) -> tuple[str, ...]:
    """Words to try, each of which finds something: frequent equipment, hazards and a defect of these cases."""
    found: list[str] = []
    for taxonomy, wanted in (("equipment", 2), ("hazard", 1), ("defect", 1)):
        hubs = sorted(found_by.hubs(taxonomy), key=lambda hub: (-len(hub.cases), hub.term.code))
        named = [
            context.name(taxonomy, hub.term.code)
            for hub in hubs
            if hub.cases and (hub.term.parent or taxonomy != "defect")
        ]
        found.extend(name.partition(",")[0].lower() for name in named[:wanted])
    return tuple(dict.fromkeys(found))


def by_harm(reviews: tuple[Review, ...]) -> list[tuple[str, int]]:
    """Counts by gravity, the gravest first, with the key of its words; rows that count nothing are left out."""
    counted = Counter(shown.gravity(review) for review in reviews)
    return [(f"gravity.{name}", counted[name]) for name in shown.GRAVITIES if counted[name]]


def by_industry(context: SiteContext, found_by: Coded) -> list[tuple[str, str, int]]:
    """Industries at the finest code that a case names, most cases first."""
    rows = [
        (context.name("industry", hub.term.code), hub.path, len(hub.cases))
        for hub in found_by.hubs("industry")
        if any(hub.term.code in review.event.industry for review in hub.cases)
    ]
    return sorted(rows, key=lambda row: (-row[2], row[0]))[:INDUSTRIES]


def by_verdict(context: SiteContext, reviews: tuple[Review, ...]) -> list[tuple[str, int]]:
    """Counts by verdict, in the order from explained to contradicted."""
    counted: Counter[str] = Counter(
        context.findings[review.id].verdict for review in reviews if review.id in context.findings
    )
    return [(verdict, counted[verdict]) for verdict in VERDICTS]
