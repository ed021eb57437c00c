"""The first page."""

from __future__ import annotations

from collections.abc import Iterator

from rca.site import addresses
from rca.site.context import SiteContext
from rca.site.page import Page


def pages(context: SiteContext) -> Iterator[Page]:
    """The home page."""
    path = addresses.HOME
    yield Page(path=path, title="Home", body=context.render("home.html", path), contents=False)
