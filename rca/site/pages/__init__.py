"""One file a page kind. Each has a function `pages(context)`; the folder is walked once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from rca.site.addresses import shared
from rca.site.context import SiteContext
from rca.site.page import Attachment, Page
from rca.site.words import LANGUAGES

Maker = Callable[[SiteContext], Iterable[Page | Attachment]]


@cache
def makers() -> tuple[Maker, ...]:
    """The `pages` function of every file in this folder, by file name.

    Raises:
        AttributeError: a file has none; a test holds this.
    """
    names = sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(import_module(f"{__name__}.{name}").pages for name in names)


def all_pages(context: SiteContext) -> Iterator[Page | Attachment]:
    """Every page and file of the site: in English, then each again in the other languages at an address of its own."""
    for make in makers():
        yield from make(context)
    for language in LANGUAGES[1:]:
        other = context.in_language(language)
        for make in makers():
            yield from (item.moved(language) for item in make(other) if not shared(item.path))
