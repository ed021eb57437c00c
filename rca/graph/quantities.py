"""Values of a model's expressions: the probability of each basic event at the mission time."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from rca.diagnostics.model import Diagnostic
from rca.graph.expression import Expression
from rca.graph.expressions import operations
from rca.graph.model import Model
from rca.graph.model_faults import fault, find_cycle, shown_cycle
from rca.graph.operation import SCALAR, Mathematics, Operation, Value

HOURS = 8760.0
"""Mission time where none is given: one year."""
Draw = Callable[[str, Operation, tuple[Expression, ...]], Value]
"""Numbers of a distribution: the place it stands at, the distribution, its arguments."""


class Scope(NamedTuple):
    """What the words of an expression stand for."""

    hours: Value
    """`system-mission-time`."""
    parameters: dict[str, Value]
    """Filled as their values are found."""
    mathematics: Mathematics = SCALAR
    draw: Draw | None = None
    """How a distribution is drawn; None: it counts with its mean."""
    initiating_event: str = ""
    states: Mapping[str, str] = MappingProxyType({})
    """State of each functional event that the path of an event tree has passed."""


def probabilities(model: Model, hours: float = HOURS) -> tuple[dict[str, float], tuple[Diagnostic, ...]]:
    """Probability of every basic event that has one, 0..1, and what is wrong with the expressions.

    Formulas are those of the Open-PSA Model Exchange Format 2.0d; a distribution counts with its mean. `hours` stands
    for `system-mission-time`. An event whose expression is wrong has no value.
    """
    scope, faults = point_scope(model, hours)
    if any(each.code == "RCA085" for each in faults):
        return {}, tuple(faults)
    found: dict[str, float] = {}
    for event in model.basic.values():
        if event.expression is None:
            continue
        try:
            chance = value_of(event.expression, scope)
        except KeyError:
            continue
        except (ValueError, OverflowError, ZeroDivisionError) as error:
            faults.append(fault("RCA087", event.place, f"basic event `{event.name}`: {reason(error)}"))
            continue
        if 0.0 <= chance <= 1.0:
            found[event.name] = chance
        else:
            said = f"the probability of `{event.name}` is {chance:g}, outside 0 to 1"
            faults.append(fault("RCA087", event.place, said))
    return found, tuple(faults)


def point_scope(model: Model, hours: float = HOURS) -> tuple[Scope, list[Diagnostic]]:
    """The values of all parameters that have one, and what is wrong with the others."""
    order, faults = parameter_order(model)
    scope = Scope(hours, {})
    for name in order:
        try:
            scope.parameters[name] = value_of(model.parameters[name].expression, scope)
        except (ValueError, OverflowError, ZeroDivisionError, KeyError) as error:
            faults.append(fault("RCA087", model.parameters[name].place, f"parameter `{name}`: {reason(error)}"))
    return scope, faults


def reason(error: Exception) -> str:
    """Why an expression has no value."""
    if isinstance(error, KeyError):
        return f"it needs `{error.args[0]}`, which has no value"
    if isinstance(error, ZeroDivisionError):
        return "it divides by zero"
    if isinstance(error, OverflowError):
        return "its value is too large for a number"
    return str(error)


def parameter_order(model: Model) -> tuple[list[str], list[Diagnostic]]:
    """Parameters, those that others need first; none, and why, when they stand in a circle."""
    below = {name: tuple(cited(own.expression)) for name, own in model.parameters.items()}
    cycle = find_cycle(below)
    if cycle:
        said = f"a parameter needs itself: {shown_cycle(cycle)}"
        return [], [fault("RCA085", model.parameters[cycle[0]].place, said)]
    order: dict[str, None] = {}
    pending = [(name, False) for name in reversed(below)]
    while pending:
        name, leaving = pending.pop()
        if name in order or name not in below:
            continue
        if leaving:
            order[name] = None
        else:
            pending.append((name, True))
            pending.extend((each, False) for each in below[name])
    return list(order), []


def cited(expression: Expression) -> list[str]:
    """Names of the parameters in an expression."""
    found = [expression.name] if expression.op == "parameter" else []
    for each in expression.inputs:
        found.extend(cited(each))
    return found


def value_of(expression: Expression, scope: Scope, at: str = "") -> Value:
    """The expression's value; `at` names the place it stands at, so that a distribution there is drawn from its own numbers.

    Raises:
        ValueError, OverflowError, ZeroDivisionError: it has none.
        KeyError: it needs a parameter without a value.
    """
    value: Value
    match expression.op:
        case "float" | "int" | "bool":
            value = expression.value
        case "parameter":
            return scope.parameters[expression.name]
        case "system-mission-time":
            return scope.hours
        case "test-initiating-event":
            return float(scope.initiating_event == expression.name)
        case "test-functional-event":
            return float(scope.states.get(expression.name) == expression.state)
        case op:
            operation = operations()[op]
            if scope.draw is not None and operation.draw is not None:
                return scope.draw(at, operation, expression.inputs)
            inputs = [value_of(each, scope, f"{at}/{place}") for place, each in enumerate(expression.inputs)]
            if not operation.accepts(len(inputs)):
                msg = f"`{op}` has {len(inputs)} arguments and takes {operation.takes}"
                raise ValueError(msg)
            value = operation.formula(scope.mathematics, inputs)
    if scope.mathematics is SCALAR and not math.isfinite(value):
        msg = f"`{expression.op}` gives no finite number"
        raise ValueError(msg)
    return value
