"""What falls due: overdue actions, effect checks, look-backs and anniversaries, and the same as a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rca.analysis.clocks import Due, due_items
from rca.analysis.due_calendar import as_ics
from rca.records.review import Review
from rca.site import addresses
from rca.site.context import SiteContext
from rca.site.page import Attachment, Page
from rca.site.translated import Said, title

AHEAD = 365
"""Days in which an anniversary is told; every case has one a year."""


@dataclass(frozen=True, slots=True)
class Row:
    """Something that falls due, with its case, where it is told, and its words."""

    due: Due
    review: Review
    address: str
    lead: str
    """In the words of the page; empty for an action and its measure, which the author words."""
    what: Said


def pages(context: SiteContext) -> Iterator[Page | Attachment]:
    """The page of clocks and its calendar."""
    path, w = addresses.DUE, context.words
    reviews = {review.id: review for review in context.reviews}
    found = due_items(context.reviews, context.findings, context.as_of, anniversaries_within=AHEAD)
    rows = tuple(_row(context, reviews[item.review], item) for item in found)
    dated = tuple(row for row in rows if row.due.day is not None)
    body = context.render(
        "due.html", path,
        late=tuple(row for row in dated if row.due.overdue and row.due.kind == "action"),
        ahead=tuple(sorted((row for row in dated if row.due.kind == "action" and not row.due.overdue),
                           key=lambda row: (-row.due.days, row.review.id, row.due.id))),
        checks=tuple(row for row in dated if row.due.kind == "effect-check"),
        look_backs=tuple(row for row in dated if row.due.kind == "look-back"),
        anniversaries=tuple(sorted((row for row in dated if row.due.kind == "anniversary"),
                                   key=lambda row: -row.due.days)),
        undated=tuple(row for row in rows if row.due.day is None),
    )  # fmt: skip
    yield Page(path=path, title=w("due.title"), body=body, description=w("due.lede"), section=addresses.ACTIONS)
    spoken = [replace(row.due, what=f"{row.lead} {row.what.text}".strip()) for row in dated]
    yield Attachment(addresses.CALENDAR, as_ics(spoken, context.as_of, context.language))


def _row(context: SiteContext, review: Review, due: Due) -> Row:
    w, case = context.words, addresses.case(review.id)
    if due.kind == "look-back":
        return Row(due, review, case, w("due.look_back.of"), title(review, context.language))
    if due.kind == "anniversary" and due.day is not None:
        years = due.day.year - int(review.event.date[:4])
        return Row(
            due, review, case, w("due.years_ago", years=w.n("year", years)), title(review, context.language)
        )  # fmt: skip
    return Row(due, review, addresses.action(review.id, due.id), "", Said(due.what, review.review.language))
