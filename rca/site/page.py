"""What the site is made of: finished pages and the files beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape

from markupsafe import Markup

from rca.site.addresses import in_language
from rca.site.words import Language

_HEADING = re.compile(r"<h([23])\b([^>]*)>(.*?)</h\1>", re.DOTALL)
_ID = re.compile(r'\bid="([^"]+)"')
_TAG = re.compile(r"<[^>]*>")
_BADGE = re.compile(r"<span class=\"(?:b plain orig|small muted count)\">.*?</span>")
"""The note that something has no translation, or a count; it stands beside a heading and is no part of it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page whose body is finished HTML: MkDocs adds the frame and never parses it as Markdown."""

    path: str
    """Address below the site's root, ending in `index.html`, such as `cases/texas-city-2005/index.html`."""
    title: str
    """Plain text."""
    body: Markup
    """HTML in which every text that a user wrote is already escaped; only a template makes it."""
    description: str = ""
    """Plain text for search engines and previews."""
    contents: bool = True
    """Whether the list of its headings stands at the right."""
    scripts: tuple[str, ...] = ()
    """Addresses of scripts that only this page needs, such as `assets/rca/case.js`."""
    styles: tuple[str, ...] = ()
    """Addresses of style sheets that only this page needs."""
    section: str = ""
    """Address of the hub whose tab is lit, such as `cases/index.html`; empty: the page's own."""
    feeds: tuple[str, ...] = ()
    """Addresses of feeds of what the page gathers."""
    language: Language = "en"

    def moved(self, language: Language) -> Page:
        """The page at its address in a language."""
        section = in_language(self.section, language) if self.section else ""
        feeds = tuple(in_language(each, language) for each in self.feeds)
        return replace(self, path=in_language(self.path, language), section=section, feeds=feeds, language=language)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the site that is not a page: a feed, a picture, a download."""

    path: str
    content: str | bytes

    def moved(self, language: Language) -> Attachment:
        """The file at its address in a language."""
        return replace(self, path=in_language(self.path, language))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that the list of contents names."""

    level: int
    id: str
    text: str
    """Plain text."""


def headings(body: str) -> tuple[Heading, ...]:
    """Headings of level 2 and 3 that carry an id, in the order of the page. Cost: one pass over the text."""
    found: list[Heading] = []
    for level, attributes, inner in _HEADING.findall(body):
        named = _ID.search(attributes)
        if named:
            found.append(Heading(int(level), unescape(named[1]), unescape(_TAG.sub("", _BADGE.sub("", inner))).strip()))
    return tuple(found)
