"""How a review is named and summed up in a list: short name, place, harm, date. Anonymity is kept here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from markupsafe import Markup

from rca.library.model import Library
from rca.records.event import Harm, Measure
from rca.records.review import Review
from rca.site.spelling import day, number
from rca.site.translated import marked
from rca.site.words import Language, Words

Gravity = Literal["100", "10", "1", "hurt", "nobody", "unknown"]
"""Killed: 100 or more, 10 to 99, 1 to 9; people hurt; nobody hurt; not recorded."""
GRAVITIES: tuple[Gravity, ...] = ("100", "10", "1", "hurt", "nobody", "unknown")

_WORD = re.compile(r"[\w-]+")
_SMALL = frozenset({"of", "the", "and", "in", "at", "on", "for", "to", "a"})


def short_name(review: Review) -> str:
    """The id as words, the year last: "Texas City 2005".

    Each word is spelled as the review's own words spell it. Of those that stand nowhere, initials of a name in the
    review are capitals, as are words with a digit and the country's code; others get a capital, unless the id is a
    phrase of common nouns.
    """
    own = " ".join(_own_words(review))
    spelled: dict[str, str] = {word.lower(): word for word in _WORD.findall(own)}
    initials = "".join(word[0] for word in _WORD.findall(own) if word[0].isupper()).lower()
    country = (review.event.place.country or "").lower() if review.event.place else ""
    happened = review.event.date[:4]
    parts = [part for part in review.id.split("-") if part != happened]
    common = any(spelled.get(part, "").islower() for part in parts if part not in _SMALL)

    def written(part: str) -> str:
        if part in spelled or part in _SMALL:
            return spelled.get(part, part)
        if part == country or any(each.isdigit() for each in part) or (2 < len(part) < 6 and part in initials):
            return part.upper()
        return part if common else part.capitalize()

    words = [written(part) for part in parts]
    return " ".join([*(word[:1].upper() + word[1:] for word in words[:1]), *words[1:], happened])


def _own_words(review: Review) -> Iterator[str]:
    yield review.title
    hidden = review.review.publication.anonymise
    if review.event.organisation and "organisation" not in hidden:
        yield review.event.organisation
    if review.event.place and review.event.place.site and "location" not in hidden:
        yield review.event.place.site


def happened_on(review: Review, language: Language = "en") -> str:
    """Date of the event in words; the year alone where dates are kept anonymous."""
    if "dates" in review.review.publication.anonymise:
        return day(review.event.date[:4], language)
    first, last = review.event.date, review.event.date_end
    if last is None or last == first:
        return day(first, language)
    if language == "zh":
        return f"{day(first, language)}至{day(last, language)}"
    start = day(first)
    return f"{start.removesuffix(' ' + first[:4]) if first[:4] == last[:4] else start} to {day(last)}"


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
        return (w("harm.lost", amount=number(found.direct_loss.amount), currency=found.direct_loss.currency),)
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
