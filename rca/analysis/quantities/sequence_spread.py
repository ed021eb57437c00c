"""How far the frequency of a sequence spreads, given the distributions of a model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rca.analysis.quantities.arrays import Floats
from rca.analysis.quantities.sampling import Sampler
from rca.analysis.quantities.spread import Spread, Term
from rca.analysis.quantities.uncertainty import spread
from rca.analysis.quantities.vectors import Vectors
from rca.graph.model import Model


def sequence_spread(
    model: Model, terms: Sequence[Term], hours: float, samples: int, seed: int
) -> tuple[Spread, frozenset[str]]:
    """Spread of the sum of the terms over samples of the model's distributions, and the events that left 0 to 1 in some.

    A term has its own sampler from the same seed: a distribution gives the same numbers in each, so that terms, and the
    sequences of one tree, move together as they should.
    """
    total = np.zeros(samples)
    outside: set[str] = set()
    for term in terms:
        outside.update(_add(total, model, term, hours, seed))
    return spread(total), frozenset(outside)


def _add(total: Floats, model: Model, term: Term, hours: float, seed: int) -> tuple[str, ...]:
    """Add a term to the samples; the events that left 0 to 1."""
    sampler = Sampler(model, hours, seed, term.solution.leaves)
    vectors = Vectors(term.solution)
    for start in range(0, len(total), vectors.batch):
        part = slice(start, min(start + vectors.batch, len(total)))
        events, numbers = sampler.draw_with(part.stop - part.start, term.numbers, term.scope)
        total[part] += vectors.probability(events) * numbers
    return (*sampler.clipped, *sampler.unfit)
