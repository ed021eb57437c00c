"""How often a basic event begins, per hour."""

from __future__ import annotations

from collections.abc import Callable
from math import prod

import numpy as np

from rca.analysis.quantities.arrays import Floats, row
from rca.analysis.quantities.dependence import Dependence
from rca.graph.expression import Expression
from rca.graph.model import Model
from rca.graph.quantities import Scope, value_of

RATE = {"exponential": 0, "GLM": 1, "periodic-test": 0}
"""Place of the failure rate among the arguments."""


class Intensities:
    """Unconditional failure intensity of basic events: failures per hour, whatever the state.

    A component that fails at rate λ while it is up has λ·(1 − q), q being its unavailability: `exponential`, `GLM` and
    `periodic-test` at the mission time. A product of one such expression and factors that do not change with time has the
    same, times the factors. An event that does not change with time has none. Of any other expression it is the slope of
    the probability where that rises, by differences: right for what is not repaired, and said.
    """

    def __init__(self, model: Model, dependence: Dependence) -> None:
        self.model, self.dependence = model, dependence
        self.numeric: set[str] = set()
        """Events whose intensity was found by differences."""

    def of(
        self, name: str, expression: Expression, scope: Scope, value: Floats, scope_at: Callable[[Floats], Scope]
    ) -> Floats:
        """The intensity at the times of `scope`, where the event's probability is `value`."""
        found = self._known(expression, scope)
        if found is None:
            self.numeric.add(name)
            found = _slope(expression, np.asarray(scope.hours), scope_at)
        return row(found, len(value))

    def _known(self, expression: Expression, scope: Scope) -> Floats | None:
        """By formula; None where there is none."""
        while expression.op == "parameter":
            expression = self.model.parameters[expression.name].expression
        inputs = expression.inputs
        at = RATE.get(expression.op)
        if at is not None:
            still = all(not self.dependence.holds(each) for each in inputs[:-1])
            if not still or inputs[-1].op != "system-mission-time":
                return None
            return np.asarray(value_of(inputs[at], scope) * (1 - value_of(expression, scope)))
        moving = [each for each in inputs if self.dependence.holds(each)]
        if expression.op != "mul" or len(moving) != 1:
            return None
        own = self._known(moving[0], scope)
        factor = prod(value_of(each, scope) for each in inputs if each is not moving[0])
        return None if own is None else own * factor


def _slope(expression: Expression, hours: Floats, scope_at: Callable[[Floats], Scope]) -> Floats:
    """Rise per hour by differences over a millionth of the time around each point; 0 where it falls."""
    width = np.maximum(hours, 1.0) * 1e-6
    before, after = np.maximum(hours - width, 0.0), hours + width
    low, high = (row(value_of(expression, scope_at(each)), len(hours)) for each in (before, after))
    return np.clip(np.nan_to_num((high - low) / (after - before), nan=0.0), 0.0, None)
