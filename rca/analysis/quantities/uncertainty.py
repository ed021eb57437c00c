"""How far the top's probability and the importance of events spread, given the distributions of a model."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence

import numpy as np

from rca.analysis.quantities.arrays import Floats
from rca.analysis.quantities.sampling import Sampler
from rca.analysis.quantities.shared_sets import NotSampledError, share_of_sets
from rca.analysis.quantities.spread import MEASURES, Spread, Uncertainty
from rca.analysis.quantities.vectors import MOST_AT_ONCE, ROOM, Vectors
from rca.analysis.solving.solution import Solution
from rca.graph.model import Model

KEPT = 8_000_000
"""Numbers that are kept for the spread of importance: 64 MB."""
NOTHING = 1e-12
"""Share of the top's probability below which what is left without an event is rounding."""


def uncertainty(
    model: Model, solution: Solution, hours: float, samples: int, seed: int, deadline: float = math.inf
) -> Uncertainty:
    """Spread of the top's probability and of every event's importance over samples of the model's distributions.

    Monte Carlo over the exact diagram: each sample draws every distribution once and evaluates the whole tree, so that
    only the parameters are sampled, never the events. Samples are taken in batches of bounded memory. All of the top's
    are kept (8 octets each); those of importance are kept while they fit in 64 MB, for the first samples alone beyond.
    Percentiles are linear between order statistics. `deadline` is a reading of `time.perf_counter`, looked at between
    batches: what was drawn by then counts.
    """
    sampler = Sampler(model, hours, seed, solution.leaves)
    vectors = Vectors(solution)
    tops = np.empty(samples)
    detailed = _detailed(solution, samples)
    chances, slopes = (np.empty((len(solution.leaves), detailed)) for _ in range(2))
    if not sampler.moving:
        top, slope = vectors.derivatives(sampler.draw(1))
        tops[:], chances[:], slopes[:] = top, sampler.draw(1), slope
    done = 0 if sampler.moving else samples
    at_once = max(vectors.batch, min(MOST_AT_ONCE, ROOM // max(1, len(solution.leaves))))
    ready = np.empty((len(solution.leaves), 0))
    while done < samples and (done == 0 or time.perf_counter() <= deadline):
        if not ready.shape[1]:
            ready = sampler.draw(min(at_once, samples - done))
        drawn, ready = ready[:, : vectors.batch], ready[:, vectors.batch :]
        count = drawn.shape[1]
        whole = min(count, max(0, detailed - done))
        if whole:
            top, slope = vectors.derivatives(drawn[:, :whole])
            tops[done : done + whole] = top
            chances[:, done : done + whole], slopes[:, done : done + whole] = drawn[:, :whole], slope
        if whole < count:
            tops[done + whole : done + count] = vectors.probability(drawn[:, whole:])
        done += count
    detailed = min(detailed, done)
    vesely, unsampled = _fussell_vesely(solution, chances[:, :detailed], deadline)
    return Uncertainty(
        samples=done,
        asked=samples,
        seed=seed,
        moving=len(sampler.moving),
        top=spread(tops[:done]),
        importance_samples=detailed,
        importance=_importance(solution.leaves, tops[:detailed], chances[:, :detailed], slopes[:, :detailed], vesely),
        clipped=dict(sorted(sampler.clipped.items())),
        unfit=dict(sorted(sampler.unfit.items())),
        unsampled=unsampled,
    )


def _fussell_vesely(solution: Solution, chances: Floats, deadline: float) -> tuple[Floats | None, str]:
    """Fussell–Vesely importance in each sample, or why there is none."""
    if time.perf_counter() > deadline:
        return None, "the time limit was reached"
    try:
        return share_of_sets(solution, chances.shape[1])(chances), ""
    except NotSampledError as error:
        return None, str(error)


def _detailed(solution: Solution, samples: int) -> int:
    """Samples whose importance is kept; at least two, so that there is a spread."""
    return min(samples, max(2, KEPT // (2 * max(1, len(solution.leaves)))))


def spread(samples: Floats) -> Spread:
    """Mean, standard deviation (n − 1) and percentiles."""
    count = len(samples)
    constant = bool(samples.min() == samples.max())
    mean = float(samples[0]) if constant else float(np.mean(samples))
    deviation = 0.0 if constant or count < 2 else float(np.std(samples, ddof=1))
    low, median, high = (float(each) for each in np.quantile(samples, (0.05, 0.5, 0.95)))
    return Spread(mean, deviation, deviation / math.sqrt(count), low, median, high)


def _importance(
    leaves: Sequence[str], tops: Floats, chances: Floats, slopes: Floats, vesely: Floats | None
) -> dict[str, Mapping[str, Spread | None]]:
    """Spread of each measure of each event; None where a sample leaves the measure open."""
    found: dict[str, Mapping[str, Spread | None]] = {}
    unknown = np.full(len(tops), np.nan)
    for at, (name, chance, slope) in enumerate(zip(leaves, chances, slopes, strict=True)):
        without = tops - chance * slope
        without[without <= NOTHING * tops] = 0.0
        with np.errstate(all="ignore"):
            own = unknown if vesely is None else vesely[at]
            measures = (slope, slope * chance / tops, own, (without + slope) / tops, tops / without)
        found[name] = {
            word: spread(each) if bool(np.isfinite(each).all()) else None
            for word, each in zip(MEASURES, measures, strict=True)
        }
    return found
