"""What each record has of a query: its score, and which of the words it holds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from rca.search.index import Index, Scored
from rca.search.plan import Option, Slot
from rca.search.postings import Postings, Real, common, places_of

NOTHING = Scored(np.empty(0, np.intp), np.empty(0))


@dataclass(frozen=True, slots=True)
class Tally:
    """For every record of the index what it has of the query."""

    scores: Real
    held: NDArray[np.int16]
    """How many different words it holds in any reading."""
    weights: Real
    """The weight of those words together; see `weight_of`."""
    loose: NDArray[np.bool_]
    """Whether it holds one of them only as another word."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A word of the query, or two neighbours, with all that answers."""

    readings: tuple[tuple[Scored, bool], ...]
    """What each option scores, and whether it is the word as typed."""
    times: int = 1
    weight: float = 0.0
    """What it adds to the weight of the query; 0 for neighbours."""

    def holders(self) -> NDArray[np.intp]:
        """Records that hold any option, in ascending order."""
        records = [scored.records for scored, _ in self.readings]
        return records[0] if len(records) == 1 else reduce(np.union1d, records, NOTHING.records)

    def all(self, count: int) -> tuple[Scored, NDArray[np.bool_]]:
        """Every record that holds any option with the score of its best, and whether it holds none as typed."""
        if len(self.readings) == 1:
            scored, exact = self.readings[0]
            return scored, np.full(len(scored.records), not exact)
        best, typed = np.zeros(count), np.zeros(count, bool)
        for scored, exact in self.readings:
            best[scored.records] = np.maximum(best[scored.records], scored.scores)
            if exact:
                typed[scored.records] = True
        records = np.flatnonzero(best)
        return Scored(records, best[records]), ~typed[records]


def idf(count: int, holders: int) -> float:
    """How much a word tells: the logarithm of how rare it is, never negative."""
    return math.log(1 + (count - holders + 0.5) / (holders + 0.5))


def answers_to(index: Index, slots: Sequence[Slot], pairs: Sequence[tuple[str, str]]) -> list[Answer]:
    """What answers each word, in the order of the words, and then each pair of neighbours."""
    found = [
        Answer(tuple((scores_of(index, option), option.exact) for option in slot.options), slot.times, weight_of(index, slot))
        for slot in slots
    ]  # fmt: skip
    by_word = {slot.word: slot for slot in slots}
    for first, second in pairs:
        readings = _pair(index, by_word[first], by_word[second])
        if readings:
            found.append(Answer(tuple((scored, True) for scored in readings)))
    return found


def holding_all(answers: Sequence[Answer]) -> NDArray[np.intp]:
    """Records that hold all words in any reading."""
    held = sorted((answer.holders() for answer in answers), key=len)
    found = held[0] if held else NOTHING.records
    for each in held[1:]:
        found = found[places_of(found, each) >= 0]
    return found


def tally(index: Index, answers: Sequence[Answer]) -> Tally:
    """Add up what every record has of the words and of the pairs of neighbours. Cost: the postings of all of them."""
    scores, weights = np.zeros(index.count), np.zeros(index.count)
    held, loose = np.zeros(index.count, np.int16), np.zeros(index.count, bool)
    for answer in answers:
        scored, otherwise = answer.all(index.count)
        scores[scored.records] += scored.scores * answer.times
        if answer.weight:
            held[scored.records] += 1
            weights[scored.records] += answer.weight
            loose[scored.records[otherwise]] = True
    return Tally(scores, held, weights, loose)


def scores_of(index: Index, option: Option) -> Scored:
    """BM25 of an option for every record that holds it, the typed form counted beside the stem."""
    return index.kept((option.key, option.form, option.weight), lambda: _bm25(index, option))


def _bm25(index: Index, option: Option) -> Scored:
    held = holders_of(index, option)
    records = held.records.astype(np.intp)
    scores = _saturated(index, option.weight * idf(index.count, len(records)), held)
    own = index.forms(option.key[0]).get(option.form) if option.form and len(option.key) == 1 else None
    if own is not None:
        extra = index.tuning.surface * option.weight * idf(index.count, len(own.records))
        places = slice(None) if len(own.records) == len(records) else places_of(own.records, held.records)
        scores[places] += _saturated(index, extra, own)
    return Scored(records, scores)


def _saturated(index: Index, weight: float, held: Postings) -> Real:
    counts, norms = held.counts.astype(np.float64), index.norms[held.records]
    scores: Real = weight * counts * (index.saturation + 1) / (counts + norms)
    return scores


def _pair(index: Index, first: Slot, second: Slot) -> list[Scored]:
    """What two neighbours of the query score where they are neighbours in a record too, for each two readings."""
    return [
        scored for one in first.near() for other in second.near() if len((scored := _beside(index, one, other)).records)
    ]


def _beside(index: Index, one: Option, other: Option) -> Scored:
    """What two stems score that stand side by side."""

    def make() -> Scored:
        held = index.pair(one.key[0], other.key[0])
        weight = index.tuning.pair * one.weight * other.weight * idf(index.count, len(held.records))
        return Scored(held.records.astype(np.intp), _saturated(index, weight, held))

    return index.kept((one.key, other.key, one.weight * other.weight), make)


def holders_of(index: Index, option: Option) -> Postings:
    """Who holds all words of an option."""
    return common([index.holders(key) for key in option.key])


def weight_of(index: Index, slot: Slot) -> float:
    """What a word adds to the weight of the query: that of its best option, or of a word that one record holds."""
    found = [option.weight * idf(index.count, len(scores_of(index, option).records)) for option in slot.options]
    return max(found, default=idf(index.count, 1))
