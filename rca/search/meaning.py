"""Nearness in meaning beside the words: a small model of static word vectors, without network and without torch."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from rca.search.postings import Real
from rca.search.words import whole

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WIDTH = 256
"""Numbers of a vector."""
MODEL = "wordllama l2_supercat_256"
"""Vectors made by another model are thrown away."""
LONGEST = 20_000
"""Characters of a text that are read."""

Vectors = NDArray[np.float32]


class NoModel(RuntimeError):
    """The model is not installed; the message says how it is."""

    def __init__(self) -> None:
        super().__init__("nearness in meaning needs a model that is not installed: pip install 'rca-kb[semantic]'")


class Meaning(Protocol):
    """What a search asks of vectors."""

    def similarities(self, text: str) -> Real:
        """Cosine of the angle between a text and every record."""


class WordVectors:
    """WordLlama (Miller 2024): the vector of a text is the mean of the vectors of its tokens, brought to length 1."""

    def __init__(self, tokenizer: Tokenizer, table: NDArray[np.float16]) -> None:
        self._tokenizer, self._table = tokenizer, table

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """One vector a text; all zeros for a text without a token. Cost: about a millisecond for 3,000 characters."""
        found = np.zeros((len(texts), WIDTH), np.float32)
        for place, text in enumerate(texts):
            tokens = self._tokenizer.encode(whole(text[:LONGEST]), add_special_tokens=False).ids
            if tokens:
                found[place] = self._table[tokens].astype(np.float32).mean(axis=0)
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        even: Vectors = found / np.maximum(lengths, np.float32(1e-9))
        return even


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
    """Vectors of all records in memory, or mapped from a file; every query is compared with each of them."""

    def __init__(self, model: WordVectors, vectors: Vectors) -> None:
        self._model, self._vectors = model, vectors

    def similarities(self, text: str) -> Real:
        """As `Meaning.similarities`."""
        cosines: Real = (self._vectors @ self._model.vectors([text])[0]).astype(np.float64)
        return cosines
