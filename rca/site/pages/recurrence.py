"""What repeats: the map of recurrence, missed lessons, shared causes, defects that come together, and what one layer would do."""

from __future__ import annotations

from collections.abc import Iterator

from rca.analysis.across.strengthened import layer_cover
from rca.library.short_name import short_name
from rca.records.review import Review
from rca.site import addresses
from rca.site.across.recurrence_map import draw_map, joints
from rca.site.context import SiteContext
from rca.site.page import Page
from rca.site.translated import Said, lesson

STYLES = (f"{addresses.ASSETS}/pictures.css", f"{addresses.ASSETS}/across.css")
COMBINATIONS, PLACES = 16, 16
"""Rows that are shown; the rest repeats them in smaller groups."""


def pages(context: SiteContext) -> Iterator[Page]:
    """The map of recurrence. Exercises are left out: they are invented."""
    path, w, across = addresses.RECURRENCE, context.words, context.across
    reviews = tuple(review for review in context.reviews if review.kind != "exercise")
    shown = {review.id: review for review in reviews}
    found = joints(across, reviews)
    picture = draw_map(
        found,
        {review.id: short_name(review) for review in reversed(reviews)},
        {review.id: addresses.linked(context.language, path, addresses.case(review.id)) for review in reviews},
        title=w("recurrence.map"),
        about=w("recurrence.map.about", cases=w.n("case", len({n for j in found for n in (j.older, j.newer)})),
                causes=len(across.shared), missed=len(across.missed)),
    )  # fmt: skip
    events = {
        f"{review.id}#{placed.id}": Said(placed.event.event, review.review.language)
        for review in reviews
        for placed in review.fault_tree.placed()
    }
    body = context.render(
        "recurrence.html", path,
        picture=picture,
        joints=found,
        by_id=shown,
        missed=sorted(across.missed, key=lambda each: (shown[each.review].event.date, each.lesson)),
        lesson_text=lambda address: _words(context, shown, address),
        events=events,
        shared=across.shared,
        combinations=across.combinations[:COMBINATIONS],
        places=tuple(each for each in across.places if each.beside)[:PLACES],
        ranks=across.ranks,
        layers=across.layers,
        cover=layer_cover(across.layers),
        total=len(reviews),
    )  # fmt: skip
    yield Page(
        path=path, title=w("recurrence.title"), body=body, description=w("recurrence.lede"), styles=STYLES,
        section=addresses.STATISTICS,
    )  # fmt: skip


def _words(context: SiteContext, shown: dict[str, Review], address: str) -> Said:
    case, _, name = address.partition("#")
    review = shown[case]
    return next(lesson(review, each, context.language)[0] for each in review.lessons if each.id == name)
