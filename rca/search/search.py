"""Ranking: which records answer a query, how well, and in which words."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rca.search.index import Index
from rca.search.plan import How, Option, Slot, neighbours, plan, with_meanings
from rca.search.postings import Postings, common
from rca.search.query import Query, parse
from rca.search.words import han_pairs, is_han, stem

Match = Literal["exact", "close", "some"]
MATCHES: tuple[Match, ...] = ("exact", "close", "some")
"""All words as typed; all words, some of them read as another; only some of the words."""
Filters = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Reading:
    """A word of the query that was read as other words."""

    word: str
    as_words: tuple[str, ...]
    how: How


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that answers."""

    record: int
    """Its number in the index."""
    score: float
    match: Match


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query, before anything of the records is read."""

    hits: tuple[Hit, ...]
    """Best first; `match` tells exact and close ones apart."""
    counts: Mapping[Match, int]
    readings: tuple[Reading, ...]
    """Words that no record holds as typed, and what they were read as."""
    unknown: tuple[str, ...]
    """Words that nothing answers."""
    slots: tuple[Slot, ...] = ()
    facets: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """For every facet how many hits each of its values has, when the other facets' filters hold."""


def search(index: Index, text: str, filters: Filters | None = None, *, typing: bool = False) -> Found:
    """Records that answer `text`, best first.

    The score is BM25 over stems (Robertson and Zaragoza 2009), with the typed word and pairs of neighbouring words
    counted beside them, times a factor for the kind of record. A word that no record holds is read as the nearest ones
    that some do; words of the same meaning are added when few records hold all words. Cost: the postings of the words.

    Args:
        index: what is searched.
        text: words, `"a phrase"`, `-word`; anything is read. Without a word, everything that the filters let through.
        filters: for a facet (or `kind`) the codes of which a hit carries at least one.
        typing: the last word is not finished.
    """
    table: Mapping[str, Sequence[str]] = index.meta["synonyms"]
    query = parse(text, table)
    slots = plan(index, query, typing=typing)
    allowed, pairs = _allowed(index, query), neighbours(query)
    tally = _tally(index, slots, pairs, allowed)
    whole = sum(1 for place in tally if tally[place].all_words(len(slots)))
    if slots and whole < index.tuning.enough and len(slots) <= index.tuning.few:
        slots = with_meanings(index, slots, table)
        tally = _tally(index, slots, pairs, allowed)
    hits = _hits(index, slots, tally)
    if filters and not query.words and not query.without:
        hits = [Hit(record, index.tuning.kinds.get(kind, 1.0), "exact") for record, kind in enumerate(index.kinds)]
    return _found(index, slots, hits, filters or {})


@dataclass(slots=True)
class _Mark:
    """What one record has of a query."""

    score: float = 0.0
    mass: float = 0.0
    """Share of the query's weight that it holds, before it is divided by the whole."""
    words: int = 0
    exact: int = 0

    def all_words(self, count: int) -> bool:
        return self.words == count


def idf(count: int, holders: int) -> float:
    """How much a word tells: the logarithm of how rare it is, never negative."""
    return math.log(1 + (count - holders + 0.5) / (holders + 0.5))


def _allowed(index: Index, query: Query) -> tuple[set[int] | None, set[int]]:
    """Records that hold every phrase (None: there is no phrase), and records that hold what is left out."""
    within: set[int] | None = None
    for phrase in query.phrases:
        holders = _holders_of_phrase(index, phrase)
        within = holders if within is None else within & holders
    without: set[int] = set()
    for phrase in query.without:
        without |= _holders_of_phrase(index, phrase)
    return within, without


def _holders_of_phrase(index: Index, phrase: Sequence[str]) -> set[int]:
    """Records in which the words stand together; stop words between them are passed over."""
    found: list[Postings] = []
    for word in phrase:
        if is_han(word):
            found.extend(index.holders(piece) for piece in han_pairs(word))
        else:
            found.append(index.holders(stem(word)))
    found.extend(
        index.pair(stem(first), stem(second))
        for first, second in itertools.pairwise(phrase)
        if not is_han(first) and not is_han(second)
    )
    return set(common(found)[0])


def _tally(
    index: Index, slots: Sequence[Slot], pairs: Sequence[tuple[str, str]], allowed: tuple[set[int] | None, set[int]]
) -> dict[int, _Mark]:
    """What every record that may be a hit has of the query."""
    within, without = allowed
    marks: dict[int, _Mark] = {}
    for slot in slots:
        best: dict[int, float] = {}
        exact: set[int] = set()
        weight = 0.0
        for option in slot.options:
            weight = max(weight, _score(index, option, best, exact))
        for record, score in best.items():
            mark = marks.get(record)
            if mark is None:
                mark = marks[record] = _Mark()
            mark.score += score * slot.times
            mark.mass += weight
            mark.words += 1
            mark.exact += record in exact
    by_word = {slot.word: slot for slot in slots}
    for first, second in pairs:
        _add_pair(index, by_word[first], by_word[second], marks)
    for record in [each for each in marks if each in without or (within is not None and each not in within)]:
        del marks[record]
    return marks


def _score(index: Index, option: Option, best: dict[int, float], exact: set[int]) -> float:
    """Enter an option's scores where they are the best so far; its own weight is returned."""
    holders = common([index.holders(key) for key in option.key])
    records, counts = holders
    if not records:
        return 0.0
    norms, top = index.norms, index.saturation + 1
    weight = option.weight * idf(index.count, len(records))
    scores = {
        record: weight * count * top / (count + norms[record]) for record, count in zip(records, counts, strict=True)
    }
    if option.form and len(option.key) == 1:
        own = index.forms(option.key[0]).get(option.form)
        if own is not None:
            extra = index.tuning.surface * option.weight * idf(index.count, len(own[0]))
            for record, count in zip(*own, strict=True):
                scores[record] += extra * count * top / (count + norms[record])
    for record, score in scores.items():
        if score > best.get(record, 0.0):
            best[record] = score
    if option.how in ("exact", "beginning"):
        exact.update(records)
    return weight


def _add_pair(index: Index, first: Slot, second: Slot, marks: Mapping[int, _Mark]) -> None:
    """Add to the score of records in which two neighbours of the query are neighbours too."""
    norms, top = index.norms, index.saturation + 1
    best: dict[int, float] = {}
    for one in first.near():
        for other in second.near():
            if len(one.key) > 1 or len(other.key) > 1:
                continue
            records, counts = index.pair(one.key[0], other.key[0])
            weight = index.tuning.pair * one.weight * other.weight * idf(index.count, len(records))
            for record, count in zip(records, counts, strict=True):
                score = weight * count * top / (count + norms[record])
                if score > best.get(record, 0.0):
                    best[record] = score
    for record, score in best.items():
        mark = marks.get(record)
        if mark is not None:
            mark.score += score


def _hits(index: Index, slots: Sequence[Slot], marks: Mapping[int, _Mark]) -> list[Hit]:
    whole = sum(_weight(index, slot) for slot in slots)
    kinds, factors = index.kinds, index.tuning.kinds
    hits: list[Hit] = []
    for record, mark in marks.items():
        if mark.mass < index.tuning.least * whole:
            continue
        match: Match = "some"
        if mark.words == len(slots):
            match = "exact" if mark.exact == len(slots) else "close"
        hits.append(Hit(record, round(mark.score * factors.get(kinds[record], 1.0), 6), match))
    return hits


def _found(index: Index, slots: tuple[Slot, ...], hits: Sequence[Hit], filters: Filters) -> Found:
    kept, facets = _filtered(index, hits, filters)
    kept.sort(key=lambda hit: (-hit.score, hit.record))
    counts: dict[Match, int] = {match: sum(hit.match == match for hit in kept) for match in MATCHES}
    return Found(
        hits=tuple(kept),
        counts=counts,
        readings=tuple(_readings(slots)),
        unknown=tuple(slot.word for slot in slots if not slot.options),
        slots=slots,
        facets=facets,
    )


def _weight(index: Index, slot: Slot) -> float:
    """What a slot adds to the whole of the query: that of its best option, or of a word that one record holds."""
    found = [
        option.weight * idf(index.count, len(common([index.holders(key) for key in option.key])[0]))
        for option in slot.options
    ]
    return max(found, default=idf(index.count, 1))


def _readings(slots: Iterable[Slot]) -> Iterable[Reading]:
    for slot in slots:
        for how in ("beginning", "spelling", "meaning"):
            words = tuple(option.form or " ".join(option.key) for option in slot.options if option.how == how)
            if words:
                yield Reading(slot.word, words, how)


def _filtered(index: Index, hits: Sequence[Hit], filters: Filters) -> tuple[list[Hit], dict[str, tuple[int, ...]]]:
    """Hits that all filters let through, and for every facet the counts when the other filters hold.

    Counted are hits that hold all words; where there is none, all.
    """
    failed: dict[int, list[str]] = {}
    chosen = {name: codes for name, codes in filters.items() if codes}
    carried: dict[str, list[tuple[int, ...]]] = {}
    for facet in index.facets:
        carried[facet.id] = index.codes(facet.id)
    for name, codes in chosen.items():
        places = {place for place, value in enumerate(_values(index, name)) if value in codes}
        for hit in hits:
            if name not in carried or not places.intersection(carried[name][hit.record]):
                failed.setdefault(hit.record, []).append(name)
    kept = [hit for hit in hits if hit.record not in failed]
    counted = [hit for hit in hits if hit.match != "some"] or hits
    facets: dict[str, tuple[int, ...]] = {}
    for facet in index.facets:
        counts = [0] * len(facet.values)
        for hit in counted:
            if failed.get(hit.record, [facet.id]) == [facet.id]:
                for place in carried[facet.id][hit.record]:
                    counts[place] += 1
        facets[facet.id] = tuple(counts)
    return kept, facets


def _values(index: Index, name: str) -> tuple[str, ...]:
    return next((tuple(value.code for value in facet.values) for facet in index.facets if facet.id == name), ())
