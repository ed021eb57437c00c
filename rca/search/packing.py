"""A corpus as the arrays that a query on this machine reads; `shards.py` makes of the same counts what a browser reads."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np

from rca.search.arrays import strings
from rca.search.counting import Counted, counted
from rca.search.lengths import length_steps, lengths_of, marks_of
from rca.search.postings import Lists, Whole, filled, grouped, narrow
from rca.search.record import KINDS, Corpus, Facet, SearchRecord
from rca.search.source import FORMAT
from rca.search.synonyms import held_synonyms
from rca.search.words import letters_of


def pack(corpus: Corpus) -> dict[str, Whole]:
    """The arrays by name. The same corpus gives the same arrays. Cost: linear in its text, but for sorting."""
    found = counted(corpus.records)
    steps = length_steps(found.lengths)
    of_stem = stem_lists(found, len(corpus.records))
    arrays: dict[str, Whole] = {
        "meta": meta_of(corpus, found, of_stem, float(lengths_of(steps).sum()) / max(1, len(steps))),
        "firsts": narrow(found.firsts),
        "letters": np.array([letters_of(form) for form in found.forms], np.uint32),
        "pair.keys": found.pair_keys.astype(np.int64),
        "record.steps": steps.astype(np.uint8),
        "record.kinds": np.array([KINDS.index(record.kind) for record in corpus.records], np.uint8),
    }
    shown = [shown_of(record) for record in corpus.records]
    arrays["record.shown"] = narrow(np.cumsum([0, *map(len, shown)]))
    for name, texts in (
        ("stem", found.stems),
        ("form", found.forms),
        ("shown", [part for parts in shown for part in parts]),
    ):
        arrays[f"{name}.texts"], places = strings(texts)
        arrays[f"{name}.places"] = narrow(places)
    for name, lists in (
        ("of-form", found.by_form), ("of-stem", of_stem), ("of-pair", found.by_pair)
    ):  # fmt: skip
        arrays[f"{name}.starts"], arrays[f"{name}.records"] = lists.starts, lists.records
        arrays[f"{name}.marks"] = narrow(marks_of(lists.counts, steps[lists.records]))
    for facet in corpus.facets:
        arrays[f"facet.{facet.id}.sets"], arrays[f"facet.{facet.id}.rows"] = carried(facet, corpus.records)
    return arrays


def meta_of(corpus: Corpus, found: Counted, of_stem: Lists, average: float) -> Whole:
    """What a query needs of the whole: counts, facets, synonyms; as JSON in bytes."""
    meta = {
        "format": FORMAT,
        "count": len(corpus.records),
        "average": average,
        "most": max(int(lists.counts.max(initial=0)) for lists in (found.by_form, of_stem, found.by_pair)),
        "facets": [
            {"id": facet.id, "name": facet.name, "values": [[each.code, each.name, each.zh] for each in facet.values]}
            for facet in corpus.facets
        ],
        "synonyms": held_synonyms(corpus.synonyms, {*found.stems, *found.forms}),
    }
    return np.frombuffer(json.dumps(meta).encode(), np.uint8)


def stem_lists(found: Counted, count: int) -> Lists:
    """Who holds any form of a stem, for stems of several forms; those of one form have its list."""
    forms = np.diff(found.firsts)
    sizes = found.by_form.sizes().astype(np.int64)
    of_form = np.repeat(np.arange(len(forms)), forms)
    of_posting = np.repeat(of_form, sizes)
    kept = (forms > 1)[of_posting]
    keys, lists = grouped(of_posting[kept], found.by_form.records[kept], found.by_form.counts[kept], count)
    return filled(keys, lists, len(forms))


def carried(facet: Facet, records: Sequence[SearchRecord]) -> tuple[Whole, Whole]:
    """The sets of values that records carry, as JSON in bytes, and for each record the number of its set."""
    place = {value.code: number for number, value in enumerate(facet.values)}
    each = [
        tuple(sorted({place[code] for code in record.facets.get(facet.id, ()) if code in place})) for record in records
    ]
    sets = {codes: number for number, codes in enumerate(dict.fromkeys(each))}
    rows = np.array([sets[codes] for codes in each], np.int64)
    return np.frombuffer(json.dumps([list(codes) for codes in sets]).encode(), np.uint8), narrow(rows)


def shown_of(record: SearchRecord) -> list[str]:
    """What is shown of a record: id, title, address, notes as JSON, then label and text of each passage that may be quoted."""
    notes = json.dumps(dict(record.notes), ensure_ascii=False) if record.notes else ""
    quoted = (part for passage in record.passages if passage.shown for part in (passage.label, passage.text))
    return [record.id, record.title, record.address, notes, *quoted]
