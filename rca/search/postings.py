"""Which records hold a word and how often: two arrays side by side, and a short list of whole numbers for the browser."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Whole: TypeAlias = NDArray[np.integer]
"""An array of whole numbers, as narrow as they allow."""
Real: TypeAlias = NDArray[np.float64]


class Postings(NamedTuple):
    """Records in ascending order, and for each the weighted count of the word."""

    records: Whole
    counts: Whole


NONE = Postings(np.empty(0, np.int64), np.empty(0, np.int64))


@dataclass(frozen=True, slots=True)
class Lists:
    """Postings of many keys behind each other: those of key `n` stand from `starts[n]` to `starts[n + 1]`."""

    starts: Whole
    records: Whole
    counts: Whole

    def of(self, place: int) -> Postings:
        """The postings of one key."""
        first, last = int(self.starts[place]), int(self.starts[place + 1])
        return Postings(self.records[first:last], self.counts[first:last])

    def sizes(self) -> Whole:
        """How many records each key has."""
        return np.diff(self.starts)


def narrow(numbers: Whole) -> Whole:
    """The same numbers, none negative, in as few bytes as hold the largest."""
    most = int(numbers.max(initial=0))
    return numbers.astype(np.min_scalar_type(most))


def grouped(keys: Whole, records: Whole, weights: Whole, count: int) -> tuple[Whole, Lists]:
    """Every different key in order, and its postings: the weights of a key in a record added up.

    Args:
        keys: whole numbers from 0; times `count` they fit in 63 bits.
        records: of each key the record it stands in.
        weights: how much it counts there.
        count: of records.
    """
    held, sums = summed(keys.astype(np.int64) * max(1, count) + records, weights)
    found, owners = np.divmod(held, max(1, count))
    begins = np.flatnonzero(np.diff(found, prepend=-1))
    starts = np.append(begins, len(found))
    return found[begins], Lists(narrow(starts), narrow(owners), narrow(sums))


def filled(keys: Whole, lists: Lists, count: int) -> Lists:
    """Lists for the keys 0 to `count` - 1, empty for those that are not among `keys`."""
    sizes = np.zeros(count, np.int64)
    sizes[keys] = lists.sizes()
    return Lists(narrow(np.concatenate(([0], np.cumsum(sizes)))), lists.records, lists.counts)


def summed(keys: Whole, weights: Whole) -> tuple[Whole, Whole]:
    """Every different key in order, with the sum of its weights. Cost: one sort."""
    if not len(keys):
        return keys.astype(np.int64), weights.astype(np.int64)
    room = int(weights.max()) + 1
    if int(keys.max()) < 2**63 // room - 1:
        both = keys.astype(np.int64) * room + weights  # one array sorts several times as fast as an order does
        both.sort()
        keys, weights = np.divmod(both, room)
    else:
        order = np.argsort(keys, kind="stable")
        keys, weights = keys[order], weights[order]
    begins = np.flatnonzero(np.diff(keys, prepend=-1))
    return keys[begins], np.add.reduceat(weights.astype(np.int64), begins)


def packed(lists: Lists) -> list[list[int]]:
    """For each key steps between records, four times over, plus the count less one; a count above 3 follows by itself.

    >>> packed(Lists(np.array([0, 3]), np.array([0, 5, 6]), np.array([1, 2, 9])))
    [[0, 21, 7, 9]]
    """
    begins = lists.starts[:-1][lists.sizes() > 0].astype(np.int64)
    records, counts = lists.records.astype(np.int64), lists.counts.astype(np.int64)
    steps = np.diff(records, prepend=0)
    steps[begins] = records[begins]
    large = counts > 3
    after = np.cumsum(large)
    places = np.arange(len(steps)) + after - large
    numbers = np.empty(len(steps) + int(large.sum()), np.int64)
    numbers[places] = steps * 4 + np.minimum(counts, 4) - 1
    numbers[places[large] + 1] = counts[large]
    every: list[int] = numbers.tolist()
    ends = (lists.starts + np.concatenate(([0], after))[lists.starts]).tolist()
    return [every[first:last] for first, last in itertools.pairwise(ends)]


def within(firsts: Whole, sizes: Whole) -> Whole:
    """The places from each first one on, as many as its size says, behind each other."""
    sizes = sizes.astype(np.int64)
    found: Whole = np.repeat(firsts.astype(np.int64) - np.cumsum(sizes) + sizes, sizes) + np.arange(int(sizes.sum()))
    return found


def merged(lists: Sequence[Postings]) -> Postings:
    """Records that any of the lists holds, counts added."""
    if len(lists) == 1:
        return lists[0]
    if not lists:
        return NONE
    return Postings(
        *summed(np.concatenate([each.records for each in lists]), np.concatenate([each.counts for each in lists]))
    )


def any_of(lists: Sequence[NDArray[np.intp]]) -> NDArray[np.intp]:
    """Records that any of the lists holds, in ascending order; `np.union1d` would import a quarter of numpy for it."""
    every = np.sort(np.concatenate((np.empty(0, np.intp), *lists)))
    first: NDArray[np.bool_] = np.diff(every, prepend=-1) != 0
    return every[first]


def common(lists: Sequence[Postings]) -> Postings:
    """Records that all of the lists hold, with the least of the counts."""
    if len(lists) == 1:
        return lists[0]
    if not lists:
        return NONE
    records, counts = min(lists, key=lambda each: len(each.records))
    for other in lists:
        places = places_of(records, other.records)
        held = places >= 0
        records, counts = records[held], np.minimum(counts[held], other.counts[places[held]])
    return Postings(records, counts)


def places_of(records: Whole, among: Whole) -> Whole:
    """For each record its place in an ascending array, -1 where it is not there."""
    if not len(among):
        return np.full(len(records), -1)
    places = np.searchsorted(among, records.astype(among.dtype, copy=False))
    places[places == len(among)] = 0
    places[among[places] != records] = -1
    return places
