"""Ranking: which records answer a query, how well, and in which words."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rca.search.index import Index
from rca.search.plan import How, Slot, neighbours, plan, with_meanings
from rca.search.postings import Postings, Real, Whole, common
from rca.search.query import Query, parse
from rca.search.record import KINDS, Kind
from rca.search.rows import MATCHES, SOME, Hit, Match, Rows
from rca.search.scoring import Answer, Tally, answers_to, holding_all, tally
from rca.search.tuning import Tuning
from rca.search.words import han_pairs, is_han, stem

Filters = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Reading:
    """A word of the query that was read as other words."""

    word: str
    as_words: tuple[str, ...]
    how: How


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
    scale: float = 1.0
    """What the scores of the words were multiplied by: less than 1 where nearness in meaning adds the rest of a score."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it was understood, with all that answers it."""

    query: Query
    slots: tuple[Slot, ...]
    answers: tuple[Answer, ...]
    """Of the words in their order, then of pairs of neighbours."""
    let: NDArray[np.bool_] | None
    """For every record whether phrases and words to leave out let it through; None: all."""

    @property
    def weight(self) -> float:
        """The weight of all words together that something answers; what no record holds can be asked of none."""
        return sum(answer.weight for slot, answer in zip(self.slots, self.answers, strict=False) if slot.options)


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
    asked = ask(index, text, typing=typing)
    found = tally(index, asked.answers)
    rows = rows_of(index, asked, found)
    scale = 1.0
    if index.near is not None and asked.query.words:
        from rca.search.fusion import as_read, fused  # most searches weigh words alone

        meant = as_read(text, asked.slots)
        rows, scale = fused(index.near, meant, rows, asked.let, index.tuning.meaning)
    if filters and not asked.query.words and not asked.query.without:
        rows = _everything(index)
    kept, facets = _filtered(index, rows, filters or {})
    counts = np.bincount(kept.matches, minlength=len(MATCHES)).tolist()
    return Found(
        hits=kept.best(limit),
        total=len(kept.records),
        counts=dict(zip(MATCHES, counts, strict=True)),
        readings=tuple(_readings(asked.slots)),
        unknown=tuple(slot.word for slot in asked.slots if not slot.options),
        slots=asked.slots,
        facets=facets,
        scale=scale,
    )


def ask(index: Index, text: str, *, typing: bool = False) -> Asked:
    """A query with all that answers its words; words of the same meaning are among it where few records hold all words."""
    table: Mapping[str, Sequence[str]] = index.meta["synonyms"]
    query = parse(text, table)
    slots = plan(index, query, typing=typing)
    pairs = neighbours(query)
    answers = answers_to(index, slots, pairs)
    wide = len(slots) <= index.tuning.few and len(holding_all(answers[: len(slots)])) < index.tuning.enough
    widened = with_meanings(index, [slot for slot in slots if wide or is_han(slot.word)], table)
    if widened:
        by_word = {slot.word: slot for slot in widened}
        slots = tuple(by_word.get(slot.word, slot) for slot in slots)
        answers = answers_to(index, slots, pairs)
    return Asked(query, slots, tuple(answers), allowed(index, query))


def allowed(index: Index, query: Query) -> NDArray[np.bool_] | None:
    """For every record whether it holds each phrase and nothing that is left out; None: nothing is asked of it."""
    if not query.phrases and not query.without:
        return None
    let = np.ones(index.count, bool)
    for phrase in query.phrases:
        holders = np.zeros(index.count, bool)
        holders[_holders_of_phrase(index, phrase)] = True
        let &= holders
    for phrase in query.without:
        let[_holders_of_phrase(index, phrase)] = False
    return let


def _holders_of_phrase(index: Index, phrase: Sequence[str]) -> Whole:
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
    return common(found).records


def rows_of(index: Index, asked: Asked, found: Tally, among: Whole | None = None) -> Rows:
    """Records that hold enough of the query.

    Args:
        index: what is searched.
        asked: the query.
        found: what every record has of it.
        among: the records that `found` tells of; None: all.
    """
    enough = (found.held > 0) & (found.weights >= index.tuning.least * asked.weight)
    if among is not None:
        enough &= asked.let is None or asked.let[among]
    elif asked.let is not None:
        enough &= asked.let
    places = np.flatnonzero(enough)
    matches = np.where(found.held[places] == len(asked.slots), found.loose[places].astype(np.int64), SOME)
    records = places if among is None else among[places]
    return Rows(records, np.round(found.scores[places] * factors(index, asked, records, matches), 6), matches)


def factors(index: Index, asked: Asked, records: Whole, matches: Whole) -> Real:
    """What the scores of records are multiplied by: for the kind, and in a brief query for holding all words as typed."""
    found: Real = index.kind_factors[records]
    if len(asked.slots) <= index.tuning.brief:
        rewards = np.array([_reward(index.tuning, kind) for kind in KINDS])[index.kind_numbers[records]]
        found = np.where(matches == 0, found * rewards, found)
    return found


def _reward(tuning: Tuning, kind: Kind) -> float:
    return tuning.whole_document if kind == "document" else tuning.whole


def _everything(index: Index) -> Rows:
    """Every record: what a query without words finds when it has filters."""
    return Rows(np.arange(index.count), index.kind_factors, np.zeros(index.count, np.int64))


def _readings(slots: Iterable[Slot]) -> Iterable[Reading]:
    for slot in slots:
        for how in ("beginning", "spelling", "meaning"):
            words = tuple(option.form or " ".join(option.key) for option in slot.options if option.how == how)
            if words:
                yield Reading(slot.word, words, how)


def _filtered(index: Index, rows: Rows, filters: Filters) -> tuple[Rows, dict[str, tuple[int, ...]]]:
    """Hits that all filters let through, and for every facet the counts when the other filters hold.

    Counted are hits that hold all words; where there is none, all.
    """
    failed = {name: ~_carrying(index, rows.records, name, codes) for name, codes in filters.items() if codes}
    failures = sum((each.astype(np.int64) for each in failed.values()), np.zeros(len(rows.records), np.int64))
    counted = rows.matches != SOME
    if not counted.any():
        counted = ~counted
    facets: dict[str, tuple[int, ...]] = {}
    for facet in index.facets:
        sets, numbers = index.codes(facet.id)
        own = failed.get(facet.id)
        shown = counted & (failures == 0 if own is None else failures == own)
        counts = [0] * len(facet.values)
        for codes, times in zip(
            sets, np.bincount(numbers[rows.records[shown]], minlength=len(sets)).tolist(), strict=True
        ):
            for place in codes:
                counts[place] += times
        facets[facet.id] = tuple(counts)
    return rows.only(failures == 0), facets


def _carrying(index: Index, records: Whole, name: str, codes: Sequence[str]) -> NDArray[np.bool_]:
    """Whether records carry one of the codes of a facet."""
    if name not in {facet.id for facet in index.facets}:
        return np.zeros(len(records), bool)
    places = {place for place, value in enumerate(_values(index, name)) if value in codes}
    sets, numbers = index.codes(name)
    carries: NDArray[np.bool_] = np.array([not places.isdisjoint(codes) for codes in sets], bool)[numbers[records]]
    return carries


def _values(index: Index, name: str) -> tuple[str, ...]:
    return next((tuple(value.code for value in facet.values) for facet in index.facets if facet.id == name), ())
