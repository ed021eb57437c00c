"""Hubs by industry, hazard, equipment and defect: cases, causes, lessons and actions under each code."""

from __future__ import annotations

from collections.abc import Iterator

from rca.site import addresses
from rca.site.chapter import chapter
from rca.site.coded import coded
from rca.site.context import SiteContext
from rca.site.page import Page
from rca.site.pages.feed import feed_of


def pages(context: SiteContext) -> Iterator[Page]:
    """The list of each code list, and a page for every code in use."""
    w = context.words
    by_id = {review.id: review for review in context.reviews}
    for taxonomy in addresses.HUBS:
        hubs = coded(context).hubs(taxonomy)
        path = addresses.hub(taxonomy)
        title = w("hub.title", what=w(taxonomy).lower())
        body = context.render("hub_list.html", path, taxonomy=taxonomy, title=title, hubs=hubs)
        yield Page(path=path, title=title, body=body, contents=False, section=addresses.CASES)
        for hub in hubs:
            yield Page(
                path=hub.path,
                title=context.name(taxonomy, hub.term.code),
                body=context.render(
                    "hub.html", hub.path, hub=hub, chapter=chapter(context, hub), feed=feed_of(hub.path), by_id=by_id
                ),
                feeds=(feed_of(hub.path), feed_of(hub.path).removesuffix(".xml") + ".json"),
                section=addresses.CASES,
            )
