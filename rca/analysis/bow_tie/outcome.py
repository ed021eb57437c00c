"""What the right side of a bow-tie says, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from rca.analysis.measures import Interval
from rca.analysis.sentence import Sentence


class Chance(NamedTuple):
    """How probable something is together with the knot, and how often it happens."""

    probability: Interval
    """0..1, before the evidence of the case."""
    given_knot: Interval | None
    """The same, given that control was lost; None where the knot is impossible or shares doubtful events with it."""
    frequency: Interval | None
    """Per year of 8,760 hours; None where the leaves of the knot give none."""


class BarrierOdds(NamedTuple):
    """A barrier that counts."""

    id: str
    behind: bool
    """Whether it stands behind the knot; else it is counted in the knot."""
    failure: Interval
    """Probability of failure on demand; between 0 and 1 where it is not known."""
    event: str = ""
    """The event of the tree that is its failure, where it has one."""


class BarrierSequence(NamedTuple):
    """A sequence of the event tree: which barriers behind the knot worked, and which failed."""

    worked: tuple[str, ...]
    failed: tuple[str, ...]
    """Ids in the order written."""
    chance: Chance
    top: Chance
    """The same, and the top event comes about."""


class Consequence(NamedTuple):
    """What lies behind the knot: a guarded event, or the top."""

    event: str
    chance: Chance
    """Knot and event, with the barriers as they are."""
    without: Chance
    """The same without any of the barriers behind the knot."""
    worth: Mapping[str, Interval | None]
    """By barrier behind the knot: how many times as probable the consequence is once that barrier is gone. The upper bound
    may be infinite; None where the consequence is impossible."""
    otherwise: Interval
    """Probability that the event comes about without the knot."""


@dataclass(frozen=True, slots=True)
class BowTieNumbers:
    """The event tree behind the knot of a review."""

    knot: str
    chance: Chance
    """Of the knot, with the barriers before it that count."""
    barriers: tuple[BarrierOdds, ...]
    """Those behind the knot first, in the order written."""
    sequences: tuple[BarrierSequence, ...]
    """From all worked to all failed, the first barrier changing last."""
    consequences: tuple[Consequence, ...]
    """Guarded events in the order in which the barriers name them, the top last."""
    limits: tuple[Sentence, ...] = ()
