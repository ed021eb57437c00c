"""What a word scores in the records that hold it, worked out only where it is asked for."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rca.search.lengths import LENGTHS
from rca.search.postings import Postings, Real, Whole, places_of

DENSE = 8
"""A word that one record in so many holds is added to all records at once."""


class Part:
    """BM25 of one list of records: the weight of the word times what its count and the record's length make of it."""

    def __init__(self, held: Postings, weight: float, saturated: Real) -> None:
        self.held = held
        self._weight, self._saturated = weight, saturated

    @cached_property
    def most(self) -> float:
        """No record scores more: the largest count in the shortest record."""
        most = int(self.held.counts.max(initial=0)) // LENGTHS
        return self._weight * float(self._saturated[most * LENGTHS])

    def every(self) -> Real:
        """The score of every record that holds it."""
        scores: Real = self._saturated.take(self.held.counts)
        scores *= self._weight
        return scores

    def at(self, records: Whole) -> Real:
        """The score of each of these records; 0 where it does not hold it."""
        places = places_of(records, self.held.records)
        if not len(self.held.records):
            return np.zeros(len(records))
        scores: Real = self._weight * np.where(places >= 0, self._saturated[self.held.counts[places]], 0.0)
        return scores


class Scored:
    """Records in ascending order, and what a word scores in each: its stem, and beside it the form as typed."""

    def __init__(self, count: int, stem: Part, form: Part | None = None) -> None:
        self._count, self._stem, self._form = count, stem, form

    def __len__(self) -> int:
        return len(self._stem.held.records)

    @cached_property
    def records(self) -> NDArray[np.intp]:
        """The records."""
        return self._stem.held.records.astype(np.intp)

    @cached_property
    def scores(self) -> Real:
        """The score of each."""
        if self.dense is not None:
            return self.dense.take(self.records)
        scores = self._stem.every()
        if self._form is not None:
            same = len(self._form.held.records) == len(scores)
            scores[slice(None) if same else places_of(self._form.held.records, self._stem.held.records)] += (
                self._form.every()
            )
        return scores

    @cached_property
    def dense(self) -> Real | None:
        """A score for every record of the base, 0 where it does not hold the word; None for a word that few hold."""
        if len(self) * DENSE < self._count:
            return None
        scores = np.zeros(self._count)
        scores[self.records] = self._stem.every()
        if self._form is not None:  # a place a record costs less than a search for each of many
            np.add.at(scores, self._form.held.records.astype(np.intp), self._form.every())
        return scores

    @cached_property
    def most(self) -> float:
        """No record scores more."""
        return sum(part.most for part in (self._stem, self._form) if part is not None)

    def at(self, records: Whole) -> Real:
        """The score of each of these records; 0 where it does not hold the word."""
        if not len(self):
            return np.zeros(len(records))
        if "dense" in self.__dict__ and self.dense is not None:
            return self.dense.take(records)
        if "scores" in self.__dict__:
            places = places_of(records, self._stem.held.records)
            return np.where(places >= 0, self.scores[places], 0.0)
        scores = self._stem.at(records)
        return scores if self._form is None else scores + self._form.at(records)
