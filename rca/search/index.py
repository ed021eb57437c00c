"""An index as a query sees it: who holds a word, how long records are, which codes they carry, what they say."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from rca.search.lengths import saturated, spread
from rca.search.postings import Postings, Real, Whole
from rca.search.record import KINDS, Corpus, Facet, FacetValue, Kind, Passage
from rca.search.scored import Scored
from rca.search.source import ArraySource, Source
from rca.search.tuning import TUNING, Tuning

if TYPE_CHECKING:
    from rca.search.meaning import Meaning

KEPT = 6_000_000
"""How many scores of words in records are kept between queries: about 100 MB."""

ScoreKey = tuple[tuple[str, ...], str | tuple[str, ...], float]


class Index:
    """What a query asks. Nothing is read before it is asked for; what was asked for is kept."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.near: Meaning | None = None
        """Nearness in meaning, where it was asked for."""
        self._scores: dict[ScoreKey, Scored] = {}
        self._room = KEPT
        self._codes: dict[str, tuple[list[list[int]], Whole]] = {}
        self._holders: dict[str, Postings] = {}
        self._forms: dict[str, Mapping[str, Postings]] = {}

    @classmethod
    def of(cls, corpus: Corpus) -> Index:
        """The index of a corpus, in memory."""
        from rca.search.packing import pack  # an index that is kept is read without it

        return cls(ArraySource(pack(corpus)))

    def meaning(self, near: Meaning) -> Index:
        """An index of the same records whose searches weigh nearness in meaning too."""
        found = Index(self._source)
        found.near = near
        return found

    @property
    def meta(self) -> Mapping[str, Any]:
        """Counts, the facets and the synonyms."""
        return self._source.meta

    @cached_property
    def count(self) -> int:
        """How many records there are."""
        return int(self.meta["count"])

    @cached_property
    def tuning(self) -> Tuning:
        """The numbers of the ranking."""
        return TUNING

    @cached_property
    def saturation(self) -> float:
        """k1 of BM25 for these records."""
        return float(min(2.5, max(0.4, self.tuning.saturation * self.meta["average"])))

    @cached_property
    def length(self) -> float:
        """b of BM25 for these records."""
        return min(0.9, self.tuning.length + self.tuning.spread * spread(self._source.steps))

    @cached_property
    def saturated(self) -> Real:
        """What BM25 makes of each mark, without the weight of the word; see `saturated` in `lengths`."""
        return saturated(int(self.meta["most"]), float(self.meta["average"]), self.saturation, self.length)

    @cached_property
    def kinds(self) -> Sequence[Kind]:
        """Kind of every record."""
        return [KINDS[number] for number in self._source.kinds.tolist()]

    @cached_property
    def kind_numbers(self) -> Whole:
        """Kind of every record, as its place in `KINDS`."""
        return self._source.kinds

    @cached_property
    def kind_factors(self) -> Real:
        """For every record the factor of its kind."""
        factors: Real = np.array([self.tuning.kinds.get(kind, 1.0) for kind in KINDS])[self._source.kinds]
        return factors

    @cached_property
    def most_factor(self) -> float:
        """The largest of these factors."""
        return float(self.kind_factors.max(initial=0.0))

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """The ways to narrow hits."""
        return tuple(
            Facet(each["id"], each["name"], tuple(FacetValue(*value) for value in each["values"]))
            for each in self.meta["facets"]
        )

    def kept(self, key: ScoreKey, make: Callable[[], Scored]) -> Scored:
        """What was made under `key` before, or what `make` gives; the oldest half goes when there is too much."""
        found = self._scores.get(key)
        if found is None:
            found = self._scores[key] = make()
            self._room -= len(found)
            if self._room < 0:
                for old in list(self._scores)[: -(len(self._scores) // 2) - 1]:
                    del self._scores[old]
                self._room = KEPT - sum(len(each) for each in self._scores.values())
        return found

    def codes(self, facet: str) -> tuple[list[list[int]], Whole]:
        """The sets of the facet's values that records carry, and for every record the number of its set."""
        found = self._codes.get(facet)
        if found is None:
            found = self._codes[facet] = self._source.codes(facet)
        return found

    def forms(self, key: str) -> Mapping[str, Postings]:
        """The forms of a stem that occur, each with who holds it; empty when none does."""
        found = self._forms.get(key)
        if found is None:
            found = self._forms[key] = self._source.forms(key)
        return found

    def holders(self, key: str) -> Postings:
        """Who holds any form of a stem."""
        found = self._holders.get(key)
        if found is None:
            found = self._holders[key] = self._source.holders(key)
        return found

    def pair(self, first: str, second: str) -> Postings:
        """Who holds two stems side by side, stop words between them passed over."""
        return self._source.pair(first, second)

    def beginning(self, prefix: str) -> list[tuple[str, str, int]]:
        """Words that begin so: stem, word and number of records. The prefix as a word of its own is left out.

        Stems are looked at that begin with all but the last letter of the prefix (`carri` for `carry`), and the stems
        that the prefix begins with (`run` for `runnin`).
        """
        keys = [prefix[:length] for length in range(3, len(prefix) - 1)]
        return [
            (key, form, len(postings.records))
            for key in (*keys, *self._source.beginning(prefix[:-1]))
            for form, postings in self.forms(key).items()
            if form.startswith(prefix) and form != prefix
        ]

    def spellable(self, length: int, reach: int, letters: int = 0) -> Sequence[tuple[str, int]]:
        """Words that a slip may have meant, with the number of records that hold them; see `Source.spellable`."""
        return self._source.spellable(length, reach, letters)

    def shown(self, record: int) -> tuple[str, str, str, tuple[Passage, ...], Mapping[str, str]]:
        """Id, title, address, passages that may be quoted, and notes of a record."""
        name, title, address, notes, *parts = self._source.shown(record)
        passages = tuple(Passage(label, text) for label, text in zip(parts[::2], parts[1::2], strict=True))
        return name, title, address, passages, json.loads(notes) if notes else {}
