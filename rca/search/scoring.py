"""What each record has of a query: its score, and which of the words it holds."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rca.search.index import Index
from rca.search.plan import Option, Slot
from rca.search.postings import Postings, common

Scores = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Tally:
    """Records that hold at least one word. Words are bits: the first word is 1, the second 2, the third 4."""

    scores: Mapping[int, float]
    held: Mapping[int, int]
    """Words that a record holds in any reading."""
    loose: Mapping[int, int]
    """Those of them that it holds only as another word."""


def idf(count: int, holders: int) -> float:
    """How much a word tells: the logarithm of how rare it is, never negative."""
    return math.log(1 + (count - holders + 0.5) / (holders + 0.5))


def tally(index: Index, slots: Sequence[Slot], pairs: Sequence[tuple[str, str]]) -> Tally:
    """Add up what every record has of the words and of the pairs of neighbours. Cost: the postings of all of them."""
    scores: dict[int, float] = {}
    held: dict[int, int] = {}
    loose: dict[int, int] = {}
    for place, slot in enumerate(slots):
        bit, times = 1 << place, slot.times
        best, exact = _best(index, slot)
        for record, score in best.items():
            scores[record] = scores.get(record, 0.0) + score * times
            held[record] = held.get(record, 0) | bit
        if exact is not None:
            for record in best:
                if record not in exact:
                    loose[record] = loose.get(record, 0) | bit
    by_word = {slot.word: slot for slot in slots}
    for first, second in pairs:
        for record, score in _pair(index, by_word[first], by_word[second]).items():
            if record in scores:
                scores[record] += score
    return Tally(scores, held, loose)


def _best(index: Index, slot: Slot) -> tuple[Scores, frozenset[int] | None]:
    """The best score of any option, and the records that hold an exact one; None: all of them do."""
    if len(slot.options) == 1:
        option = slot.options[0]
        return _scores(index, option), None if option.exact else frozenset()
    best: dict[int, float] = {}
    exact: set[int] = set()
    for option in slot.options:
        found = _scores(index, option)
        for record, score in found.items():
            if score > best.get(record, 0.0):
                best[record] = score
        if option.exact:
            exact.update(found)
    return best, frozenset(exact)


def _scores(index: Index, option: Option) -> Scores:
    """BM25 of an option for every record that holds it, the typed form counted beside the stem."""
    return index.kept((option.key, option.form, option.weight), lambda: _bm25(index, option))


def _bm25(index: Index, option: Option) -> Scores:
    records, counts = holders_of(index, option)
    norms, top = index.norms, index.saturation + 1
    weight = option.weight * idf(index.count, len(records))
    scores = {
        record: weight * count * top / (count + norms[record]) for record, count in zip(records, counts, strict=True)
    }
    own = index.forms(option.key[0]).get(option.form) if option.form and len(option.key) == 1 else None
    if own is not None:
        extra = index.tuning.surface * option.weight * idf(index.count, len(own[0]))
        for record, count in zip(*own, strict=True):
            scores[record] += extra * count * top / (count + norms[record])
    return scores


def _pair(index: Index, first: Slot, second: Slot) -> Scores:
    """The best score of two neighbours of the query that are neighbours in a record too."""
    norms, top = index.norms, index.saturation + 1
    best: dict[int, float] = {}
    for one in first.near():
        for other in second.near():
            records, counts = index.pair(one.key[0], other.key[0])
            weight = index.tuning.pair * one.weight * other.weight * idf(index.count, len(records))
            for record, count in zip(records, counts, strict=True):
                score = weight * count * top / (count + norms[record])
                if score > best.get(record, 0.0):
                    best[record] = score
    return best


def holders_of(index: Index, option: Option) -> Postings:
    """Who holds all words of an option."""
    return common([index.holders(key) for key in option.key])


def weight_of(index: Index, slot: Slot) -> float:
    """What a word adds to the weight of the query: that of its best option, or of a word that one record holds."""
    found = [option.weight * idf(index.count, len(holders_of(index, option)[0])) for option in slot.options]
    return max(found, default=idf(index.count, 1))
