"""Why a record is a hit: what each word of the query adds to its score, how it was read, and where it stands."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from rca.search.index import Index
from rca.search.plan import Option, neighbours
from rca.search.record import Passage
from rca.search.rows import MATCHES, Hit
from rca.search.scored import Scored
from rca.search.scoring import answers_to
from rca.search.search import Asked, factors
from rca.search.words import STOP_WORDS, is_han, stem, tokens

How = Literal["typed", "stem", "beginning", "spelling", "meaning", "neighbours", "nearness"]
"""As typed; another form of the same stem; a word that begins so; a near word; a word of the same meaning; side by side; all
that was asked, by nearness in meaning (`--semantic`)."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a word of the query, or two neighbours of it, add to the score of a hit."""

    word: str
    found: str
    """The word of the record that answers it."""
    how: How
    fields: tuple[str, ...]
    """Where it stands, as a reader is told: `title`, `ask`, `coded equipment`. Empty: in an id or a code."""
    score: float
    """All parts together are the score of the hit."""
    share: float
    """Of the score, 0..1."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a record is a hit."""

    parts: tuple[Part, ...]
    """The greatest first."""
    factor: float
    """What the sum was multiplied by, for the kind of record and for holding all words of a brief query as typed; it is
    counted in every part."""
    missing: tuple[str, ...]
    """Words of the query that the record does not hold."""
    weights: tuple[float, float] | None = None
    """The most that all words together, and nearness in meaning, can add to a score; None where words alone make it."""


def explained(index: Index, asked: Asked, hit: Hit, scale: float = 1.0) -> Explanation:
    """What makes up the score of a hit. Cost: the postings of the words, and the record's text.

    Args:
        index: what was searched.
        asked: the query.
        hit: one of its hits.
        scale: what the scores of words were multiplied by (`Found.scale`); what they leave of the score is nearness in meaning.
    """
    record = hit.record
    factor = float(factors(index, asked, np.array([record]), np.array([MATCHES.index(hit.match)]))[0])
    _, title, _, passages, _ = index.shown(record)
    own = index.kinds[record] == "document" and _begins(title, passages)
    texts = passages if own else (Passage("title", title), *passages)
    parts = []
    for slot, answer in zip(asked.slots, asked.answers, strict=False):
        scores = [_score(scored, record) for scored, _ in answer.readings]
        best = max(scores, default=0.0)
        if best > 0:
            option = slot.options[scores.index(best)]
            found, how = _reading(index, slot.word, option, record)
            wanted = (found,) if is_han(found) else option.key
            fields = _fields(texts, wanted)
            parts.append(_part(slot.word, found, how, fields, best * slot.times * factor * scale, hit.score))
    parts.extend(_beside(index, asked, texts, hit, factor * scale))
    held = {part.word for part in parts}
    weights = None
    if index.near is not None and asked.slots:
        left = max(0.0, hit.score - sum(part.score for part in parts))
        parts.append(_part(" ".join(slot.word for slot in asked.slots), "", "nearness", (), left, hit.score))
        weights = (1 - index.tuning.meaning, index.tuning.meaning)
    parts.sort(key=lambda part: (-part.score, part.word))
    missing = tuple(slot.word for slot in asked.slots if slot.word not in held)
    return Explanation(tuple(parts), factor, missing, weights)


def _beside(index: Index, asked: Asked, texts: Sequence[Passage], hit: Hit, factor: float) -> Iterator[Part]:
    """Neighbours of the query that are neighbours in the record."""
    slots = {slot.word: slot for slot in asked.slots}
    for pair in neighbours(asked.query):
        one, other = (slots[word] for word in pair)
        for answer in answers_to(index, (one, other), (pair,))[2:]:
            score = max(_score(scored, hit.record) for scored, _ in answer.readings)
            if score > 0:
                both = [(first.key[0], second.key[0]) for first in one.near() for second in other.near()]
                fields = tuple(dict.fromkeys(field for keys in both for field in _fields(texts, keys, beside=True)))
                yield _part(" ".join(pair), " ".join(pair), "neighbours", fields, score * factor, hit.score)


def _begins(title: str, passages: Sequence[Passage]) -> bool:
    """Whether the title is only the beginning of the text, as in a file of one's own without titles."""
    begun = title.removesuffix(" …")
    return any(" ".join(each.text[: 2 * len(begun)].split()).startswith(begun) for each in passages[:1])


def _part(word: str, found: str, how: How, fields: tuple[str, ...], score: float, whole: float) -> Part:
    return Part(word, found, how, fields, score, score / whole if whole else 0.0)


def _score(scored: Scored, record: int) -> float:
    place = int(np.searchsorted(scored.records, record))
    return float(scored.scores[place]) if place < len(scored.records) and scored.records[place] == record else 0.0


def _reading(index: Index, word: str, option: Option, record: int) -> tuple[str, How]:
    """The word of the record that answers, and how it was read."""
    if option.how != "exact":
        return option.form or " ".join(option.key), option.how
    if is_han(word) or len(option.key) != 1:
        return word, "typed"
    held = [form for form, postings in index.forms(option.key[0]).items() if record in postings.records]
    if word in held or option.form in held:
        return option.form or word, "typed"
    return (held[0] if held else word), "stem"


def _fields(texts: Sequence[Passage], keys: Sequence[str], *, beside: bool = False) -> tuple[str, ...]:
    """Labels of the passages in which all keys stand, in their order side by side if asked."""
    return tuple(dict.fromkeys(text.label for text in texts if _holds(text.text, keys, beside=beside)))


def _holds(text: str, keys: Sequence[str], *, beside: bool) -> bool:
    words = [each.word for each in tokens(text) if each.word not in STOP_WORDS]
    stems = [word if is_han(word) else stem(word) for word in words]
    runs = [each for each in stems if is_han(each)]
    if beside:
        return any(list(keys) == [one, other] for one, other in itertools.pairwise(stems))
    return all(any(key in run for run in runs) if is_han(key) else key in stems for key in keys)
