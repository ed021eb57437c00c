"""Reads a built site from a folder and finds links that lead nowhere."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Links(HTMLParser):
    """Addresses that a page names, and the places on it that can be named."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        """What the browser fetches by itself."""
        self.ids: set[str] = set()
        self.doubled: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value is None:
                continue
            if name == "id":
                if value in self.ids:
                    self.doubled.append(value)
                self.ids.add(value)
            elif name in ("href", "xlink:href", "action"):
                loads = tag == "link" and not any(k == "rel" and v in ("canonical", "alternate") for k, v in attrs)
                (self.loads if loads else self.links).append(value)
            elif name in ("src", "poster", "data"):
                self.loads.append(value)


def broken(site: Path, read: Mapping[str, Links] | None = None) -> list[str]:
    """Every link inside the site whose file or place does not exist, as `page: link`; `read` holds its pages."""
    if read is None:
        pages = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
        read = {name: Links(path.read_text(encoding="utf-8")) for name, path in pages.items()}
    found = []
    for name, links in sorted(read.items()):
        if name == "404.html":
            continue
        for link in (*links.links, *links.loads):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path))) if parts.path else name
            )
            target = posixpath.join(target, "index.html") if (site / target).is_dir() else target
            if target.startswith("..") or not (site / target).is_file():
                found.append(f"{name}: {link}")
            elif parts.fragment and target in read and not {unquote(parts.fragment), parts.fragment} & read[target].ids:
                found.append(f"{name}: {link} (no such place)")
    return found
