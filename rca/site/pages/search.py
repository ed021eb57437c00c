"""The search page: a box, and lists to browse by where scripts do not run."""

from __future__ import annotations

from collections.abc import Iterator

from rca.site import addresses
from rca.site.coded import coded
from rca.site.context import SiteContext
from rca.site.page import Page

MOST = 14


def pages(context: SiteContext) -> Iterator[Page]:
    """The search page."""
    path, w = addresses.SEARCH, context.words
    browse = []
    for taxonomy in addresses.HUBS:
        hubs = sorted(
            (hub for hub in coded(context).hubs(taxonomy) if hub.cases),
            key=lambda hub: (-len(hub.cases), hub.term.code),
        )
        browse.append(
            (taxonomy, [(context.name(taxonomy, hub.term.code), hub.path, len(hub.cases)) for hub in hubs[:MOST]])
        )
    body = context.render("search.html", path, browse=browse)
    yield Page(path=path, title=w("search.title"), body=body, contents=False)
