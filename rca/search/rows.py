"""Records with their scores, and the hits that are the best of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rca.search.postings import Real, Whole

Match = Literal["exact", "close", "some"]
MATCHES: tuple[Match, ...] = ("exact", "close", "some")
"""All words as typed; all words, some of them read as another; only some of the words."""
SOME = MATCHES.index("some")


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that answers."""

    record: int
    """Its number in the index."""
    score: float
    match: Match


@dataclass(frozen=True, slots=True)
class Rows:
    """Records with their score and match, in ascending order of the records."""

    records: Whole
    scores: Real
    matches: Whole
    """Place in `MATCHES`."""

    def only(self, kept: NDArray[np.bool_]) -> Rows:
        """Those of the records that are kept."""
        return self if kept.all() else Rows(self.records[kept], self.scores[kept], self.matches[kept])

    def best(self, limit: int | None) -> tuple[Hit, ...]:
        """The best `limit` (None: all), best first; of equals the first record."""
        rows = self
        if limit is not None and limit < len(self.records):
            least = np.partition(self.scores, -limit)[-limit] if limit else np.inf
            rows = self.only(self.scores >= least)
        order = np.lexsort((rows.records, -rows.scores))[:limit]
        each = (rows.records[order].tolist(), rows.scores[order].tolist(), rows.matches[order].tolist())
        return tuple(Hit(record, score, MATCHES[match]) for record, score, match in zip(*each, strict=True))
