"""An Atom feed of lessons, newest first (RFC 4287)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from rca.records.when import day_bounds
from rca.site import addresses, register
from rca.site.context import SiteContext
from rca.site.page import Attachment
from rca.site.register import LessonRow

ATOM = "http://www.w3.org/2005/Atom"
LENGTH = 50


def pages(context: SiteContext) -> Iterator[Attachment]:
    """The feed. Links are relative to the feed's own address, which readers resolve; ids do not depend on it."""
    dated = sorted(
        ((register.known_since(row) or _happened(row), row) for row in register.lessons(context)),
        key=lambda pair: (pair[0], pair[1].reference), reverse=True,
    )[:LENGTH]  # fmt: skip
    feed = ET.Element("feed", {"xmlns": ATOM})
    ET.SubElement(feed, "title").text = context.words("lessons.title")
    ET.SubElement(feed, "id").text = _urn("lessons")
    ET.SubElement(feed, "updated").text = _moment(dated[0][0] if dated else context.as_of.isoformat())
    ET.SubElement(feed, "link", {"rel": "self", "href": "feed.xml"})
    ET.SubElement(feed, "link", {"rel": "alternate", "href": "index.html"})
    ET.SubElement(ET.SubElement(feed, "author"), "name").text = context.words("feed.author")
    for date, row in dated:
        entry = ET.SubElement(feed, "entry")
        ET.SubElement(entry, "title").text = row.title
        ET.SubElement(entry, "id").text = _urn(row.reference)
        ET.SubElement(entry, "updated").text = _moment(date)
        ET.SubElement(entry, "link", {"rel": "alternate", "href": addresses.relative(addresses.FEED, row.address)})
        ET.SubElement(entry, "category", {"term": row.kind})
        ET.SubElement(entry, "summary").text = row.ask or row.lesson
    ET.indent(feed)
    text = ET.tostring(feed, encoding="unicode", xml_declaration=False)
    yield Attachment(addresses.FEED, f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n')


def _happened(row: LessonRow) -> str:
    return row.cases[-1].event.date if row.cases else "1970"


def _moment(date: str) -> str:
    return f"{day_bounds(date)[1].isoformat()}T00:00:00Z"


def _urn(name: str) -> str:
    """A lasting id that names no host: `urn:uuid:` made from the name."""
    digest = hashlib.sha256(f"rca lesson {name}".encode()).hexdigest()
    return f"urn:uuid:{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:32]}"
