"""How often every record holds every word, and every two words side by side."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from rca.search.record import SearchRecord
from rca.search.words import STOP_WORDS, Token, han_pieces, is_han, stem, tokens

Counts = dict[str, dict[int, int]]


def counted(records: Sequence[SearchRecord]) -> tuple[dict[str, Counts], Counts, list[int]]:
    """Counts by stem, form and record; by pair of stems and record; and the length of each record."""
    words: dict[str, Counts] = {}
    pairs: Counts = {}
    lengths: list[int] = []

    def count(form: str, key: str, record: int, weight: int) -> None:
        found = words.setdefault(key, {}).setdefault(form, {})
        found[record] = found.get(record, 0) + weight

    for number, record in enumerate(records):
        length = 0
        for passage in record.passages:
            last = ""
            found = tokens(passage.text)
            for token in found:
                if is_han(token.word):
                    for piece in han_pieces(token.word):
                        count(piece, piece, number, passage.weight)
                    length += len(token.word) * passage.weight
                    last = ""
                elif token.word not in STOP_WORDS:
                    key = stem(token.word)
                    count(token.word, key, number, passage.weight)
                    length += passage.weight
                    if last:
                        pair = pairs.setdefault(f"{last} {key}", {})
                        pair[number] = pair.get(number, 0) + passage.weight
                    last = key
            for joined in compounds(passage.text, found):
                count(joined, stem(joined), number, passage.weight)
        lengths.append(length)
    return words, pairs, lengths


def compounds(text: str, found: Sequence[Token]) -> Iterator[str]:
    """Words written with a hyphen one part of which is a stop word, as one word: `startup` for `start-up`."""
    for before, after in itertools.pairwise(found):
        if text[before.end : after.start] != "-" or (before.word in STOP_WORDS) == (after.word in STOP_WORDS):
            continue
        if text[before.start - 1 : before.start] != "-" and text[after.end : after.end + 1] != "-":
            yield before.word + after.word
