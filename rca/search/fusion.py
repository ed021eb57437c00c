"""Words and nearness in meaning in one score: seven tenths and three tenths, each from 0 to 1."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rca.search.meaning import Meaning
from rca.search.plan import Slot
from rca.search.postings import Real
from rca.search.rows import SOME, Rows
from rca.search.words import is_han, tokens

NEAREST = 100
"""So many records are found by nearness in meaning alone."""
CLOSELY = 400
"""So many of the likeliest records are compared piece by piece; the others stand behind them as they were guessed."""
FARTHEST = -0.1
"""Cosine of texts that have nothing in common: about the lowest in a collection."""
SMALLEST = 1e-9


def fused(
    near: Meaning, text: str, rows: Rows, let: NDArray[np.bool_] | None, share: float
) -> tuple[Rows, float]:  # fmt: skip
    """Records by words and by nearness in meaning; the nearest need hold no word.

    All records are compared roughly, the likeliest few hundred closely.

    Args:
        near: vectors of all records.
        text: what was asked, slips read as what was meant.
        rows: what the words found.
        let: for every record whether phrases and words to leave out let it through; None: all.
        share: of nearness in meaning, 0..1; the words have the rest.

    Returns:
        The records, and what the scores of the words were multiplied by; the rest of a score is nearness in meaning.
    """
    vector = near.vector(text)
    rough = near.rough(vector)
    scale = (1 - share) / max(float(rows.scores.max(initial=0.0)), SMALLEST)
    chosen = _nearest(rough, let)
    chosen[rows.records] = True
    records = np.flatnonzero(chosen)
    places = np.searchsorted(records, rows.records)
    words, matches = np.zeros(len(records)), np.full(len(records), SOME)
    words[places], matches[places] = scale * rows.scores, rows.matches
    scores = words + share * _even(rough[records])
    close = np.arange(len(records))
    if len(records) > CLOSELY:
        close = np.sort(np.argpartition(-scores, CLOSELY)[:CLOSELY])
    sure = words[close] + share * _even(near.close(vector, records[close]))
    scores = np.minimum(scores, sure.min(initial=np.inf))
    scores[close] = sure
    return Rows(records, np.round(scores, 6), matches), scale


def as_read(text: str, slots: Sequence[Slot]) -> str:
    """A query with each slip as the likeliest word that was meant: a model knows nothing of slips."""
    meant = {
        slot.word: slot.options[0].form
        for slot in slots
        if slot.options and slot.options[0].how == "spelling" and slot.options[0].form and not is_han(slot.word)
    }
    parts, end = [], 0
    for token in tokens(text) if meant else ():
        parts += [text[end : token.start], meant.get(token.word, text[token.start : token.end])]
        end = token.end
    return "".join((*parts, text[end:]))


def _nearest(rough: Real, let: NDArray[np.bool_] | None) -> NDArray[np.bool_]:
    """For every record whether it is one of the nearest."""
    least = float(rough.min(initial=np.inf))
    among = rough if let is None else np.where(let, rough, least)
    nearest = among > least
    if len(rough) > NEAREST:
        nearest &= among >= np.partition(among, -NEAREST)[-NEAREST]
    return nearest


def _even(cosines: Real) -> Real:
    """Cosines from 0, nothing in common, to 1, the nearest of them; all 0 where none is nearer than another."""
    most, least = float(cosines.max(initial=FARTHEST)), float(cosines.min(initial=1.0))
    if most <= max(FARTHEST, least):
        return np.zeros(len(cosines))
    even: Real = np.maximum(0.0, cosines - FARTHEST) / (most - FARTHEST)
    return even
