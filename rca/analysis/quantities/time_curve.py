"""Probability and failure frequency of a top over the mission time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rca.analysis.quantities.arrays import ARRAYS, Floats, many, row
from rca.analysis.quantities.course import Course
from rca.analysis.quantities.dependence import Dependence, timed
from rca.analysis.quantities.integrity import HIGH_DEMAND, LOW_DEMAND, shares
from rca.analysis.quantities.intensity import Intensities
from rca.analysis.quantities.vectors import Vectors
from rca.analysis.solution import Solution
from rca.graph.model import Expression, Model
from rca.graph.quantities import Scope, point_scope, value_of


def times(hours: float, step: float) -> list[float]:
    """0, one step, two steps … and the mission time itself, in hours."""
    count = int(hours / step)
    found = [at * step for at in range(count + 1)]
    return found if found[-1] == hours else [*found, hours]


def time_curve(model: Model, solution: Solution, hours: float, step: float, *, coherent: bool) -> Course:
    """The top over the mission time: at each of `times` its probability, and how often it begins, per hour.

    `system-mission-time` is the time; distributions count with their means. The frequency of a coherent tree is the sum
    over its events of Birnbaum importance times the events' own failure intensity (Vesely 1970; IEC 61508-6, annex B):
    see `Intensities`. Averages are by trapezoids over the steps: PFDavg that of the probability, PFH that of the
    frequency. Each point costs one evaluation of the tree.
    """
    points = np.array(times(hours, step))
    vectors = Vectors(solution)
    curve = _Curve(model, solution.leaves)
    probability, frequency = np.empty(len(points)), np.empty(len(points))
    step_of = vectors.batch if curve.moving else len(points)
    for start in range(0, len(points), step_of):
        part = slice(start, start + step_of) if curve.moving else slice(0, 1)
        chances, own = curve.at(points[part])
        if coherent:
            probability[part], slopes = vectors.derivatives(chances)
            frequency[part] = np.sum(slopes * own, axis=0)
        else:
            probability[part] = vectors.probability(chances)
    if not curve.moving:
        probability[:], frequency[:] = probability[0], frequency[0]
    hourly = np.divide(probability, points, out=np.zeros(len(points)), where=points > 0)
    rate = frequency if coherent else hourly
    return Course(
        hours=tuple(points.tolist()),
        step=step,
        probability=tuple(probability.tolist()),
        frequency=tuple(frequency.tolist()) if coherent else None,
        pfd_average=average(points, probability),
        pfh=average(points, frequency) if coherent else None,
        probability_per_hour=average(points, hourly),
        low_demand=shares(points, probability, LOW_DEMAND),
        high_demand=shares(points, rate, HIGH_DEMAND),
        moving=len(curve.moving),
        numeric=tuple(sorted(curve.intensities.numeric)),
        unfit=tuple(sorted(curve.unfit)),
    )


def average(points: Floats, values: Floats) -> float:
    """Mean over time by trapezoids; of a single point its value."""
    if len(points) < 2:
        return float(values[0])
    return float(np.trapezoid(values, points) / (points[-1] - points[0]))


class _Curve:
    """Probabilities and failure intensities of basic events at many times."""

    def __init__(self, model: Model, events: Sequence[str]) -> None:
        self.model, self.events = model, events
        self.points, _ = point_scope(model)
        self.dependence = Dependence(model, timed)
        self.intensities = Intensities(model, self.dependence)
        self.moving = tuple(name for name in events if self.dependence.holds(self._expression(name)))
        self.unfit: set[str] = set()

    def at(self, points: Floats) -> tuple[Floats, Floats]:
        """Probability, and failures per hour of what is up or down: a row an event, a column a time."""
        chances, rates = (np.zeros((len(self.events), len(points))) for _ in range(2))
        with np.errstate(all="ignore"):
            scope = self.scope(points)
            for at, name in enumerate(self.events):
                expression = self._expression(name)
                if not self.dependence.holds(expression):
                    chances[at] = value_of(expression, self.points)
                    continue
                value = row(value_of(expression, scope), len(points))
                if not bool(((value >= 0) & (value <= 1)).all()):
                    self.unfit.add(name)
                np.clip(np.nan_to_num(value, nan=0.0), 0.0, 1.0, out=chances[at])
                rates[at] = self.intensities.of(name, expression, scope, chances[at], self.scope)
        return chances, rates

    def scope(self, points: Floats) -> Scope:
        """What the words of an expression stand for at those times."""
        scope = Scope(many(points), dict(self.points.parameters), ARRAYS)
        for name in self.dependence.order:
            scope.parameters[name] = value_of(self.model.parameters[name].expression, scope)
        return scope

    def _expression(self, name: str) -> Expression:
        return self.model.basic[name].expression or Expression("float")
