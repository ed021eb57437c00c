"""The few best hits of a query, without adding up what every record has of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rca.search.index import Index
from rca.search.postings import NONE, Real, Whole
from rca.search.rows import Hit
from rca.search.scoring import Answer, tally, tally_at
from rca.search.search import Asked, ask, rows_of, search

SLACK = 1e-5
"""Scores are compared with this much room: they are rounded to six places."""
FREQUENT = 16
"""A word is frequent when one record in so many holds it."""
FEW = 50
"""Records are few when they are less than one in so many: looking words up for them costs less than adding them up."""
SAMPLE = 2000
"""So many of the records that hold the most telling word: the best of all score no less than the best of these."""


def best(index: Index, text: str, limit: int) -> tuple[Hit, ...]:
    """The hits of `search(index, text, limit=limit)`, the same in all respects, faster in a large base.

    Scores are added up from the word that can add most to the one that can add least. Before a frequent word it is seen
    whether the words that are left can still lift more than a few records among the best; if not, they are looked up for
    these few only (MaxScore: Turtle and Flood 1995). Which words a record holds is asked of the best alone; where too few of
    these hold enough of the query, everything is added up.
    """
    if index.near is not None:
        return search(index, text, limit=limit).hits
    asked = ask(index, text)
    if len(asked.slots) > index.tuning.brief:  # a brief query rewards what holds all its words
        records = _contenders(index, asked, limit)
        if len(records) >= limit:
            hits = rows_of(index, asked, tally_at(asked.answers, records), records).best(limit)
            if len(hits) == limit:
                return hits
    return rows_of(index, asked, tally(index, asked.answers)).best(limit)


def _contenders(index: Index, asked: Asked, limit: int) -> Whole:
    """Records that can be among the best, in ascending order; none when that cannot be told."""
    factors, most_factor = index.kind_factors, index.most_factor
    ordered = sorted(asked.answers, key=lambda answer: -answer.most)
    sample = _sample(asked, ordered, limit)
    rest = sum(answer.most for answer in ordered)
    scores = np.zeros(index.count)
    for place, answer in enumerate(ordered):
        if answer.size * FREQUENT > index.count:
            needed = (_least(scores[sample] * factors[sample], limit) - SLACK) / most_factor - rest
            records = _above(asked, scores, needed) if needed > 0 else None
            if records is not None and len(records) * FEW < index.count:
                return _looked_up(ordered[place:], records, scores[records], factors[records], limit)
        answer.add_to(scores)
        rest -= answer.most
    records = _above(asked, scores, (_least(scores[sample] * factors[sample], limit) - SLACK) / most_factor)
    return _looked_up((), records, scores[records], factors[records], limit)


def _sample(asked: Asked, ordered: Sequence[Answer], limit: int) -> Whole:
    """Some of the records that hold the most telling word, or two, of which there are enough."""
    for answer in ordered:
        records = answer.holders()[:SAMPLE]
        if asked.let is not None:
            records = records[asked.let[records]]
        if len(records) >= limit:
            return records
    return NONE.records


def _above(asked: Asked, scores: Real, least: float) -> Whole:
    if not least > 0:
        return np.arange(len(scores))
    enough = scores >= least
    return np.flatnonzero(enough if asked.let is None else enough & asked.let)


def _looked_up(left: Sequence[Answer], records: Whole, own: Real, factors: Real, limit: int) -> Whole:
    """Those of the records that are among the best once the words that are left are looked up for them."""
    rest = sum(answer.most for answer in left)
    for answer in left:
        own = own + answer.at(records)[0]
        rest -= answer.most
        near = (own + rest) * factors >= _least(own * factors, limit) - SLACK
        records, own, factors = records[near], own[near], factors[near]
    return records[own * factors >= _least(own * factors, limit) - SLACK]


def _least(scores: Real, limit: int) -> float:
    """The score of the last of the best; endlessly small when there are fewer."""
    return float(np.partition(scores, -limit)[-limit]) if 0 < limit <= len(scores) else -np.inf
