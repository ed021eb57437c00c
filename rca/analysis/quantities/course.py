"""What a top does over the mission time, as plain values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Course:
    """A top over the mission time."""

    hours: tuple[float, ...]
    step: float
    probability: tuple[float, ...]
    frequency: tuple[float, ...] | None
    """Failures per hour: unconditional failure intensity. None for a non-coherent tree."""
    pfd_average: float
    """Mean of the probability over the mission time."""
    pfh: float | None
    """Mean of the frequency, per hour."""
    probability_per_hour: float
    """Mean of the probability divided by the time, per hour: what SCRAM calls PFHavg."""
    low_demand: tuple[float, ...]
    """Shares of the time in each of `integrity.BANDS`, by the probability."""
    high_demand: tuple[float, ...]
    """The same by the frequency; where there is none, by the probability divided by the time."""
    moving: int
    """Basic events that change with time."""
    numeric: tuple[str, ...]
    """Events whose frequency was found by differences."""
    unfit: tuple[str, ...]
    """Events that had no probability at some time: taken as 0 or 1."""
