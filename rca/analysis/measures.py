"""Numbers that every analysis gives, of a review or of a model."""

from __future__ import annotations

from typing import NamedTuple


class Interval(NamedTuple):
    """A number that is known (`lower == upper`) or lies between bounds."""

    lower: float
    upper: float

    @property
    def value(self) -> float | None:
        """The number when it is known, else None."""
        return self.lower if self.lower == self.upper else None


class Importance(NamedTuple):
    """Importance measures of a leaf; None where the probabilities do not determine it.

    Definitions after van der Borst and Schoonakker (2001), P the top's probability, P1 and P0 with the event certain
    and impossible: birnbaum P1 - P0; criticality (P1 - P0) p / P; fussell_vesely the probability that a minimal cut set
    holding the event occurs, given that one does, which in a coherent tree is over P; raw P1 / P; rrw P / P0.

    `fussell_vesely_bounds` is that measure as an interval: twice the same where it is known exactly, else bounds that hold
    and None in `fussell_vesely`.
    """

    birnbaum: float | None
    criticality: float | None
    fussell_vesely: float | None
    raw: float | None
    rrw: float | None
    fussell_vesely_bounds: Interval | None = None


class Method(NamedTuple):
    """How the numbers were found."""

    engine: str
    order: str
    modules: int
    nodes: int
    seconds: float
