"""How far the frequency of a sequence spreads, given the distributions of a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from rca.analysis.quantities.arrays import Floats
from rca.analysis.quantities.sampling import Sampler
from rca.analysis.quantities.spread import Spread, Term
from rca.analysis.quantities.uncertainty import spread
from rca.analysis.quantities.vectors import Vectors
from rca.analysis.solving.deadline import Deadline
from rca.graph.model import Model


def sequence_spread(
    model: Model,
    terms: Sequence[Term],
    hours: float,
    samples: int,
    seed: int,
    drawn_as: Mapping[str, str],
    deadline: Deadline,
) -> tuple[Spread, frozenset[str]]:
    """Spread of the sum of the terms over samples of the model's distributions, and the events that left 0 to 1 in some.

    A term has its own sampler from the same seed: a distribution gives the same numbers in each, so that terms, and the
    sequences of one tree, move together as they should. `drawn_as`: see `Sampler`.

    Raises:
        LimitError: the deadline has passed; it is looked at between batches of samples.
    """
    total = np.zeros(samples)
    outside: set[str] = set()
    for term in terms:
        outside.update(_add(total, term, Sampler(model, hours, seed, term.solution.leaves, drawn_as), deadline))
    return spread(total), frozenset(outside)


def _add(total: Floats, term: Term, sampler: Sampler, deadline: Deadline) -> tuple[str, ...]:
    """Add a term to the samples; the events that left 0 to 1."""
    vectors = Vectors(term.solution)
    for start in range(0, len(total), vectors.batch):
        deadline.look()
        part = slice(start, min(start + vectors.batch, len(total)))
        events, numbers = sampler.draw_with(part.stop - part.start, term.numbers)
        total[part] += vectors.probability(events) * numbers
    return (*sampler.clipped, *sampler.unfit)
