"""What sampling says, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rca.analysis.solving.solution import Solution
from rca.graph.expression import Expression

MEASURES = ("birnbaum", "criticality", "fussell_vesely", "raw", "rrw")
"""Measures of importance that are sampled."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A number that was sampled."""

    mean: float
    deviation: float
    """Standard deviation of one sample."""
    standard_error: float
    """Of the mean: the deviation over the root of the number of samples."""
    low: float
    """5th percentile."""
    median: float
    high: float
    """95th percentile."""


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """Spread of a top and of the importance of its events."""

    samples: int
    asked: int
    """More than `samples` when the time limit came first."""
    seed: int
    moving: int
    """Basic events whose probability is uncertain."""
    top: Spread
    importance_samples: int
    """The first so many of the samples."""
    importance: Mapping[str, Mapping[str, Spread | None]]
    """By event and measure; None where some sample leaves the measure open, or it is not sampled."""
    clipped: Mapping[str, int]
    """Samples of an event outside 0 to 1, taken as 0 or 1."""
    unfit: Mapping[str, int]
    """Samples of an event that are no number, taken as 0."""
    unsampled: str = ""
    """Why Fussell–Vesely importance is not sampled; empty where it is."""


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a sequence: what its formulas come to, times the numbers that it collects."""

    solution: Solution
    numbers: Mapping[str, Expression]
    """By a name for the place of each."""
