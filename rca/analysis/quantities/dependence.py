"""Which expressions of a model are uncertain, and which change with the mission time."""

from __future__ import annotations

from collections.abc import Callable

from rca.graph.expression import Expression
from rca.graph.expressions import operations
from rca.graph.model import Model
from rca.graph.quantities import parameter_order


def uncertain(expression: Expression) -> bool:
    """Whether the operation itself draws a number at random."""
    operation = operations().get(expression.op)
    return operation is not None and operation.draw is not None


def timed(expression: Expression) -> bool:
    """Whether it is the mission time itself."""
    return expression.op == "system-mission-time"


class Dependence:
    """Which expressions hold, themselves or through parameters, something of a kind."""

    def __init__(self, model: Model, kind: Callable[[Expression], bool]) -> None:
        """`kind`: what is looked for, such as `uncertain` or `timed`."""
        self.kind = kind
        self.parameters: set[str] = set()
        self.order: list[str] = []
        """Parameters that depend on it, those that others need first."""
        for name in parameter_order(model)[0]:
            if self.holds(model.parameters[name].expression):
                self.parameters.add(name)
                self.order.append(name)

    def holds(self, expression: Expression) -> bool:
        """Whether the expression depends on it."""
        if self.kind(expression) or (expression.op == "parameter" and expression.name in self.parameters):
            return True
        return any(self.holds(each) for each in expression.inputs)
