"""An index as a query sees it: shards are read when they are first needed and kept."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from rca.search.postings import Postings, merged, unpacked
from rca.search.record import Corpus, Facet, FacetValue, Kind, Passage
from rca.search.shards import Shards, build_shards, length_of, row_of
from rca.search.tuning import TUNING, Tuning

Reader = Callable[[str], str]
"""Text of a shard by its name.

Raises:
    KeyError: there is no such shard.
"""


KEPT = 2000
"""How many words' scores are kept between queries."""
NEAR = 4
"""How many shards are searched for words with a beginning."""


class Index:
    """What a query asks: who holds a word, how long records are, which codes they carry, what they say."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self._shards: dict[str, Any] = {}
        self._words: dict[str, dict[str, Postings]] = {}
        self._merged: dict[str, Postings] = {}
        self._scores: dict[tuple[tuple[str, ...], str, float], Mapping[int, float]] = {}
        self._codes: dict[str, list[tuple[int, ...]]] = {}

    @classmethod
    def of(cls, corpus: Corpus) -> Index:
        """The index of a corpus, in memory."""
        shards: Shards = build_shards(corpus)
        return cls(shards.__getitem__)

    def _shard(self, name: str) -> Any:  # noqa: ANN401 -- JSON
        found = self._shards.get(name)
        if found is None:
            found = self._shards[name] = json.loads(self._read(name))
        return found

    @cached_property
    def meta(self) -> Mapping[str, Any]:
        """Counts, where each shard begins, the facets and the synonyms."""
        found: Mapping[str, Any] = self._shard("meta")
        return found

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
        return float(min(2.5, max(0.5, self.tuning.saturation * self.meta["average"] ** 0.5)))

    @cached_property
    def norms(self) -> list[float]:
        """For every record what BM25 puts under the count: k1 · (1 - b + b · length / average length)."""
        average, b, k = float(self.meta["average"]) or 1.0, self.tuning.length, self.saturation
        by_sign = {sign: k * (1 - b + b * length_of(sign) / average) for sign in self.meta["signs"]}
        return [by_sign[sign] for sign in self._table["lengths"]]

    @cached_property
    def _table(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self._shard("records")
        return found

    @cached_property
    def kinds(self) -> list[Kind]:
        """Kind of every record."""
        names = self.meta["kinds"]
        return [names[number] for number in row_of(self._table["kinds"])]

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """The ways to narrow hits."""
        return tuple(
            Facet(each["id"], each["name"], tuple(FacetValue(*value) for value in each["values"]))
            for each in self.meta["facets"]
        )

    def kept(
        self, key: tuple[tuple[str, ...], str, float], make: Callable[[], Mapping[int, float]]
    ) -> Mapping[int, float]:
        """What was made under `key` before, or what `make` gives; the oldest half goes when there is too much."""
        found = self._scores.get(key)
        if found is None:
            if len(self._scores) >= KEPT:
                for old in list(self._scores)[: KEPT // 2]:
                    del self._scores[old]
            found = self._scores[key] = make()
        return found

    def codes(self, facet: str) -> list[tuple[int, ...]]:
        """For every record the numbers of the facet's values that it carries."""
        found = self._codes.get(facet)
        if found is None:
            found = self._codes[facet] = self._read_codes(facet)
        return found

    def _read_codes(self, facet: str) -> list[tuple[int, ...]]:
        table = self._table["facets"][facet]
        sets = [tuple(each) for each in table["sets"]]
        return [sets[number] for number in row_of(table["runs"])]

    def forms(self, key: str) -> Mapping[str, Postings]:
        """The forms of a stem that occur, each with who holds it; empty when none does."""
        found = self._words.get(key)
        if found is None:
            found = {}
            shard = self._shard_of("t", "words", key)
            if shard is not None:
                flat = iter(shard.get(key, ()))
                found = {form: unpacked(numbers) for form, numbers in zip(flat, flat, strict=True)}
            self._words[key] = found
        return found

    def holders(self, key: str) -> Postings:
        """Who holds any form of a stem."""
        found = self._merged.get(key)
        if found is None:
            found = self._merged[key] = merged(tuple(self.forms(key).values())) if self.forms(key) else ([], [])
        return found

    def pair(self, first: str, second: str) -> Postings:
        """Who holds two stems side by side, stop words between them passed over."""
        key = f"{first} {second}"
        found = self._merged.get(key)
        if found is None:
            shard = self._shard_of("p", "pairs", key)
            found = self._merged[key] = unpacked(shard.get(key, ())) if shard is not None else ([], [])
        return found

    def beginning(self, prefix: str) -> list[tuple[str, str, int]]:
        """Words that begin so: stem, word and number of records. The prefix as a word of its own is left out.

        Stems are looked at that begin with all but the last letter of the prefix (`carri` for `carry`), in at most
        `NEAR` shards, and the stems that the prefix begins with (`run` for `runnin`).
        """
        firsts, lead = self.meta["words"], prefix[:-1]
        place = max(0, bisect_right(firsts, lead) - 1)
        keys = [prefix[:length] for length in range(3, len(prefix) - 1)]
        for _ in range(NEAR):
            if place < len(firsts) and (firsts[place] <= lead or firsts[place].startswith(lead)):
                keys.extend(key for key in self._shard(f"t-{place}") if key.startswith(lead))
            place += 1
        return [
            (key, form, len(postings[0]))
            for key in keys
            for form, postings in self.forms(key).items()
            if form.startswith(prefix) and form != prefix
        ]

    def spellings(self, length: int) -> list[tuple[str, int]]:
        """Words of a length that a slip may have meant, with the number of records that hold them."""
        if length not in self.meta["spellings"]:
            return []
        name = f"spelled-{length}"
        found = self._shards.get(name)
        if found is None:
            found, last = [], ""
            flat = iter(self._shard(f"w-{length}"))
            for shared, rest, count in zip(flat, flat, flat, strict=True):
                last = last[:shared] + rest
                found.append((last, count))
            self._shards[name] = found
        listed: list[tuple[str, int]] = found
        return listed

    def shown(self, record: int) -> tuple[str, str, str, tuple[Passage, ...], Mapping[str, str]]:
        """Id, title, address, passages that may be quoted, and notes of a record."""
        firsts = self.meta["records"]
        place = bisect_right(firsts, record) - 1
        name, title, address, passages, notes = self._shard(f"d-{place}")[record - firsts[place]]
        return name, title, address, tuple(Passage(label, text) for label, text in passages), notes

    def _shard_of(self, prefix: str, kind: str, key: str) -> Any:  # noqa: ANN401 -- JSON
        place = bisect_right(self.meta[kind], key) - 1
        return self._shard(f"{prefix}-{place}") if place >= 0 else None
