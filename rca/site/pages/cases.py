"""The list of all cases: sortable and filtered in place, complete without scripts."""

from __future__ import annotations

from collections.abc import Iterator

from rca.site import addresses
from rca.site.context import SiteContext
from rca.site.page import Page


def pages(context: SiteContext) -> Iterator[Page]:
    """The list of cases."""
    path, w = addresses.CASES, context.words
    count = w.n("case", len(context.reviews))
    yield Page(
        path=path,
        title=w("cases.title"),
        body=context.render("cases.html", path, reviews=context.reviews),
        description=w("cases.lede", cases=count),
        contents=False,
    )
