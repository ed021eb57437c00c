"""Nearness in meaning beside the words: a small model of static word vectors, without network and without torch."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from rca.search.postings import Real, Whole, within
from rca.search.tuning import TUNING
from rca.search.words import whole

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WIDTH = 256
"""Numbers of a vector."""
PIECE = 128
"""Tokens of a piece of a text: about ninety words."""
ROUGH = 64
"""Numbers of a vector that tell which records are worth a close comparison; the model is trained to be cut short."""
MODEL = f"wordllama l2_supercat_256, pieces of {PIECE}, rough of {ROUGH}"
"""Vectors made by another model, or of other pieces, are thrown away."""
LONGEST = 20_000
"""Characters of a text that are read."""

Vectors = NDArray[np.float32]


class NoModel(RuntimeError):
    """The model is not installed; the message says how it is."""

    def __init__(self) -> None:
        super().__init__("nearness in meaning needs a model that is not installed: pip install 'rca-kb[semantic]'")


class Meaning(Protocol):
    """What a search asks of vectors."""

    def vector(self, text: str) -> Vectors:
        """The vector of a query."""

    def rough(self, vector: Vectors) -> Real:
        """About the cosine of the angle between a query and every record."""

    def close(self, vector: Vectors, records: Whole) -> Real:
        """Cosine between a query and some records: of the whole text, and of the piece of it that is nearest."""


@dataclass(frozen=True, slots=True)
class RecordVectors:
    """One vector for the whole text of each record, and one for each piece of a text that has several."""

    whole: Vectors
    starts: Whole
    """Pieces of record `n` stand from `starts[n]` to `starts[n + 1]`."""
    pieces: Vectors
    rough: Vectors
    """The first `ROUGH` numbers of each vector of a whole text, brought to length 1."""

    @classmethod
    def of(cls, whole: Vectors, sizes: Whole, pieces: Vectors) -> RecordVectors:
        """With the numbers that follow from the vectors."""
        starts = np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))
        return cls(whole, starts, pieces, _of_length_one(whole[:, :ROUGH].copy()))

    def only(self, records: Whole) -> RecordVectors:
        """Those of some records, in their order."""
        sizes = np.diff(self.starts)[records]
        return RecordVectors.of(self.whole[records], sizes, self.pieces[within(self.starts[records], sizes)])

    def and_of(self, others: RecordVectors) -> RecordVectors:
        """Those of other records behind these."""
        sizes = np.concatenate((np.diff(self.starts), np.diff(others.starts)))
        return RecordVectors.of(
            np.concatenate((self.whole, others.whole)), sizes, np.concatenate((self.pieces, others.pieces))
        )


class WordVectors:
    """WordLlama (Miller 2024): the vector of a text is the mean of the vectors of its tokens, brought to length 1."""

    def __init__(self, tokenizer: Tokenizer, table: NDArray[np.float16]) -> None:
        self._tokenizer, self._table = tokenizer, table

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """One vector a text; all zeros for a text without a token. Cost: about a millisecond for 3,000 characters."""
        return _of_length_one(np.array([self._mean(self._tokens(text)) for text in texts]).reshape(-1, WIDTH))

    def described(self, texts: Sequence[str]) -> RecordVectors:
        """The vectors of records: of each text as a whole, and of each `PIECE` tokens of one that is longer."""
        tokens = [self._tokens(text) for text in texts]
        sizes = np.array([-(-len(each) // PIECE) if len(each) > PIECE else 0 for each in tokens], np.int64)
        means = [
            self._mean(each[first : first + PIECE])
            for each in tokens
            if len(each) > PIECE
            for first in range(0, len(each), PIECE)
        ]
        found = np.array([self._mean(each) for each in tokens], np.float32)
        pieces = np.array(means, np.float32).reshape(-1, WIDTH)
        return RecordVectors.of(_of_length_one(found.reshape(-1, WIDTH)), sizes, _of_length_one(pieces))

    def _tokens(self, text: str) -> list[int]:
        return self._tokenizer.encode(whole(text[:LONGEST]), add_special_tokens=False).ids

    def _mean(self, tokens: Sequence[int]) -> Vectors:
        if not tokens:
            return np.zeros(WIDTH, np.float32)
        mean: Vectors = self._table[tokens].astype(np.float32).mean(axis=0)
        return mean


@cache
def word_vectors() -> WordVectors:
    """The model that the extra `semantic` installs, read from the files of its package; nothing of the package is run.

    Raises:
        NoModel: the package is not installed, or is without its files.
    """
    found = find_spec("wordllama")
    if found is None or not found.submodule_search_locations or find_spec("tokenizers") is None:
        raise NoModel
    from tokenizers import Tokenizer

    folder = Path(found.submodule_search_locations[0])
    try:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizers" / "l2_supercat_tokenizer_config.json"))
        table = _table((folder / "weights" / "l2_supercat_256.safetensors").read_bytes())
    except Exception as error:  # the tokenizer raises plain exceptions
        raise NoModel from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return WordVectors(tokenizer, table)


def _table(raw: bytes) -> NDArray[np.float16]:
    """The one array of a file in the form `safetensors`: length of the head, head as JSON, numbers."""
    size = int.from_bytes(raw[:8], "little")
    head = json.loads(raw[8 : 8 + size])["embedding.weight"]
    first, last = head["data_offsets"]
    return np.frombuffer(raw[8 + size + first : 8 + size + last], np.float16).reshape(-1, WIDTH)


class Near:
    """Vectors of all records in memory, or mapped from a file."""

    def __init__(self, model: WordVectors, vectors: RecordVectors) -> None:
        self._model, self._vectors = model, vectors

    def vector(self, text: str) -> Vectors:
        """As `Meaning.vector`."""
        found: Vectors = self._model.vectors([text])[0]
        return found

    def rough(self, vector: Vectors) -> Real:
        """As `Meaning.rough`. Cost: a quarter of a comparison with whole vectors."""
        found: Real = cosines(self._vectors.rough, _of_length_one(vector[None, :ROUGH])[0]).astype(np.float64)
        return found

    def close(self, vector: Vectors, records: Whole) -> Real:
        """As `Meaning.close`."""
        starts = self._vectors.starts
        sizes = starts[records + 1] - starts[records]
        own = cosines(self._vectors.whole[records], vector)
        return with_pieces(own, cosines(self._vectors.pieces[within(starts[records], sizes)], vector), sizes)


def cosines(vectors: Vectors, vector: Vectors) -> Vectors:
    """Of the angles between vectors of length 1 and another; on one core, where a matrix product would wake all of them."""
    found: Vectors = np.einsum("ij,j->i", vectors, vector)
    return found


def with_pieces(own: NDArray[np.float32], pieces: NDArray[np.float32], sizes: Whole) -> Real:
    """Cosines of whole texts and, of those that have pieces, of the best of them, in one number.

    Args:
        own: cosine of each record.
        pieces: of each piece of these records, in their order.
        sizes: how many pieces each has; one without any is its own best piece.
    """
    best = own.copy()
    several = sizes > 0
    if several.any():
        best[several] = np.maximum.reduceat(pieces, (np.cumsum(sizes) - sizes)[several])
    found: Real = ((1 - TUNING.piece) * own + TUNING.piece * best).astype(np.float64)
    return found


def _of_length_one(vectors: Vectors) -> Vectors:
    """Vectors brought to length 1; zeros stay."""
    even: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), np.float32(1e-9))
    return even
