"""The navigation of the site in another language: the same tabs, each leading to the page in that language if there is one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup

from rca.site.addresses import in_language
from rca.site.words import EVERY, Language, Words

if TYPE_CHECKING:
    from mkdocs.structure.files import File
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as FramePage

SECTIONS = {"Guide": "nav.guide", "Reference": "nav.reference", "Develop": "nav.develop"}
"""Words of the sections in `mkdocs.yml` that comes with the tool; others are shown as they are written."""


def tab(path: str, language: Language) -> str:
    """Short words for a page that has a tab, by its address; empty for all others."""
    key = f"nav.{path.partition('/')[2]}"
    return Words(language)(key) if key in EVERY else ""


@dataclass
class Entry:
    """A tab, or an entry below one, as the theme asks for it."""

    title: str
    """HTML: the theme prints it as it stands."""
    url: str = ""
    children: list[FramePage | Entry] = field(default_factory=list)
    meta: Mapping[str, object] = field(default_factory=dict)
    is_index: bool = False

    @property
    def active(self) -> bool:
        """Whether the page shown stands below."""
        return any(child.active for child in self.children)


@dataclass
class ForeignNavigation:
    """What the theme reads of a navigation."""

    items: list[FramePage | Entry]
    homepage: FramePage | None
    pages: list[FramePage]


def foreign(nav: Navigation, files: Iterable[File], language: Language) -> ForeignNavigation:
    """The same navigation in a language. A page without a translation keeps its words and is marked as English."""
    there = {file.dest_uri: file.page for file in files if file.page is not None}
    found: list[FramePage] = []

    def entry(item: object) -> FramePage | Entry:
        children = getattr(item, "children", None)
        if children is not None:
            key = SECTIONS.get(str(item.title))  # type: ignore[attr-defined]
            words = Words(language)(key) if key else Markup('<span lang="en">{}</span>').format(item.title)  # type: ignore[attr-defined]
            return Entry(str(words), children=[entry(child) for child in children])
        page = there.get(in_language(item.file.dest_uri, language)) if getattr(item, "is_page", False) else None  # type: ignore[attr-defined]
        if page is not None:
            found.append(page)
            return page
        # the title of a page was escaped when it was made, or written by the site's owner
        title = f'<span lang="en">{getattr(item, "title", "")}</span>'
        return Entry(title, url=str(getattr(item, "url", "")))

    items = [entry(item) for item in nav.items]
    home = next((page for page in found if page.file.dest_uri == in_language("index.html", language)), None)
    return ForeignNavigation(items, home or nav.homepage, found)
