"""The search page and its index: a box, facets and hits; lists to browse by where scripts do not run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from rca.search.records import corpus_of
from rca.search.shards import build_shards, to_json
from rca.site import addresses
from rca.site.coded import coded
from rca.site.context import SiteContext
from rca.site.page import Attachment, Page
from rca.site.words import LANGUAGES

MOST = 14
SCRIPTS = tuple(f"{addresses.ASSETS}/{name}.js" for name in ("search-engine", "search", "search-page"))


def pages(context: SiteContext) -> Iterator[Page | Attachment]:
    """The search page, and the shards of the index that its scripts load when somebody searches."""
    yield _page(context)
    if context.language == LANGUAGES[0]:  # one index serves the pages of every language
        yield from _shards(context)


def _page(context: SiteContext) -> Page:
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
    return Page(
        path=path, title=w("search.title"), body=body, contents=False,
        scripts=SCRIPTS, styles=(f"{addresses.ASSETS}/search.css",),
    )  # fmt: skip


def _shards(context: SiteContext) -> Iterator[Attachment]:
    """Each shard as a script: a page that was opened from a disk may load scripts and nothing else.

    The stamp tells shards of one build from those of another that a browser kept.
    """
    shards = build_shards(corpus_of(context.library, context.findings))
    digest = hashlib.sha256()
    for name, text in sorted(shards.items()):
        digest.update(f"{name}{text}".encode())
    stamp = digest.hexdigest()[:12]
    for name, text in shards.items():
        yield Attachment(f"search/data/{name}.js", f"rcaSearch({to_json(stamp)},{to_json(name)},{text})\n")
