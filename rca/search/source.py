"""What an index is read from: one set of arrays in memory or in a file, or the tables of a database."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np

from rca.search.arrays import Arrays, Strings
from rca.search.postings import NONE, Lists, Postings, Whole


class Source(Protocol):
    """Everything that ranking and printing ask for. Records are numbered from 0 without a gap."""

    @property
    def meta(self) -> Mapping[str, Any]:
        """`count`, `average` length in words, `facets`, `synonyms`."""

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

    def spellable(self, lengths: range, letters: int, apart: int) -> Sequence[tuple[str, int]]:
        """Words of plain letters that a slip may have meant, with the number of records that hold them.

        Args:
            lengths: of the words.
            letters: as bits; a word has all of these but some, and no others but some.
            apart: how many letters stand in one of the two and not in the other, at most; below 0: any number.
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
            Lists(*(arrays[f"{name}.{part}"] for part in ("starts", "records", "counts")))
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

    def spellable(self, lengths: range, letters: int, apart: int) -> Sequence[tuple[str, int]]:
        """As `Source.spellable`."""
        have = self._arrays["letters"]
        size = np.diff(self._forms.places)
        near = (have != 0) & (size >= lengths.start) & (size < lengths.stop)
        if apart >= 0:
            near &= np.bitwise_count(have ^ np.uint32(letters)) <= apart
        starts = self._of_form.starts
        return [
            (self._forms[place], int(starts[place + 1]) - int(starts[place])) for place in np.flatnonzero(near).tolist()
        ]

    def shown(self, record: int) -> list[str]:
        """As `Source.shown`."""
        first, last = (int(each) for each in self._arrays["record.shown"][record : record + 2])
        return [self._shown[place] for place in range(first, last)]
