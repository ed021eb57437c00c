"""All cases on one axis of years, and the same as a list with what came of each."""

from __future__ import annotations

from collections.abc import Iterator

from rca.library.short_name import short_name
from rca.records.review import Review
from rca.records.when import day_bounds
from rca.site import addresses, shown
from rca.site.across.years import Dot, draw_years_of_cases
from rca.site.context import SiteContext
from rca.site.page import Page

STYLES = (f"{addresses.ASSETS}/pictures.css", f"{addresses.ASSETS}/across.css")


def pages(context: SiteContext) -> Iterator[Page]:
    """The timeline of cases. Exercises are left out: they are invented."""
    path, w = addresses.TIMELINE, context.words
    reviews = tuple(review for review in context.reviews if review.kind != "exercise")
    dots = [
        Dot(_year(review), short_name(review).rsplit(" ", 1)[0], shown.gravity(review),
            addresses.linked(context.language, path, addresses.case(review.id)))
        for review in reviews
    ]  # fmt: skip
    picture = draw_years_of_cases(dots, title=w("timeline.title"), about=w("timeline.lede"))
    body = context.render(
        "timeline.html", path, picture=picture, reviews=tuple(reversed(reviews)), gravities=shown.GRAVITIES,
        gravity={review.id: shown.gravity(review) for review in reviews},
        learnt={review.id: len(context.across.missed_before(review.id)) for review in reviews},
        later={review.id: len(context.across.missed_after(review.id)) for review in reviews},
    )  # fmt: skip
    yield Page(
        path=path, title=w("timeline.title"), body=body, description=w("timeline.lede"), styles=STYLES,
        section=addresses.CASES, contents=False,
    )  # fmt: skip


def _year(review: Review) -> float:
    """Year of the event, with the part that had passed; the year alone where dates are kept anonymous."""
    if "dates" in review.review.publication.anonymise:
        return float(review.event.date[:4]) + 0.5
    first = day_bounds(review.event.date)[0]
    return first.year + (first.timetuple().tm_yday - 1) / 365.25
