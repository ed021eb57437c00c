"""Pages made when they are asked for, from what a folder says now: for one person who writes and looks."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from markupsafe import Markup

from rca.diagnostics import Diagnostic, Severity
from rca.diagnostics.text import excerpt
from rca.site import addresses
from rca.site.context import SiteContext
from rca.site.page import Attachment, Page
from rca.site.pages import case, makers
from rca.site.pictures.style import picture_css
from rca.site.words import LANGUAGES, Language


class _Later:
    """A body that is written when it is read: most pages of a kind are never looked at."""

    def __init__(self, context: SiteContext, template: str, path: str, values: Mapping[str, object]) -> None:
        self._said = (context, template, path, values)

    def __html__(self) -> str:
        context, template, path, values = self._said
        return SiteContext.render(context, template, path, **values)

    def __str__(self) -> str:
        return self.__html__()


class LiveContext(SiteContext):
    """A context whose pages are listed without writing any."""

    def render(self, template: str, path: str, **values: object) -> Markup:
        """A body that is written when it is turned into text."""
        return cast("Markup", _Later(self, template, path, values))


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that does not read: what is wrong, while its pages show what it last said."""

    path: str
    review: str
    """Id of the review that it holds, or its name where it never read; empty for a file of another kind."""
    found: tuple[Diagnostic, ...]
    """Everything that was found in it, sorted by place."""
    shown: bool
    """Whether an earlier state of it is shown."""


@dataclass(frozen=True, slots=True)
class Told:
    """A finding with its source line as it is shown, and the carets below."""

    said: Diagnostic
    source: str
    carets: str


class LivePages:
    """The pages of one state of a folder. Nothing of it changes; each page is made once, when it is asked for."""

    def __init__(self, context: SiteContext, faults: Sequence[Fault] = ()) -> None:
        self.context = context
        self.faults = tuple(faults)
        self._contexts: dict[Language, SiteContext] = {}
        self._kinds: dict[tuple[Language, int], dict[str, Page | Attachment]] = {}
        self._cases: dict[tuple[Language, str], dict[str, Page | Attachment]] = {}
        self._lock = threading.RLock()

    def find(self, path: str) -> Page | Attachment | None:
        """The page or file at an address; None when the folder makes none."""
        language, root = _split(path)
        if language != LANGUAGES[0] and addresses.shared(root):
            return None
        name = root.split("/")[1] if root.startswith("cases/") and root.count("/") > 1 else ""
        if root == case.PICTURES:
            return Attachment(root, picture_css())
        found = (self._case(language, name).get(root) if name else None) or self._of_a_kind(language, root)
        if found is None:
            return self._unread(language, name) if root == addresses.case(name) else None
        found = found.moved(language)
        return self._noted(found, language, name) if isinstance(found, Page) else found

    def _case(self, language: Language, name: str) -> Mapping[str, Page | Attachment]:
        key = (language, name)
        if key not in self._cases:
            self._cases[key] = {item.path: item for item in case.one(self._in(language), name)}
        return self._cases[key]

    def _of_a_kind(self, language: Language, root: str) -> Page | Attachment | None:
        """Looked for in one kind of page after the other, the likely first and the dearest last."""
        with self._lock:
            for number in _likely(root):
                key = (language, number)
                if key not in self._kinds:
                    self._kinds[key] = {item.path: item for item in makers()[number](self._in(language))}
                if root in self._kinds[key]:
                    return self._kinds[key][root]
        return None

    def _in(self, language: Language) -> SiteContext:
        if language not in self._contexts:
            first = language == LANGUAGES[0]
            self._contexts[language] = self.context if first else self.context.in_language(language)
        return self._contexts[language]

    def _noted(self, page: Page, language: Language, name: str) -> Page:
        note = self._note(language, page.path, name)
        return (
            replace(page, body=Markup("{}{}").format(note, page.body), styles=(*page.styles, STYLE)) if note else page
        )

    def _note(self, language: Language, path: str, name: str) -> Markup:
        """What there is to say to the author of a page, in the order of the file."""
        own = next((each for each in self.faults if each.review == name), None) if name else None
        others = tuple(each for each in self.faults if each is not own and not (each.review and name))
        found = own.found if own is not None else self.context.diagnostics.get(name, ())
        if not found and not others:
            return Markup()
        entry = self.context.library.reviews.get(name)
        draft = entry is not None and entry.record.review.stage not in DONE
        worst = any(each.severity is Severity.ERROR for each in found)
        return SiteContext.render(
            self._in(language), "live.html", path, own=own, told=[_told(each) for each in found],
            others=[(each, [_told(one) for one in each.found]) for each in others], opened=draft or worst,
            counts={each.value: sum(one.severity is each for one in found) for each in Severity},
        )  # fmt: skip

    def _unread(self, language: Language, name: str) -> Page | None:
        """The page of a review that has not read since somebody looks: what is wrong with it."""
        fault = next((each for each in self.faults if each.review == name), None)
        if fault is None:
            return None
        path = addresses.case(name)
        page = Page(
            path=path, title=name, body=Markup("<h1>{}</h1>").format(name), contents=False, section=addresses.CASES
        )
        return self._noted(page.moved(language), language, name)


STYLE = f"{addresses.ASSETS}/live.css"
DONE = ("published", "verified", "closed")
"""Stages from which a review is no draft any more."""
_ONLY = {"trainers": "courses", "lessons": "lessons", "search": "search"}
"""Kinds of pages that cost most to list, with the folder in which all of theirs stand."""


def _split(path: str) -> tuple[Language, str]:
    first, _, rest = path.partition("/")
    return next(((each, rest) for each in LANGUAGES[1:] if each == first), (LANGUAGES[0], path))


def _likely(root: str) -> Iterable[int]:
    """Numbers of the kinds of pages in which an address is looked for."""
    names = [make.__module__.rpartition(".")[2] for make in makers()]
    first = root.partition("/")[0]
    fit = (number for number, name in enumerate(names) if name != "case" and _ONLY.get(name, first) == first)
    return sorted(fit, key=lambda number: (names[number] != first, names[number] in _ONLY, number))


def _told(said: Diagnostic) -> Told:
    source, carets = excerpt(said, COLUMNS) if said.excerpt.strip() else ("", "")
    return Told(said, source, carets)


COLUMNS = 100
"""Width at which a source line is cut around the carets."""
