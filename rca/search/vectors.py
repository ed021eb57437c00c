"""Vectors of records, kept beside the index by the content of each record: a changed base costs its changed records."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

import numpy as np

from rca.search.arrays import Damaged, read_arrays, write_arrays
from rca.search.index import Index
from rca.search.meaning import MODEL, WIDTH, Near, Vectors, WordVectors, word_vectors
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


def kept_vectors(index: Index, place: Path, model: WordVectors) -> Vectors:
    """One vector a record, read where they are kept and made where the record is new or has changed."""
    texts = [text_of(index, record) for record in range(index.count)]
    digests = digests_of(texts)
    old_digests, old = _read(place)
    if np.array_equal(old_digests, digests):
        return old
    known = {key: number for number, key in enumerate(map(bytes, old_digests))}
    places = [known.get(bytes(digest), -1) for digest in digests]
    vectors = np.empty((len(texts), WIDTH), np.float32)
    fresh = [record for record, number in enumerate(places) if number < 0]
    vectors[fresh] = model.vectors([texts[record] for record in fresh])
    kept = [record for record, number in enumerate(places) if number >= 0]
    vectors[kept] = old[[places[record] for record in kept]]
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


def _read(place: Path) -> tuple[Whole, Vectors]:
    try:
        arrays = read_arrays(place, MODEL) or {}
        digests, vectors = arrays["digests"].reshape(-1, 16), arrays["vectors"].view(np.float32).reshape(-1, WIDTH)
    except (OSError, KeyError, ValueError, Damaged):
        return np.empty((0, 16), np.uint8), np.empty((0, WIDTH), np.float32)
    return digests, vectors if len(vectors) == len(digests) else vectors[:0]


def _write(place: Path, digests: Whole, vectors: Vectors) -> None:
    with suppress(OSError):
        place.parent.mkdir(exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=place.parent, suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                write_arrays(file, MODEL, {"digests": digests.ravel(), "vectors": vectors.ravel().view(np.uint32)})
            Path(aside).replace(place)
        except OSError:
            Path(aside).unlink(missing_ok=True)
            raise
