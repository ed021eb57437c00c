"""Probability and frequency of a sequence over the mission time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rca.analysis.quantities.arrays import Floats, row
from rca.analysis.quantities.dependence import Dependence
from rca.analysis.quantities.outcome import Curve
from rca.analysis.quantities.spread import Term
from rca.analysis.quantities.time_curve import JUST_AFTER, TopCurve, average, times
from rca.analysis.solving.deadline import Deadline
from rca.graph.expression import Expression
from rca.graph.model import Model
from rca.graph.quantities import value_of


def sequence_curve(
    model: Model,
    parts: Sequence[tuple[Expression | None, Sequence[Term]]],
    hours: float,
    step: float,
    deadline: Deadline,
) -> tuple[Curve, frozenset[str]]:
    """The sum of the parts at each of `times`, and the events whose probability left 0 to 1 at some time.

    A part is the frequency of its initiating event, if it has one, with terms: what formulas come to times numbers. Every
    probability, number and frequency is taken at that time; averages are by trapezoids, as in `time_curve`.

    Raises:
        ValueError: a number has no value at some time.
        LimitError: the deadline has passed; it is looked at between batches of points.
    """
    points = np.array(times(hours, step))
    terms = [
        (often, term, TopCurve(model, term.solution, coherent=False, deadline=deadline))
        for often, own in parts
        for term in own
    ]
    tested = Dependence(model, lambda each: each.op == "periodic-test")
    falls = any(curve.falls or any(tested.holds(each) for each in term.numbers.values()) for _, term, curve in terms)
    given, often = _sums(terms, points)
    soon = _sums(terms, points + JUST_AFTER * step) if falls and len(points) > 1 else (given, often)
    single = len(parts) == 1
    known = all(each is not None for each, _ in parts)
    found = Curve(
        hours=tuple(points.tolist()),
        step=step,
        probability=tuple(given.tolist()) if single else None,
        frequency=tuple(often.tolist()) if known else None,
        probability_average=average(points, given, soon[0]) if single else None,
        frequency_average=average(points, often, soon[1]) if known else None,
    )
    return found, frozenset(name for _, _, curve in terms for name in curve.unfit)


def _sums(terms: Sequence[tuple[Expression | None, Term, TopCurve]], points: Floats) -> tuple[Floats, Floats]:
    """Probability given the initiating events, and frequency, at those times."""
    given, often = np.zeros(len(points)), np.zeros(len(points))
    for frequency, term, curve in terms:
        own = curve.at(points)[0]
        with np.errstate(all="ignore"):
            scope = curve.scope(points)
            for number in term.numbers.values():
                own = own * row(value_of(number, scope), len(points))
            given += own
            often += own * (0.0 if frequency is None else row(value_of(frequency, scope), len(points)))
    if not (np.isfinite(given).all() and np.isfinite(often).all()):
        msg = "a number on its paths gives no finite number at some time"
        raise ValueError(msg)
    return given, often
