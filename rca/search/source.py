"""What an index is read from: one set of arrays in memory or in a file, or the tables of a database."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from rca.search.arrays import Arrays, Strings
from rca.search.postings import NONE, Lists, Postings, Whole

FORMAT = 5
"""Raised when the arrays or the shards change their form, so that a cache of an older one is thrown away."""


class Source(Protocol):
    """Everything that ranking and printing ask for. Records are numbered from 0 without a gap.

    In postings the count stands together with the length of the record, as a mark: see `marks_of`.
    """

    @property
    def meta(self) -> Mapping[str, Any]:
        """`count`, `average` length in words, the `most` that a word is counted in a record, `facets`, `synonyms`."""

    @property
    def steps(self) -> Whole:
        """Length of every record as a step."""

    @property
    def kinds(self) -> Whole:
        """Kind of every record, as its place in `KINDS`."""

    def codes(self, facet: str) -> tuple[list[list[int]], Whole]:
        """The sets of the facet's values that records carry, and for every record the number of its set."""

    def forms(self, stem: str) -> Mapping[str, Postings]:
        """The forms of a stem in order, each with who holds it; empty when none does."""

    def holders(self, stem: str) -> Postings:
        """Who holds any form of a stem."""

    def pair(self, first: str, second: str) -> Postings:
        """Who holds two stems side by side."""

    def beginning(self, lead: str) -> Sequence[str]:
        """Stems that begin so, in order."""

    def spellable(self, length: int, reach: int, letters: int) -> Sequence[tuple[str, int]]:
        """Words of plain letters that a slip may have meant, with the number of records that hold them.

        All that are within `reach` edits are among them, and many that are not.

        Args:
            length: of what was written.
            reach: edits; by so many letters may a word be longer or shorter.
            letters: which letters were written, as bits; 0: any word of about the length will do.
        """

    def shown(self, record: int) -> list[str]:
        """What is shown of a record; see `packing.shown_of`."""


class ArraySource:
    """An index in memory, or in a file mapped into memory."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self.meta: Mapping[str, Any] = json.loads(bytes(arrays["meta"]))
        self.steps = arrays["record.steps"]
        self.kinds = arrays["record.kinds"]
        self._stems, self._forms, self._shown = (
            Strings(arrays[f"{name}.texts"], arrays[f"{name}.places"]) for name in ("stem", "form", "shown")
        )
        self._of_form, self._of_stem, self._of_pair = (
            Lists(*(arrays[f"{name}.{part}"] for part in ("starts", "records", "marks")))
            for name in ("of-form", "of-stem", "of-pair")
        )
        self._places: dict[str, int] = {}

    def codes(self, facet: str) -> tuple[list[list[int]], Whole]:
        """As `Source.codes`."""
        return json.loads(bytes(self._arrays[f"facet.{facet}.sets"])), self._arrays[f"facet.{facet}.rows"]

    def _stem(self, stem: str) -> int:
        place = self._places.get(stem)
        if place is None:
            place = self._places[stem] = self._stems.find(stem)
        return place

    def forms(self, stem: str) -> Mapping[str, Postings]:
        """As `Source.forms`."""
        place = self._stem(stem)
        if place < 0:
            return {}
        firsts = self._arrays["firsts"]
        return {self._forms[form]: self._of_form.of(form) for form in range(int(firsts[place]), int(firsts[place + 1]))}

    def holders(self, stem: str) -> Postings:
        """As `Source.holders`."""
        place = self._stem(stem)
        if place < 0:
            return NONE
        first, last = (int(each) for each in self._arrays["firsts"][place : place + 2])
        return self._of_form.of(first) if last - first == 1 else self._of_stem.of(place)

    def pair(self, first: str, second: str) -> Postings:
        """As `Source.pair`."""
        one, other, keys = self._stem(first), self._stem(second), self._arrays["pair.keys"]
        if one < 0 or other < 0:
            return NONE
        key = one * len(self._stems) + other
        place = int(np.searchsorted(keys, key))
        return self._of_pair.of(place) if place < len(keys) and keys[place] == key else NONE

    def beginning(self, lead: str) -> Sequence[str]:
        """As `Source.beginning`."""
        begin = lead.encode("utf-8", "surrogatepass")
        first, last = self._stems.after(begin), self._stems.after(begin + b"\xff")
        return [self._stems[place] for place in range(first, last)]

    @cached_property
    def _sizes(self) -> NDArray[np.int64]:
        return np.diff(self._forms.places).astype(np.int64)

    def spellable(self, length: int, reach: int, letters: int) -> Sequence[tuple[str, int]]:
        """As `Source.spellable`."""
        near = may_be_meant(self._arrays["letters"], self._sizes, length, reach, letters)
        starts = self._of_form.starts
        holders = starts[near + 1].astype(np.int64) - starts[near]
        return list(zip(self._forms.plain(near), holders.tolist(), strict=True))

    def shown(self, record: int) -> list[str]:
        """As `Source.shown`."""
        first, last = (int(each) for each in self._arrays["record.shown"][record : record + 2])
        return [self._shown[place] for place in range(first, last)]


def may_be_meant(have: Whole, sizes: Whole, length: int, reach: int, letters: int) -> NDArray[np.intp]:
    """Places of words that may lie within `reach` edits: an edit brings in at most one letter and takes at most one away.

    Args:
        have: the letters of each word, as bits; 0 for a word that nobody can have meant.
        sizes: the length of each word.
        length: of what was written.
        reach: edits.
        letters: of what was written, as bits; 0: any.
    """
    near = np.flatnonzero((have != 0) & (np.abs(sizes - length) <= reach))
    if not letters:
        return near
    held, written = have[near], np.uint32(letters)
    fit = (np.bitwise_count(held & ~written) <= reach) & (np.bitwise_count(written & ~held) <= reach)
    kept: NDArray[np.intp] = near[fit]
    return kept
