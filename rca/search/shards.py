"""An index as many small texts: what the cache holds and what a browser loads piece by piece."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rca.search.counting import Counts, counted
from rca.search.postings import packed
from rca.search.record import KINDS, Corpus, SearchRecord
from rca.search.synonyms import built_in, key_of, synonym_table
from rca.search.tuning import TUNING
from rca.search.words import STOP_WORDS

FORMAT = 3
"""Raised when the shards change their form, so that a cache of an older one is thrown away."""
SIZE = 12_000
"""Characters of a shard: small enough that a query loads little, large enough that files stay few."""
LENGTH_SIGNS = "".join(chr(code) for code in range(32, 127) if chr(code) not in '"\\<>&')
"""One sign for every length of a record, in steps of a seventh of an octave."""
STEPS = 7

Shards = dict[str, str]


def build_shards(corpus: Corpus) -> Shards:
    """Name of each shard and its JSON. The same corpus gives the same shards. Cost: linear in its text."""
    words, pairs, lengths = counted(corpus.records)
    signs = "".join(LENGTH_SIGNS[length_step(length)] for length in lengths)
    shards: Shards = {}
    first_words = _fill(shards, "t", ((key, _forms(words[key])) for key in sorted(words)))
    first_pairs = _fill(shards, "p", ((key, packed(pairs[key].items())) for key in sorted(pairs)))
    first_records = _fill_records(shards, corpus.records)
    spellings = _vocabulary(words)
    for size, listed in spellings.items():
        shards[f"w-{size}"] = to_json(listed)
    shards["records"] = to_json(_table(corpus, signs))
    known = {form for forms in words.values() for form in forms}
    shards["meta"] = to_json(
        {
            "format": FORMAT,
            "count": len(corpus.records),
            "average": sum(map(length_of, signs)) / max(1, len(signs)),
            "words": first_words,
            "pairs": first_pairs,
            "records": first_records,
            "spellings": sorted(spellings),
            "stop": sorted(STOP_WORDS),
            "signs": LENGTH_SIGNS,
            "tuning": TUNING.as_json(),
            "kinds": list(KINDS),
            "facets": [
                {
                    "id": facet.id,
                    "name": facet.name,
                    "values": [[value.code, value.name, value.zh] for value in facet.values],
                }
                for facet in corpus.facets
            ],
            "synonyms": _synonyms(corpus, words, known),
        }
    )
    return shards


def length_step(length: int) -> int:
    """Step of a length in words: about ten per cent apart."""
    return min(len(LENGTH_SIGNS) - 1, round(STEPS * math.log2(1 + length)))


def length_of(sign: str) -> float:
    """The length in words that a sign stands for."""
    return float(2 ** (LENGTH_SIGNS.index(sign) / STEPS)) - 1


def to_json(data: object) -> str:
    """Compact JSON that is harmless wherever it is put: no angle bracket, no ampersand, no line separator."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _forms(forms: Counts) -> list[object]:
    """Forms of a stem in order, each followed by its postings."""
    return [part for form in sorted(forms) for part in (form, packed(forms[form].items()))]


def _fill(shards: Shards, prefix: str, items: Iterable[tuple[str, object]]) -> list[str]:
    """Cut sorted items into shards; the first key of each is returned."""
    firsts: list[str] = []
    parts: list[str] = []
    size = 0
    for key, value in items:
        part = f"{to_json(key)}:{to_json(value)}"
        if not parts:
            firsts.append(key)
        parts.append(part)
        size += len(part)
        if size > SIZE:
            shards[f"{prefix}-{len(firsts) - 1}"] = "{" + ",".join(parts) + "}"
            parts, size = [], 0
    if parts:
        shards[f"{prefix}-{len(firsts) - 1}"] = "{" + ",".join(parts) + "}"
    return firsts


def _fill_records(shards: Shards, records: Sequence[SearchRecord]) -> list[int]:
    """Cut what is shown of the records into shards; the number of the first record of each is returned."""
    firsts: list[int] = []
    parts: list[str] = []
    size = 0
    for number, record in enumerate(records):
        shown = [[passage.label, passage.text] for passage in record.passages if passage.shown]
        part = to_json([record.id, record.title, record.address, shown, dict(record.notes)])
        if not parts:
            firsts.append(number)
        parts.append(part)
        size += len(part)
        if size > SIZE:
            shards[f"d-{len(firsts) - 1}"] = f"[{','.join(parts)}]"
            parts, size = [], 0
    if parts:
        shards[f"d-{len(firsts) - 1}"] = f"[{','.join(parts)}]"
    return firsts


def _vocabulary(words: Mapping[str, Counts]) -> dict[int, list[object]]:
    """Words that a slip may have meant, by their length: in order, each with the number of records that hold it.

    Each word is written as the letters it shares with the one before, in one digit or letter, and the rest.
    """
    by_length: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for forms in words.values():
        for form, found in forms.items():
            if form.isalpha() and form.isascii() and len(form) >= 3:
                by_length[len(form)].append((form, len(found)))
    listed: dict[int, list[object]] = {}
    for length, found_words in by_length.items():
        last = ""
        parts: list[object] = []
        for form, count in sorted(found_words):
            shared = next((place for place, (a, b) in enumerate(zip(last, form, strict=False)) if a != b), len(last))
            parts.extend((shared, form[shared:], count))
            last = form
        listed[length] = parts
    return listed


def _synonyms(corpus: Corpus, words: Mapping[str, Counts], known: set[str]) -> dict[str, list[str]]:
    """The table of synonyms, only as far as the corpus holds them."""
    table = synonym_table((*built_in(), *corpus.synonyms))
    kept: dict[str, list[str]] = {}
    for key, others in table.items():
        held = [other for other in others if all(part in words or part in known for part in key_of(other))]
        if held:
            kept[key] = held
    return dict(sorted(kept.items()))


def _table(corpus: Corpus, signs: str) -> dict[str, object]:
    """What ranking, filtering and counting need of every record."""
    facets: dict[str, object] = {}
    for facet in corpus.facets:
        place = {value.code: number for number, value in enumerate(facet.values)}
        carried = [
            tuple(sorted({place[code] for code in record.facets.get(facet.id, ()) if code in place}))
            for record in corpus.records
        ]
        sets = {codes: number for number, codes in enumerate(dict.fromkeys(carried))}
        facets[facet.id] = {
            "sets": [list(codes) for codes in sets],
            "runs": runs_of(sets[codes] for codes in carried),
        }
    return {
        "lengths": signs,
        "kinds": runs_of(KINDS.index(record.kind) for record in corpus.records),
        "years": runs_of(record.year for record in corpus.records),
        "gravity": runs_of(record.gravity for record in corpus.records),
        "facets": facets,
    }


def runs_of(numbers: Iterable[int]) -> list[int]:
    """Each number followed by how often it stands in a row: the parts of a case are alike.

    >>> runs_of([5, 5, 5, 7])
    [5, 3, 7, 1]
    """
    runs: list[int] = []
    for number in numbers:
        if runs and runs[-2] == number:
            runs[-1] += 1
        else:
            runs.extend((number, 1))
    return runs


def row_of(runs: Sequence[int]) -> list[int]:
    """The inverse of `runs_of`."""
    each = iter(runs)
    return [number for number, times in zip(each, each, strict=True) for _ in range(times)]
