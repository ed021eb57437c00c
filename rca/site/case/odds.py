"""What a case's page shows of the numbers of its bow-tie."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from rca.analysis.bow_tie.outcome import BarrierOdds, BowTieNumbers, Chance
from rca.analysis.measures import Interval
from rca.records.barrier import Barrier
from rca.records.review import Review
from rca.site.words import Words


@dataclass(frozen=True, slots=True)
class OddsOfBarrier:
    """A row of the table of barriers."""

    barrier: Barrier
    odds: BarrierOdds
    fails: str
    basis: str
    worth: tuple[tuple[str, str], ...]
    """Consequences that would be more or less probable without it, with how many times."""


@dataclass(frozen=True, slots=True)
class Odds:
    """The numbers with the words that a page says them in."""

    found: BowTieNumbers
    barriers: tuple[OddsOfBarrier, ...]
    words: Words

    @property
    def names(self) -> tuple[str, ...]:
        """Barriers behind the knot: columns of the table of sequences."""
        return tuple(each.id for each in self.found.barriers if each.behind)

    def often(self, chance: Chance) -> str:
        """How often a year; nothing where that is not known."""
        return "" if chance.frequency is None else self.words("odds.yearly", f=bounds(chance.frequency))


def odds(review: Review, found: BowTieNumbers, words: Words) -> Odds:
    """The rows of the tables."""
    by_id: Mapping[str, Barrier] = {each.id: each for each in review.barriers}
    rows = []
    for own in found.barriers:
        barrier = by_id[own.id]
        stated = barrier.failure_on_demand
        ratios = [(each.event, each.worth[own.id]) for each in found.consequences]
        changed = tuple((event, _times(ratio, words)) for event, ratio in ratios if ratio and not _is_one(ratio))
        if own.event:
            basis = words("odds.event", event=own.event)
        elif stated is None:
            basis = words("odds.absent" if own.failure.lower == 1 else "odds.no-number")
        else:
            basis = stated.basis or ""
        rows.append(OddsOfBarrier(barrier, own, bounds(own.failure), basis, changed))
    return Odds(found, tuple(rows), words)


def bounds(value: Interval | None) -> str:
    """Three digits, or bounds, or a dash."""
    if value is None:
        return "—"
    return f"{value.lower:.3g}" if value.value is not None else f"{value.lower:.3g} – {value.upper:.3g}"


def _times(ratio: Interval, words: Words) -> str:
    if math.isinf(ratio.upper):
        return words("odds.more", n=f"{ratio.lower:.3g}")
    return words("odds.times", n=bounds(ratio))


def _is_one(ratio: Interval) -> bool:
    return math.isclose(ratio.lower, 1.0, rel_tol=5e-4) and math.isclose(ratio.upper, 1.0, rel_tol=5e-4)
