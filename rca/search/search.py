"""Ranking: which records answer a query, how well, and in which words."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rca.search.index import Index
from rca.search.plan import How, Slot, neighbours, plan, with_meanings
from rca.search.postings import Postings, common
from rca.search.query import Query, parse
from rca.search.record import Kind
from rca.search.scoring import Tally, tally, weight_of
from rca.search.tuning import Tuning
from rca.search.words import han_pairs, is_han, stem

Match = Literal["exact", "close", "some"]
MATCHES: tuple[Match, ...] = ("exact", "close", "some")
"""All words as typed; all words, some of them read as another; only some of the words."""
Filters = Mapping[str, Sequence[str]]
Row = tuple[float, int, Match]


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
    total: int
    counts: Mapping[Match, int]
    readings: tuple[Reading, ...]
    """Words that no record holds as typed, and what they were read as."""
    unknown: tuple[str, ...]
    """Words that nothing answers."""
    slots: tuple[Slot, ...] = ()
    facets: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """For every facet how many hits each of its values has, when the other facets' filters hold."""


def search(
    index: Index, text: str, filters: Filters | None = None, *, typing: bool = False, limit: int | None = None
) -> Found:
    """Records that answer `text`, best first.

    The score is BM25 over stems (Robertson and Zaragoza 2009), with the typed word and pairs of neighbouring words
    counted beside them, times a factor for the kind of record. A word that no record holds is read as the nearest ones
    that some do; words of the same meaning are added when few records hold all words. Cost: the postings of the words.

    Args:
        index: what is searched.
        text: words, `"a phrase"`, `-word`; anything is read. Without a word, everything that the filters let through.
        filters: for a facet (or `kind`) the codes of which a hit carries at least one.
        typing: the last word is not finished.
        limit: at most so many hits; all are counted.
    """
    table: Mapping[str, Sequence[str]] = index.meta["synonyms"]
    query = parse(text, table)
    slots = plan(index, query, typing=typing)
    pairs = neighbours(query)
    found = tally(index, slots, pairs)
    all_words = (1 << len(slots)) - 1
    whole = sum(1 for held in found.held.values() if held == all_words)
    wide = len(slots) <= index.tuning.few and whole < index.tuning.enough
    widened = with_meanings(index, [slot for slot in slots if wide or is_han(slot.word)], table)
    if widened:
        by_word = {slot.word: slot for slot in widened}
        slots = tuple(by_word.get(slot.word, slot) for slot in slots)
        found = tally(index, slots, pairs)
    rows = _rows(index, slots, found, _allowed(index, query))
    if filters and not query.words and not query.without:
        rows = [(-index.tuning.kinds.get(kind, 1.0), record, "exact") for record, kind in enumerate(index.kinds)]
    kept, facets = _filtered(index, rows, filters or {})
    kept.sort()
    counts = Counter(match for _, _, match in kept)
    return Found(
        hits=tuple(Hit(record, -score, match) for score, record, match in kept[:limit]),
        total=len(kept),
        counts={match: counts[match] for match in MATCHES},
        readings=tuple(_readings(slots)),
        unknown=tuple(slot.word for slot in slots if not slot.options),
        slots=slots,
        facets=facets,
    )


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


def _rows(index: Index, slots: Sequence[Slot], found: Tally, allowed: tuple[set[int] | None, set[int]]) -> list[Row]:
    """Records that hold enough of the query: the score, negative so that the best sorts first, record and match."""
    within, without = allowed
    weights = [weight_of(index, slot) for slot in slots]
    whole, all_words = sum(weights), (1 << len(slots)) - 1
    factors = [index.tuning.kinds.get(kind, 1.0) for kind in index.kinds]
    brief = len(slots) <= index.tuning.brief
    rewards = [_reward(index.tuning, kind) if brief else 1.0 for kind in index.kinds]
    enough: dict[int, bool] = {}
    rows: list[Row] = []
    for record, held in found.held.items():
        if held not in enough:
            mass = sum(weight for place, weight in enumerate(weights) if held >> place & 1)
            enough[held] = mass >= index.tuning.least * whole
        if not enough[held] or record in without or (within is not None and record not in within):
            continue
        match: Match = "some" if held != all_words else "close" if found.loose.get(record) else "exact"
        factor = factors[record] * (rewards[record] if match == "exact" else 1.0)
        rows.append((-round(found.scores[record] * factor, 6), record, match))
    return rows


def _reward(tuning: Tuning, kind: Kind) -> float:
    return tuning.whole_document if kind == "document" else tuning.whole


def _readings(slots: Iterable[Slot]) -> Iterable[Reading]:
    for slot in slots:
        for how in ("beginning", "spelling", "meaning"):
            words = tuple(option.form or " ".join(option.key) for option in slot.options if option.how == how)
            if words:
                yield Reading(slot.word, words, how)


def _filtered(index: Index, rows: Sequence[Row], filters: Filters) -> tuple[list[Row], dict[str, tuple[int, ...]]]:
    """Hits that all filters let through, and for every facet the counts when the other filters hold.

    Counted are hits that hold all words; where there is none, all.
    """
    failed: dict[int, list[str]] = {}
    in_use = {facet.id for facet in index.facets}
    for name, codes in filters.items():
        places = {place for place, value in enumerate(_values(index, name)) if value in codes}
        carried = index.codes(name) if name in in_use else []
        for _, record, _ in rows if codes else ():
            if not carried or not places.intersection(carried[record]):
                failed.setdefault(record, []).append(name)
    kept = [row for row in rows if row[1] not in failed]
    counted = [record for _, record, match in rows if match != "some"] or [record for _, record, _ in rows]
    facets: dict[str, tuple[int, ...]] = {}
    for facet in index.facets:
        counts = [0] * len(facet.values)
        carried = index.codes(facet.id)
        for record in counted:
            if failed.get(record, [facet.id]) == [facet.id]:
                for place in carried[record]:
                    counts[place] += 1
        facets[facet.id] = tuple(counts)
    return kept, facets


def _values(index: Index, name: str) -> tuple[str, ...]:
    return next((tuple(value.code for value in facet.values) for facet in index.facets if facet.id == name), ())
