"""How a review is summed up in a list: place, harm, date. Anonymity is kept here."""

from __future__ import annotations

from typing import Literal

from markupsafe import Markup

from rca.library.in_words import money
from rca.library.model import Library
from rca.records.event import Harm, Measure
from rca.records.review import Review
from rca.site.spelling import day, number
from rca.site.translated import marked
from rca.site.words import Language, Words

Gravity = Literal["100", "10", "1", "hurt", "nobody", "unknown"]
"""Killed: 100 or more, 10 to 99, 1 to 9; people hurt; nobody hurt; not recorded."""
GRAVITIES: tuple[Gravity, ...] = ("100", "10", "1", "hurt", "nobody", "unknown")


def happened_on(review: Review, language: Language = "en") -> str:
    """Date of the event in words; the year alone where dates are kept anonymous."""
    if "dates" in review.review.publication.anonymise:
        return day(review.event.date[:4], language)
    first, last = review.event.date, review.event.date_end
    if last is None or last == first:
        return day(first, language)
    same = next((n for n in (7, 4) if len(first) > n and first[:n] == last[:n]), 0)
    if language == "zh":
        return (
            f"{day(first, language)}至{day(last, language).removeprefix(day(first[:same], language) if same else '')}"
        )
    start = day(first)
    return f"{start.removesuffix(' ' + day(first[:same])) if same else start} to {day(last)}"


def place(review: Review) -> str:
    """Site, region and country as far as they may be shown."""
    found = review.event.place
    if found is None:
        return ""
    hidden = "location" in review.review.publication.anonymise
    parts = (found.region, found.country) if hidden else (found.site, found.region, found.country)
    return ", ".join(part for part in parts if part)


def organisation(library: Library, review: Review) -> str:
    """Name of the organisation; the name that stands for it, or nothing, where it is kept anonymous."""
    name = review.event.organisation or ""
    if "organisation" not in review.review.publication.anonymise:
        return name
    known = library.organisations.organisations if library.organisations else ()
    return next((each.anonymous or "" for each in known if name in (each.name, *each.aliases)), "")


def harm(review: Review, language: Language = "en") -> Markup:
    """Harm in a few words: "15 killed, 180 injured". Left out is not recorded, which is not none."""
    parts = harm_parts(review.event.harm, language, review.review.language)
    between = Markup("，") if language == "zh" else Markup(", ")
    return between.join(parts or (Words(language)("harm.unrecorded"),))


def harm_parts(found: Harm | None, language: Language = "en", source: Language = "en") -> tuple[Markup | str, ...]:
    """The parts of `harm`, people first; a measure, in the words of its author, stands in where nobody was hurt."""
    w = Words(language)
    if found is None:
        return ()
    people = tuple(
        w(f"harm.{name}.n", n=number(count))
        for count, name in ((found.deaths, "deaths"), (found.missing, "missing"), (found.injured, "injured"))
        if isinstance(count, int) and count
    )
    if people:
        return people
    if found.serious_injuries and isinstance(found.serious_injuries, int):
        return (w("harm.serious", n=number(found.serious_injuries)),)
    if found.measures:
        return (marked(measure(found.measures[0]), source, language),)
    if found.direct_loss:
        return (w("harm.lost", money=money(found.direct_loss.amount, found.direct_loss.currency, language)),)
    return (w("harm.nobody"),) if found.deaths == 0 or found.injured == 0 else ()


def measure(found: Measure) -> str:
    """A measure of harm: "18 hours of outage" as "Outage: 18 h"."""
    value = found.value if isinstance(found.value, str) else number(found.value)
    return f"{found.what}: {value}{' ' + found.unit if found.unit and found.unit.lower() not in found.what.lower() else ''}"


def gravity(review: Review) -> Gravity:
    """How grave a case is, by deaths and injuries alone."""
    found = review.event.harm
    deaths = found.deaths if found else None
    hurt = [count for count in (found.injured, found.serious_injuries) if isinstance(count, int)] if found else []
    if isinstance(deaths, int) and deaths:
        return GRAVITIES[0] if deaths >= 100 else GRAVITIES[1] if deaths >= 10 else GRAVITIES[2]
    if any(hurt):
        return GRAVITIES[3]
    measured = bool(found and (found.measures or found.loss or found.direct_loss))
    return GRAVITIES[4] if deaths == 0 or measured else GRAVITIES[5]


def gravity_rank(review: Review) -> tuple[int, int]:
    """Sorts the gravest first: deaths, then injuries."""
    found = review.event.harm
    deaths = found.deaths if found and isinstance(found.deaths, int) else 0
    injured = found.injured if found and isinstance(found.injured, int) else 0
    return (-deaths, -injured)
