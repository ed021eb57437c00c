"""Vectors of records, kept beside the index by the content of each record: a changed base costs its changed records."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

import numpy as np

from rca.search.arrays import Damaged, keep, read_arrays
from rca.search.index import Index
from rca.search.meaning import MODEL, ROUGH, WIDTH, Near, RecordVectors, WordVectors, word_vectors
from rca.search.postings import Whole


def with_meaning(index: Index, beside: Path) -> Index:
    """The index, whose searches now weigh nearness in meaning too.

    Args:
        index: as it is kept.
        beside: the file of the index; the vectors stand beside it, or are made each time where nothing can be written.

    Raises:
        NoModel: the extra `semantic` is not installed.
    """
    model = word_vectors()
    return index.meaning(Near(model, kept_vectors(index, beside.with_suffix(".vec"), model)))


def kept_vectors(index: Index, place: Path, model: WordVectors) -> RecordVectors:
    """The vectors of all records, read where they are kept and made where the record is new or has changed."""
    texts = [text_of(index, record) for record in range(index.count)]
    digests = digests_of(texts)
    old_digests, old = _read(place)
    if np.array_equal(old_digests, digests):
        return old
    known = {key: number for number, key in enumerate(map(bytes, old_digests))}
    places = [known.get(bytes(digest), -1) for digest in digests]
    fresh = [record for record, number in enumerate(places) if number < 0]
    for number, record in enumerate(fresh, len(old_digests)):
        places[record] = number
    vectors = old.and_of(model.described([texts[record] for record in fresh])).only(np.array(places, np.int64))
    _write(place, digests, vectors)
    return vectors


def text_of(index: Index, record: int) -> str:
    """What a record says, as far as it may be quoted."""
    _, title, _, passages, _ = index.shown(record)
    return "\n".join((title, *(passage.text for passage in passages)))


def digests_of(texts: list[str]) -> Whole:
    """Sixteen bytes of hash a text."""
    found = b"".join(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest() for text in texts)
    return np.frombuffer(found, np.uint8).reshape(-1, 16)


def _read(place: Path) -> tuple[Whole, RecordVectors]:
    none = np.empty((0, WIDTH), np.float32)
    nothing = np.empty((0, 16), np.uint8), RecordVectors.of(none, np.empty(0, np.int64), none)
    try:
        arrays = read_arrays(place, MODEL) or {}
        digests, starts = arrays["digests"].reshape(-1, 16), arrays["starts"].astype(np.int64)
        whole, pieces, rough = (
            arrays[name].view(np.float32).reshape(-1, width)
            for name, width in (("whole", WIDTH), ("pieces", WIDTH), ("rough", ROUGH))
        )
    except (OSError, KeyError, ValueError, Damaged):
        return nothing
    fit = len(digests) == len(whole) == len(rough) == len(starts) - 1 and int(starts[-1]) == len(pieces)
    return (digests, RecordVectors(whole, starts, pieces, rough)) if fit else nothing


def _write(place: Path, digests: Whole, vectors: RecordVectors) -> None:
    arrays = {
        "digests": digests.ravel(), "starts": vectors.starts.astype(np.uint32),
        **{name: getattr(vectors, name).ravel().view(np.uint32) for name in ("whole", "pieces", "rough")},
    }  # fmt: skip
    with suppress(OSError):
        keep(place, MODEL, arrays)
