"""What each record has of a query: its score, and which of the words it holds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from rca.search.index import Index
from rca.search.plan import Option, Slot
from rca.search.postings import Postings, Real, Whole, any_of, common, places_of
from rca.search.scored import Part, Scored

Members: TypeAlias = "NDArray[np.intp] | NDArray[np.bool_]"
"""Some of the records: their numbers, or for every record whether it is one of them."""
NOBODY = np.empty(0, np.intp)


@dataclass(frozen=True, slots=True)
class Tally:
    """For every record of the index, or for some, what it has of the query."""

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
        return records[0] if len(records) == 1 else any_of(records)

    @property
    def most(self) -> float:
        """No record scores more."""
        return self.times * max((scored.most for scored, _ in self.readings), default=0.0)

    @property
    def size(self) -> int:
        """How many records hold its options, at most."""
        return sum(len(scored) for scored, _ in self.readings)

    def at(self, records: Whole) -> tuple[Real, NDArray[np.bool_]]:
        """The score of the best option in each of these records, and whether it holds an option as typed."""
        best, typed = np.zeros(len(records)), np.zeros(len(records), bool)
        for scored, exact in self.readings:
            scores = scored.at(records)
            best = np.maximum(best, scores)
            if exact:
                typed |= scores > 0
        return best * self.times, typed

    def add_to(self, scores: Real) -> tuple[Members, Members | bool]:
        """Add the score of the best option to the score of every record that holds any.

        Returns:
            Which records these are, and which of them hold no option as typed (one answer when it is the same for all).
        """
        if len(self.readings) == 1:
            scored, exact = self.readings[0]
            dense = scored.dense
            if dense is not None:
                scores += dense * self.times if self.times > 1 else dense
                return dense > 0, not exact
            np.add.at(scores, scored.records, scored.scores * self.times if self.times > 1 else scored.scores)
            return scored.records, not exact
        best, typed = np.zeros(len(scores)), np.zeros(len(scores), bool)
        for scored, exact in self.readings:
            best[scored.records] = np.maximum(best[scored.records], scored.scores)
            if exact:
                typed[scored.records] = True
        scores += best * self.times
        held = best > 0
        return held, held & ~typed


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
    found = held[0] if held else NOBODY
    for each in held[1:]:
        found = found[places_of(found, each) >= 0]
    return found


def tally(index: Index, answers: Sequence[Answer]) -> Tally:
    """Add up what every record has of the words and of the pairs of neighbours. Cost: the postings of all of them."""
    scores, weights = np.zeros(index.count), np.zeros(index.count)
    held, loose = np.zeros(index.count, np.int16), np.zeros(index.count, bool)
    for answer in answers:
        members, otherwise = answer.add_to(scores)
        if answer.weight:
            if members.dtype == bool:
                held += members
                weights += answer.weight * members
            else:
                held[members] += 1
                weights[members] += answer.weight
            if otherwise is not False:
                loose[members if otherwise is True else otherwise] = True
    return Tally(scores, held, weights, loose)


def tally_at(answers: Sequence[Answer], records: Whole) -> Tally:
    """The same for some records only, in their order. Cost: a search in each list for each record."""
    scores, weights = np.zeros(len(records)), np.zeros(len(records))
    held, loose = np.zeros(len(records), np.int16), np.zeros(len(records), bool)
    for answer in answers:
        own, typed = answer.at(records)
        scores += own
        if answer.weight:
            here = own > 0
            held += here
            weights += answer.weight * here
            loose |= here & ~typed
    return Tally(scores, held, weights, loose)


def scores_of(index: Index, option: Option) -> Scored:
    """BM25 of an option for every record that holds it, the typed form counted beside the stem."""

    def make() -> Scored:
        held = holders_of(index, option)
        own = index.forms(option.key[0]).get(option.form) if option.form and len(option.key) == 1 else None
        return Scored(
            index.count,
            _part(index, option.weight, held),
            None if own is None else _part(index, index.tuning.surface * option.weight, own),
        )

    return index.kept((option.key, option.form, option.weight), make)


def _part(index: Index, weight: float, held: Postings) -> Part:
    return Part(held, weight * idf(index.count, len(held.records)), index.saturated)


def _pair(index: Index, first: Slot, second: Slot) -> list[Scored]:
    """What two neighbours of the query score where they are neighbours in a record too, for each two readings."""
    found = (_beside(index, one, other) for one in first.near() for other in second.near())
    return [scored for scored in found if len(scored)]


def _beside(index: Index, one: Option, other: Option) -> Scored:
    """What two stems score that stand side by side."""

    def make() -> Scored:
        held = index.pair(one.key[0], other.key[0])
        return Scored(index.count, _part(index, index.tuning.pair * one.weight * other.weight, held))

    return index.kept((one.key, other.key, one.weight * other.weight), make)


def holders_of(index: Index, option: Option) -> Postings:
    """Who holds all words of an option."""
    return common([index.holders(key) for key in option.key])


def weight_of(index: Index, slot: Slot) -> float:
    """What a word adds to the weight of the query: that of its best option, or of a word that one record holds."""
    found = [option.weight * idf(index.count, len(scores_of(index, option))) for option in slot.options]
    return max(found, default=idf(index.count, 1))
