"""The glossary: words of the trade, and every code list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rca.records.taxonomy import Taxonomy, Term
from rca.site import addresses
from rca.site.coded import coded
from rca.site.context import SiteContext
from rca.site.page import Page
from rca.site.trade import TRADE

LISTS = ("terms", "kinds", "status", "stages", "roles", "layers", "states", "tasks", "grades", "priority")


@dataclass(frozen=True, slots=True)
class CodeList:
    """A code list, or one of the further lists that it holds."""

    taxonomy: Taxonomy
    name: str
    terms: tuple[Term, ...]


def pages(context: SiteContext) -> Iterator[Page]:
    """The glossary."""
    path, w = addresses.GLOSSARY, context.words
    lists = tuple(
        CodeList(taxonomy, name, getattr(taxonomy, name))
        for _, taxonomy in sorted(context.library.taxonomies.items())
        for name in LISTS
        if getattr(taxonomy, name)
    )
    linked = {
        (taxonomy, code): addresses.hub(taxonomy, code)
        for taxonomy in addresses.HUBS
        for code in (hub.term.code for hub in coded(context).hubs(taxonomy))
    }
    body = context.render("glossary.html", path, trade=TRADE, lists=lists, linked=linked)
    yield Page(path=path, title=w("glossary.title"), body=body, description=w("glossary.lede"))
