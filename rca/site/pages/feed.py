"""Feeds of lessons, newest first: of all lessons and of each hub, as Atom (RFC 4287) and as JSON Feed 1.1."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from rca.records.when import day_bounds
from rca.site import addresses, register
from rca.site.coded import coded
from rca.site.context import SiteContext
from rca.site.page import Attachment
from rca.site.register import LessonRow

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"
LENGTH = 50
"""Entries in one feed; a reader that looks once a month misses none."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What one feed says, before its form is chosen."""

    path: str
    """Of the Atom file; the other stands beside it."""
    title: str
    key: str
    """What its lasting id is made from."""
    entries: tuple[tuple[str, LessonRow], ...]
    """Dates with lessons, newest first."""


def pages(context: SiteContext) -> Iterator[Attachment]:
    """Every feed in both forms.

    Links are relative to the feed's own address, which readers resolve: the site need not know where it is published.
    Ids do not depend on it, nor on the language.
    """
    hubs = coded(context)
    title = context.words("lessons.title")
    feeds = [Feed(addresses.FEED, title, "lessons", _newest(hubs.lessons))]
    for taxonomy in addresses.HUBS:
        for hub in hubs.hubs(taxonomy):
            name = context.name(taxonomy, hub.term.code)
            path = feed_of(hub.path)
            feeds.append(Feed(path, f"{title}: {name}", f"{taxonomy} {hub.term.code}", _newest(hub.lessons)))
    for feed in feeds:
        yield Attachment(feed.path, _atom(context, feed))
        yield Attachment(feed.path.removesuffix(".xml") + ".json", _json(context, feed))


def feed_of(hub: str) -> str:
    """Where the Atom feed of the hub at an address stands."""
    return hub.removesuffix("index.html") + "feed.xml"


def _newest(rows: Iterable[LessonRow]) -> tuple[tuple[str, LessonRow], ...]:
    dated = [(register.known_since(row) or _happened(row), row) for row in rows]
    dated.sort(key=lambda pair: (pair[0], pair[1].reference), reverse=True)
    return tuple(dated[:LENGTH])


def _atom(context: SiteContext, feed: Feed) -> str:
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": context.language})
    ET.SubElement(root, "title").text = feed.title
    ET.SubElement(root, "id").text = _urn(feed.key)
    ET.SubElement(root, "updated").text = _moment(_last(context, feed.entries))
    ET.SubElement(root, "link", {"rel": "self", "href": "feed.xml"})
    ET.SubElement(root, "link", {"rel": "alternate", "href": "index.html"})
    ET.SubElement(ET.SubElement(root, "author"), "name").text = context.words("feed.author")
    for date, row in feed.entries:
        entry = ET.SubElement(root, "entry", {"xml:lang": row.title.language})
        ET.SubElement(entry, "title").text = row.title.text
        ET.SubElement(entry, "id").text = _urn(row.reference)
        ET.SubElement(entry, "updated").text = _moment(date)
        ET.SubElement(entry, "link", {"rel": "alternate", "href": addresses.relative(feed.path, row.address)})
        ET.SubElement(entry, "category", {"term": row.kind})
        ET.SubElement(entry, "summary").text = (row.ask or row.lesson).text
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _json(context: SiteContext, feed: Feed) -> str:
    items = [
        {
            "id": _urn(row.reference),
            "url": addresses.relative(feed.path, row.address),
            "title": row.title.text,
            "content_text": (row.ask or row.lesson).text,
            "date_published": _moment(date),
            "language": row.title.language,
            "tags": [row.kind],
        }
        for date, row in feed.entries
    ]
    said = {
        "version": JSON_FEED, "title": feed.title, "language": context.language, "home_page_url": "index.html",
        "feed_url": "feed.json", "authors": [{"name": context.words("feed.author")}], "items": items,
    }  # fmt: skip
    # a reader that takes the file for a page must find no tag in it
    return json.dumps(said, ensure_ascii=False, indent=1).replace("<", "\\u003c") + "\n"


def _last(context: SiteContext, entries: Sequence[tuple[str, LessonRow]]) -> str:
    return entries[0][0] if entries else context.as_of.isoformat()


def _happened(row: LessonRow) -> str:
    return row.cases[-1].event.date if row.cases else "1970"


def _moment(date: str) -> str:
    return f"{day_bounds(date)[1].isoformat()}T00:00:00Z"


def _urn(name: str) -> str:
    """A lasting id that names no host: `urn:uuid:` made from the name."""
    digest = hashlib.sha256(f"rca lesson {name}".encode()).hexdigest()
    return f"urn:uuid:{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:32]}"
