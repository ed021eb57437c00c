"""How a case is named in two or three words, on every page and in every list of hits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rca.records.review import Review

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
