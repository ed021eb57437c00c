"""Probability and failure frequency of a top over the mission time."""

from __future__ import annotations

import numpy as np

from rca.analysis.quantities.arrays import ARRAYS, Floats, many, row
from rca.analysis.quantities.course import Course
from rca.analysis.quantities.dependence import Dependence, timed
from rca.analysis.quantities.integrity import HIGH_DEMAND, LOW_DEMAND, shares
from rca.analysis.quantities.intensity import Intensities
from rca.analysis.quantities.vectors import Vectors
from rca.analysis.solving.deadline import NEVER, Deadline
from rca.analysis.solving.solution import Solution
from rca.graph.expression import Expression
from rca.graph.model import Model
from rca.graph.quantities import Scope, point_scope, value_of

JUST_AFTER = 1e-7
"""Of a step."""


def times(hours: float, step: float) -> list[float]:
    """0, one step, two steps … and the mission time itself, in hours."""
    count = int(hours / step)
    found = [at * step for at in range(count + 1)]
    return found if found[-1] == hours else [*found, hours]


def time_curve(
    model: Model, solution: Solution, hours: float, step: float, *, coherent: bool, deadline: Deadline = NEVER
) -> Course:
    """The top over the mission time: at each of `times` its probability, and how often it begins, per hour.

    `system-mission-time` is the time; distributions count with their means. The frequency of a coherent tree is the sum
    over its events of Birnbaum importance times the events' own failure intensity (Vesely 1970; IEC 61508-6, annex B):
    see `Intensities`. Averages are by trapezoids over the steps: PFDavg that of the probability, PFH that of the
    frequency. Where a component is tested, a step begins with the value just after its first moment, so that the fall
    at a test on a step is a fall and no slope. Each point costs one evaluation of the tree, or two.

    Raises:
        LimitError: the deadline has passed; it is looked at between batches of points.
    """
    points = np.array(times(hours, step))
    curve = TopCurve(model, solution, coherent=coherent, deadline=deadline)
    probability, frequency = curve.at(points)
    soon, often = probability, frequency
    if curve.falls and len(points) > 1:
        soon, often = curve.at(points + JUST_AFTER * step)
    hourly = np.divide(probability, points, out=np.zeros(len(points)), where=points > 0)
    rate, rate_soon = (frequency, often) if coherent else (hourly, hourly)
    return Course(
        hours=tuple(points.tolist()),
        step=step,
        probability=tuple(probability.tolist()),
        frequency=tuple(frequency.tolist()) if coherent else None,
        pfd_average=average(points, probability, soon),
        pfh=average(points, rate, rate_soon) if coherent else None,
        probability_per_hour=average(points, hourly, hourly),
        low_demand=shares(points, probability, soon, LOW_DEMAND),
        high_demand=shares(points, rate, rate_soon, HIGH_DEMAND),
        moving=len(curve.moving),
        numeric=tuple(sorted(curve.intensities.numeric)),
        unfit=tuple(sorted(curve.unfit)),
    )


def average(points: Floats, values: Floats, after: Floats) -> float:
    """Mean over time by trapezoids, from the value just after each point to that at the next; of one point its value."""
    if len(points) < 2:
        return float(values[0])
    return float(np.sum((after[:-1] + values[1:]) / 2 * np.diff(points)) / (points[-1] - points[0]))


class TopCurve:
    """A top and its basic events at many times."""

    def __init__(self, model: Model, solution: Solution, *, coherent: bool, deadline: Deadline = NEVER) -> None:
        """`coherent`: whether frequencies are found too."""
        self.deadline = deadline
        self.model, self.events, self.coherent = model, solution.leaves, coherent
        self.vectors = Vectors(solution)
        self.points, _ = point_scope(model)
        self.dependence = Dependence(model, timed)
        self.intensities = Intensities(model, self.dependence)
        self.moving = tuple(name for name in self.events if self.dependence.holds(self._expression(name)))
        self.unfit: set[str] = set()
        tested = Dependence(model, lambda each: each.op == "periodic-test")
        self.falls = any(tested.holds(self._expression(name)) for name in self.moving)
        """Whether a component is tested, so that the curve may fall at once."""

    def at(self, points: Floats) -> tuple[Floats, Floats]:
        """Probability of the top, and how often it begins, per hour; the latter 0 for a non-coherent tree."""
        probability, frequency = np.zeros(len(points)), np.zeros(len(points))
        if not self.moving:
            chances, _ = self.chances(points[:1])
            probability[:] = self.vectors.probability(chances)
            return probability, frequency
        for start in range(0, len(points), self.vectors.batch):
            self.deadline.look()
            part = slice(start, start + self.vectors.batch)
            chances, own = self.chances(points[part])
            if self.coherent:
                probability[part], slopes = self.vectors.derivatives(chances)
                frequency[part] = np.sum(slopes * own, axis=0)
            else:
                probability[part] = self.vectors.probability(chances)
        return probability, frequency

    def chances(self, points: Floats) -> tuple[Floats, Floats]:
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
                if self.coherent:
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
