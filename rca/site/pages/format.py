"""The reference of the format: every field with its type, meaning and an example from the knowledge base."""

from __future__ import annotations

from collections.abc import Iterator

from rca.site import addresses
from rca.site.context import SiteContext
from rca.site.fields import parts
from rca.site.page import Page


def pages(context: SiteContext) -> Iterator[Page]:
    """The page of the format."""
    path, w = addresses.FORMAT, context.words
    found = parts(context.library)
    body = context.render(
        "format.html", path,
        files=tuple(part for part in found if part.file), inner=tuple(part for part in found if not part.file),
    )  # fmt: skip
    yield Page(path=path, title=w("format.title"), body=body, description=w("format.lede"))
