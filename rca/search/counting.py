"""How often every record holds every word, and every two words side by side, as arrays."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rca.search.postings import Lists, Whole, filled, grouped
from rca.search.record import SearchRecord
from rca.search.words import STOP_WORDS, han_pieces, hyphened, is_han, raw_tokens, spelled, stem


@dataclass(frozen=True, slots=True)
class Counted:
    """What the words of a corpus are, and who holds them."""

    stems: list[str]
    """In order."""
    forms: list[str]
    """By stem, then in order."""
    firsts: Whole
    """For each stem its first form; one more at the end."""
    by_form: Lists
    pair_keys: Whole
    """Stems that stand side by side: place of the first times the number of stems, plus place of the second. In order."""
    by_pair: Lists
    lengths: Whole
    """Of each record, in words; those of a title count as often as its weight says."""


class _Numbers(dict[str, int]):
    """A number for each different string, given when it is first asked for."""

    def __missing__(self, key: str) -> int:
        number = self[key] = len(self)
        return number


@dataclass(frozen=True, slots=True)
class _Read:
    """The raw tokens of all passages in order, and where each passage ends."""

    raws: list[str]
    """Each different one."""
    tokens: Whole
    """Numbers of raw tokens."""
    passages: Whole
    """For each token its passage."""
    owners: Whole
    """For each passage its record."""
    weights: Whole
    """For each passage how much a word counts."""
    joined: list[tuple[str, int, int]]
    """Words written with a hyphen, as one word, with record and weight."""


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """What is indexed of each raw token: nothing of a stop word, characters and pairs of a run of Han, else one word."""

    stems: list[str]
    forms: list[str]
    firsts: Whole
    pieces: Whole
    """Places of forms, those of raw token `n` from `starts[n]` to `starts[n + 1]`."""
    starts: Whole
    han: NDArray[np.bool_]
    long: Whole
    """How much a raw token adds to the length of a record."""
    joined: Whole
    """Places of the forms of the words written with a hyphen."""


def counted(records: Sequence[SearchRecord]) -> Counted:
    """Counts by form and record, by pair of stems and record, and the length of each record.

    Each different word is folded and stemmed once; counting is the sorting of whole numbers. Cost: linear in the text, but
    for the sorting.
    """
    read = _read(records)
    words = _vocabulary(read)
    count, stems = len(records), len(words.stems)
    sizes = np.diff(words.starts)
    kept = sizes[read.tokens] > 0
    tokens, passages = read.tokens[kept], read.passages[kept]
    owners, weights = read.owners[passages], read.weights[passages]
    lengths = np.bincount(owners, weights=words.long[tokens] * weights, minlength=count).astype(np.int64)

    each = sizes[tokens]
    within = np.arange(each.sum()) - np.repeat(np.cumsum(each) - each, each)
    held = words.pieces[np.repeat(words.starts[tokens], each) + within]
    extra = np.array([(record, weight) for _, record, weight in read.joined], np.int64).reshape(-1, 2)
    found, lists = grouped(
        np.concatenate((held, words.joined)), np.concatenate((np.repeat(owners, each), extra[:, 0])),
        np.concatenate((np.repeat(weights, each), extra[:, 1])), count,
    )  # fmt: skip
    by_form = filled(found, lists, len(words.forms))

    stem_of = np.repeat(np.arange(stems), np.diff(words.firsts))
    plain = ~words.han[tokens]
    side = (passages[1:] == passages[:-1]) & plain[1:] & plain[:-1]
    keys = stem_of[words.pieces[words.starts[tokens]]]
    pair_keys, by_pair = grouped(
        keys[:-1][side] * max(1, stems) + keys[1:][side], owners[1:][side], weights[1:][side], count
    )
    return Counted(words.stems, words.forms, words.firsts, by_form, pair_keys, by_pair, lengths)


def _read(records: Sequence[SearchRecord]) -> _Read:
    numbers = _Numbers()
    number = numbers.__getitem__
    tokens, sizes, owners, weights = (array("q") for _ in range(4))
    joined: list[tuple[str, int, int]] = []
    for place, record in enumerate(records):
        for passage in record.passages:
            found = raw_tokens(passage.text)
            tokens.extend(map(number, found))
            sizes.append(len(found))
            owners.append(place)
            weights.append(passage.weight)
            for one, other in hyphened(passage.text):
                if (one in STOP_WORDS) != (other in STOP_WORDS):
                    joined.append((one + other, place, passage.weight))
    read = (np.array(each, np.int64) for each in (tokens, sizes, owners, weights))
    of_tokens, of_sizes, of_owners, of_weights = read
    passages = np.repeat(np.arange(len(of_sizes)), of_sizes)
    return _Read(list(numbers), of_tokens, passages, of_owners, of_weights, joined)


def _vocabulary(read: _Read) -> _Vocabulary:
    words = [spelled(raw) for raw in read.raws]
    han = [is_han(word) for word in words]
    numbers = _Numbers()
    pieces = [
        () if word in STOP_WORDS else han_pieces(word) if run else (word,) for word, run in zip(words, han, strict=True)
    ]
    flat = [numbers[piece] for parts in pieces for piece in parts]
    joined = [numbers[word] for word, _, _ in read.joined]
    ordered = sorted((stem(form), form, number) for form, number in numbers.items())
    places = np.empty(len(ordered), np.int64)
    places[[number for _, _, number in ordered]] = np.arange(len(ordered))
    stems = list(dict.fromkeys(key for key, _, _ in ordered))
    begins = [place for place, (key, _, _) in enumerate(ordered) if not place or key != ordered[place - 1][0]]
    return _Vocabulary(
        stems=stems,
        forms=[form for _, form, _ in ordered],
        firsts=np.array([*begins, len(ordered)], np.int64),
        pieces=places[np.array(flat, np.int64)],
        starts=np.concatenate(([0], np.cumsum([len(parts) for parts in pieces], dtype=np.int64))),
        han=np.array(han, bool),
        long=np.array([len(word) if run else 1 for word, run in zip(words, han, strict=True)], np.int64),
        joined=places[np.array(joined, np.int64)],
    )
