"""An index as many small texts: what a browser loads piece by piece."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

from rca.search.counting import Counted, counted
from rca.search.lengths import LENGTH_SIGNS, length_steps, lengths_of
from rca.search.postings import packed
from rca.search.record import KINDS, Corpus, SearchRecord
from rca.search.source import FORMAT
from rca.search.synonyms import held_synonyms
from rca.search.tuning import TUNING
from rca.search.words import STOP_WORDS, letters_of

SIZE = 12_000
"""Characters of a shard: small enough that a query loads little, large enough that files stay few."""

Shards = dict[str, str]


def build_shards(corpus: Corpus) -> Shards:
    """Name of each shard and its JSON. The same corpus gives the same shards. Cost: linear in its text."""
    found = counted(corpus.records)
    steps = length_steps(found.lengths)
    signs = "".join(LENGTH_SIGNS[step] for step in steps.tolist())
    shards: Shards = {}
    first_words = _fill(shards, "t", _words(found))
    first_pairs = _fill(shards, "p", _pairs(found))
    first_records = _fill_records(shards, corpus.records)
    spellings = _vocabulary(found)
    for size, listed in spellings.items():
        shards[f"w-{size}"] = to_json(listed)
    shards["records"] = to_json(_table(corpus, signs))
    shards["meta"] = to_json(
        {
            "format": FORMAT,
            "count": len(corpus.records),
            "average": float(lengths_of(steps).sum()) / max(1, len(signs)),
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
            "synonyms": held_synonyms(corpus.synonyms, {*found.stems, *found.forms}),
        }
    )
    return shards


def to_json(data: object) -> str:
    """Compact JSON that is harmless wherever it is put: no angle bracket, no ampersand, no line separator."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _words(found: Counted) -> Iterable[tuple[str, object]]:
    """Each stem with its forms in order, each followed by its postings."""
    firsts, lists = found.firsts.tolist(), packed(found.by_form)
    for place, stem in enumerate(found.stems):
        yield (
            stem,
            [part for form in range(firsts[place], firsts[place + 1]) for part in (found.forms[form], lists[form])],
        )


def _pairs(found: Counted) -> Iterable[tuple[str, object]]:
    """Each two stems that stand side by side, joined by a blank, with their postings, in the order of that text."""
    stems, lists = found.stems, packed(found.by_pair)
    named = (divmod(key, len(stems)) for key in found.pair_keys.tolist())
    yield from sorted(
        (f"{stems[one]} {stems[other]}", numbers) for (one, other), numbers in zip(named, lists, strict=True)
    )


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


def _vocabulary(found: Counted) -> dict[int, list[object]]:
    """Words that a slip may have meant, by their length: in order, each with the number of records that hold it.

    Each word is written as the letters it shares with the one before, in one digit or letter, and the rest.
    """
    by_length: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for form, holders in zip(found.forms, found.by_form.sizes().tolist(), strict=True):
        if letters_of(form):
            by_length[len(form)].append((form, holders))
    listed: dict[int, list[object]] = {}
    for length, words in by_length.items():
        last = ""
        parts: list[object] = []
        for form, count in sorted(words):
            shared = next((place for place, (a, b) in enumerate(zip(last, form, strict=False)) if a != b), len(last))
            parts.extend((shared, form[shared:], count))
            last = form
        listed[length] = parts
    return listed


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
