"""Reviews as others may read them: what `publication.anonymise` hides is taken out at the door, once for every page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rca.library.model import Entry, Library
from rca.records.review import Review
from rca.records.taxonomy import Organisation, Organisations
from rca.records.validate import validate
from rca.records.when import NotAMoment, parse_when
from rca.source.document import DataPath, Value

LEFT_OUT = "[…]"
"""Stands where a name or a text is hidden, in every language."""
SAID = "As published: names, dates or evidence that the review keeps to itself are left out."
RANKS = {"public": 0, "sector": 1, "internal": 2, "restricted": 3}

_DATE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_DAY = re.compile(r"(?<![\w-])(\d{4})-\d{2}-\d{2}(?![\w-])")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_WORDS = re.compile(rf"\b\d{{1,2}} (?:{_MONTHS}),? (\d{{4}})\b|\b(?:{_MONTHS}) \d{{1,2}}, (\d{{4}})\b")
_ZH = re.compile(r"(\d{4}年)\d{1,2}月\d{1,2}日")
_MOMENT = re.compile(
    r"(\d{4})-\d{2}(?:-\d{2})?(?:[ T]\d{1,2}:\d{2}(?::[\d.]+)?(?:\s*(?:Z|[+-]\d{2}:\d{2}|[A-Z]{2,4}))?)?"
)
_KEPT = frozenset({"id", "url", "file", "hash"})
"""Keys whose text is never prose."""


@dataclass(frozen=True, slots=True)
class Mask:
    """What is taken out of the texts of one review."""

    names: Mapping[str, str]
    """Each name with what stands in its place."""
    pattern: re.Pattern[str] | None
    """Any of the names."""
    dates: bool
    day: str
    """Day of the event, as written."""

    def text(self, text: str) -> str:
        """A text without the names, and with the year alone of each full date."""
        if self.pattern is not None:
            text = self.pattern.sub(lambda found: self.names[found[0]], text)
        if not self.dates:
            return text
        if _DATE.fullmatch(text):
            return text[:4]
        text = _DAY.sub(r"\1", text)
        text = _WORDS.sub(lambda found: found[1] or found[2], text)
        return _ZH.sub(r"\1", text)

    def moment(self, text: str) -> str:
        """A moment of a timeline: the time alone on the day of the event, else the year alone."""
        if not self.dates:
            return text
        for shorter in (text.replace(f"{self.day}T", "").replace(f"{self.day} ", ""), _MOMENT.sub(r"\1", text)):
            if _DATE.search(shorter) is None and _reads(shorter):
                return shorter
        found = _DATE.search(text)
        return found[0][:4] if found else text


def mask_of(library: Library, review: Review) -> Mask | None:
    """What a review hides beside persons; None when that is nothing."""
    hidden = review.review.publication.anonymise
    if not {"organisation", "location", "dates"} & {*hidden}:
        return None
    event = review.event
    names: dict[str, str] = {}
    if "location" in hidden and event.place and event.place.site:
        names[event.place.site] = LEFT_OUT
    if "organisation" in hidden and event.organisation:
        names[event.organisation] = LEFT_OUT
        for each in library.organisations.organisations if library.organisations else ():
            if event.organisation in (each.id, each.name, *each.aliases):
                names |= dict.fromkeys((event.organisation, each.name, *each.aliases), each.anonymous or LEFT_OUT)
    return Mask(names, _any_of(names), "dates" in hidden, event.date)


def masked(library: Library) -> Library:
    """The library with every review as its readers may see it; the rest is as it was.

    Organisation and site are replaced or left out wherever they are named, dates are cut to the year, and evidence that
    fewer may see than the review loses its words. Addresses on the web stay as they are. A masked review that would no
    longer read is kept off the pages.
    """
    return replace(
        library,
        reviews={name: _entry(library, entry) for name, entry in library.reviews.items()},
        organisations=_organisations(library),
    )


def _organisations(library: Library) -> Organisations | None:
    """The list of names without the ones that a review hides: it would tell who stands behind the other name."""
    if library.organisations is None:
        return None
    hidden = {
        entry.record.event.organisation
        for entry in library.reviews.values()
        if "organisation" in entry.record.review.publication.anonymise
    }
    kept = (
        each if not hidden & {each.id, each.name, *each.aliases} else _nameless(each, number)
        for number, each in enumerate(library.organisations.organisations, 1)
    )
    return library.organisations.model_copy(update={"organisations": tuple(each for each in kept if each is not None)})


def _nameless(organisation: Organisation, number: int) -> Organisation | None:
    name = organisation.anonymous
    return Organisation(id=f"organisation-{number}", name=name, anonymous=name) if name else None


def _entry(library: Library, entry: Entry[Review]) -> Entry[Review]:
    mask = mask_of(library, entry.record)
    narrow = frozenset(_narrow(entry.record))
    if mask is None and not narrow:
        return entry
    data = entry.document.data
    data = _without(data, mask, frozenset(_ids(data)), narrow)
    text = f"# {SAID}\n{json.dumps(data, ensure_ascii=False, indent=2)}\n"  # JSON is YAML
    document = replace(entry.document, data=data, file=replace(entry.document.file, text=text))
    read = validate(document, Review)
    if read.record is None or read.partial:
        return replace(entry, partial=True)
    return Entry(read.record, document, entry.partial)


def _narrow(review: Review) -> Iterator[str]:
    """Ids of evidence that fewer may see than the review."""
    level = RANKS[review.review.publication.level]
    return (name for name, each in review.evidence.items() if RANKS[each.access or "public"] > level)


def _without(data: Value, mask: Mask | None, ids: frozenset[str], narrow: frozenset[str]) -> Value:
    def walk(value: Value, path: DataPath) -> Value:
        if isinstance(value, Mapping):
            if path[:1] == ("evidence",) and len(path) == 2 and path[1] in narrow:
                return {**{key: each for key, each in value.items() if key in _SHOWN_OF_NARROW}, "what": LEFT_OUT}
            walked = ((key, walk(each, (*path, key))) for key, each in value.items())
            return {key: each for key, each in walked if (*path, key) not in NAMED or each != LEFT_OUT}
        if isinstance(value, str):
            return _masked(value, path, mask, ids)
        if isinstance(value, Sequence):
            return tuple(walk(each, (*path, index)) for index, each in enumerate(value))
        return value

    return walk(data, ())


NAMED: frozenset[DataPath] = frozenset({("event", "organisation"), ("event", "place", "site")})
"""Fields that hold a name and nothing else; where nothing stands in its place, the field goes."""
_SHOWN_OF_NARROW = frozenset({"kind", "grade", "access", "checked", "against"})


def _masked(text: str, path: DataPath, mask: Mask | None, ids: frozenset[str]) -> str:
    if mask is None or text in ids or path[-1] in _KEPT:
        return text
    return mask.moment(text) if path[0] == "timeline" and path[-1] == "at" else mask.text(text)


def _ids(data: Value) -> Iterator[str]:
    """Keys and ids of a file: whatever a text may refer to."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield key
            if key == "id" and isinstance(value, str):
                yield value
            yield from _ids(value)
    elif isinstance(data, Sequence) and not isinstance(data, str):
        for value in data:
            yield from _ids(value)


def _any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """Any of the names: whole words in Latin letters, as they stand in others."""
    ordered = sorted(names, key=lambda each: (-len(each), each))
    if not ordered:
        return None
    return re.compile("|".join(rf"(?<!\w){re.escape(n)}(?!\w)" if n.isascii() else re.escape(n) for n in ordered))


def _reads(text: str) -> bool:
    try:
        parse_when(text)
    except NotAMoment:
        return False
    return True
