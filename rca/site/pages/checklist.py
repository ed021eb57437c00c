"""Ask us: pick equipment, hazard and operating mode, get the questions of all lessons that apply, print them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rca.library.checklist import Question, checklist
from rca.records.lesson import AppliesTo
from rca.site import addresses
from rca.site.context import SiteContext
from rca.site.page import Page
from rca.site.words import Language
from rca.site.words_checklist import CHECKLIST_WORDS

SCRIPT = f"{addresses.ASSETS}/checklist.js"
PATH = "checklist/index.html"
LISTS = (("equipment", "equipment"), ("hazard", "hazard"), ("mode", "operating-mode"))
"""Facets with their code lists."""


@dataclass(frozen=True, slots=True)
class Item:
    """A question with where it applies; an empty list means anywhere."""

    question: Question
    language: Language
    """Of its words."""
    address: str
    equipment: tuple[str, ...]
    hazard: tuple[str, ...]
    mode: tuple[str, ...]


def pages(context: SiteContext) -> Iterator[Page]:
    """The page with every question; a script narrows it down."""
    applies = _applies(context)
    items = [
        Item(
            question=each,
            language=context.language if each.translated else "en",
            address=addresses.lesson(each.reference),
            equipment=applies[each.reference].equipment,
            hazard=applies[each.reference].hazards,
            mode=applies[each.reference].mode,
        )
        for each in checklist(context.library, language=context.language)
    ]
    words = {key: texts.get(context.language) or texts["en"] for key, texts in CHECKLIST_WORDS.items()}
    facets = [(facet, words[f"facet.{facet}"], _codes(context, taxonomy, facet, items)) for facet, taxonomy in LISTS]
    yield Page(
        path=PATH,
        title=words["title"],
        body=context.render("checklist.html", PATH, items=items, facets=facets, words=words),
        description=words["lede"],
        contents=False,
        scripts=(SCRIPT,),
        styles=(f"{addresses.ASSETS}/checklist.css",),
    )


def _applies(context: SiteContext) -> dict[str, AppliesTo]:
    found = {each.address: each.lesson.applies_to for each in context.library.cased_lessons()}
    return found | {name: entry.record.applies_to for name, entry in context.library.lessons.items()}


def _codes(context: SiteContext, taxonomy: str, facet: str, items: list[Item]) -> list[tuple[str, str, int]]:
    """Codes in use with their names and how many questions name them, by name."""
    used = {code for item in items for code in getattr(item, facet)}
    rows = [(code, context.name(taxonomy, code), sum(code in getattr(item, facet) for item in items)) for code in used]
    return sorted(rows, key=lambda row: row[1].casefold())
