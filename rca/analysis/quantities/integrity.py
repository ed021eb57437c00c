"""Safety integrity levels of IEC 61508-1, tables 2 and 3."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rca.analysis.quantities.arrays import Floats

LOW_DEMAND = (1e-5, 1e-4, 1e-3, 1e-2, 1e-1)
"""Average probability of failure on demand where level 4, 3, 2 and 1 begin, and where no level is left."""
HIGH_DEMAND = (1e-9, 1e-8, 1e-7, 1e-6, 1e-5)
"""The same for the average frequency of dangerous failure, per hour."""
BANDS = ("better than SIL 4", "SIL 4", "SIL 3", "SIL 2", "SIL 1", "no SIL")


def level(value: float, bounds: tuple[float, ...]) -> int | None:
    """The level 1 to 4 whose band holds the value; 4 below all bands, None above: `band` tells better than 4 from 4."""
    place = sum(value >= bound for bound in bounds)
    return None if place == len(bounds) else min(4, 5 - place)


def band(value: float, bounds: tuple[float, ...]) -> str:
    """The band in words: from its lower bound to below its upper one."""
    return BANDS[sum(value >= bound for bound in bounds)]


def shares(points: Floats, values: Floats, after: Floats, bounds: tuple[float, ...]) -> tuple[float, ...]:
    """Shares of the time, 0..1, that the curve spends in each of `BANDS`.

    Between points it is a straight line from the value just after the one (`after`) to that at the next.
    """
    import numpy as np

    edges = (-np.inf, *bounds, np.inf)
    if len(points) < 2:
        place = sum(float(values[0]) >= bound for bound in bounds)
        return tuple(float(place == at) for at in range(len(BANDS)))
    low, high = np.minimum(after[:-1], values[1:]), np.maximum(after[:-1], values[1:])
    width, time = high - low, np.diff(points)
    found = []
    for lower, upper in pairwise(edges):
        inside = np.clip(np.minimum(high, upper) - np.maximum(low, lower), 0.0, None)
        flat = ((low >= lower) & (low < upper)).astype(float)
        part = np.divide(inside, width, out=flat, where=width > 0)
        found.append(float(np.sum(part * time) / np.sum(time)))
    return tuple(found)
