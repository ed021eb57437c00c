"""What the paths of event trees set, as elements beside those of the model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rca.graph.event_tree import Instruction
from rca.graph.expression import Expression
from rca.graph.model import BasicEvent, Model, Parameter
from rca.graph.quantities import Scope, cited, parameter_order, value_of

TESTS = ("test-initiating-event", "test-functional-event")


class Setting(NamedTuple):
    """What a path has set so far; sorted by name, so that the same is equal however it came about."""

    events: tuple[tuple[str, bool | str], ...] = ()
    """House events with their values; basic events and gates with the name of what stands in their place."""
    values: tuple[tuple[str, str], ...] = ()
    """Parameters with the name of what stands in their place."""

    def with_event(self, name: str, stand: bool | str) -> Setting:
        """The same, and this event set."""
        return self._replace(events=tuple(sorted({**dict(self.events), name: stand}.items())))

    def with_value(self, name: str, stand: str) -> Setting:
        """The same, and this parameter set."""
        return self._replace(values=tuple(sorted({**dict(self.values), name: stand}.items())))


UNSET = Setting()
"""Of a path that has set nothing."""


class Flavours:
    """Basic events and parameters as paths set them: `P (2)` is the first further one that stands for `P`.

    A number that is set is taken with what its names mean at that moment, so that a parameter may be set to twice what it
    was. Two instructions that set the same number make one element. What only depends on a parameter that was set is an
    element too, whose distributions are drawn where those of the first one are.
    """

    def __init__(self, model: Model, scope: Scope, chances: Mapping[str, float]) -> None:
        """`scope` has the values of the model's parameters, `chances` the probabilities of its basic events."""
        self.model = model
        self.scope = scope._replace(parameters=dict(scope.parameters))
        self.chances = dict(chances)
        self.parameters: dict[str, Parameter] = dict(model.parameters)
        self.basic: dict[str, BasicEvent] = dict(model.basic)
        self.drawn_as: dict[str, str] = {}
        """By place of an element whose distributions are those of another: the place of that one."""
        self.events: dict[str, str] = {}
        """By name of a further basic event, the one that it stands for."""
        self._order = parameter_order(model)[0]
        self._last: dict[str, int] = {}
        """By kind and name the last number that was given."""
        self._made: dict[tuple[str, str, Expression], str] = {}
        self._bound: dict[tuple[tuple[str, str], ...], dict[str, str]] = {}

    def set(self, own: Instruction, setting: Setting) -> tuple[str, bool | str]:
        """What an instruction sets, and to what, where the path has this setting.

        Raises:
            ValueError, OverflowError, ZeroDivisionError, KeyError: the number has no value, or is no probability.
        """
        if own.word == "set-house-event":
            return own.name, own.value
        if own.word == "set-gate":
            return own.name, own.formula
        expression = self.bound(own.expression or Expression("float"), setting)
        if own.word == "set-parameter":
            return own.name, self._parameter(own.name, expression, drawn_as="")
        return own.name, self._event(own.name, expression, drawn_as="")

    def bound(self, expression: Expression, setting: Setting) -> Expression:
        """The expression with the parameters that stand in the place of those it cites."""
        stands = self._stands(setting.values)
        return _renamed(expression, stands) if stands else expression

    def event(self, name: str, setting: Setting) -> str:
        """What stands in the place of a basic event that the path has not set itself.

        Raises:
            ValueError, OverflowError, ZeroDivisionError, KeyError: its number has no value now, or is no probability.
        """
        own = self.model.basic[name].expression
        bound = None if own is None else self.bound(own, setting)
        return name if bound is None or bound == own else self._event(name, bound, drawn_as=f"event {name}")

    def _stands(self, values: tuple[tuple[str, str], ...]) -> dict[str, str]:
        """By parameter what stands in its place, itself set or not; those alone that differ."""
        if values not in self._bound:
            stands = dict(values)
            for name in self._order if values else ():
                own = self.model.parameters[name].expression
                if name not in stands and any(each in stands for each in cited(own)):
                    stands[name] = self._parameter(name, _renamed(own, stands), drawn_as=f"parameter {name}")
            self._bound[values] = stands
        return self._bound[values]

    def _parameter(self, name: str, expression: Expression, *, drawn_as: str) -> str:
        own = self._made.get((f"parameter {name}", drawn_as, expression))
        if own is None:
            own = self._free("parameter", name, self.parameters)
            self.scope.parameters[own] = value_of(expression, self.scope)
            self.parameters[own] = Parameter(own, expression)
            self._note("parameter", own, name, expression, drawn_as)
        return own

    def _event(self, name: str, expression: Expression, *, drawn_as: str) -> str:
        own = self._made.get((f"event {name}", drawn_as, expression))
        if own is None:
            chance = value_of(expression, self.scope)
            if not 0 <= chance <= 1:
                msg = f"the probability of `{name}`, as a path sets it, is {chance:g}, outside 0 to 1"
                raise ValueError(msg)
            own = self._free("event", name, self.basic, self.model.gates, self.model.house, self.model.collected)
            self.chances[own] = chance
            self.basic[own] = BasicEvent(own, expression)
            self.events[own] = name
            self._note("event", own, name, expression, drawn_as)
        return own

    def _free(self, kind: str, name: str, *taken: Mapping[str, object]) -> str:
        """`NAME (2)`, or the next number that nothing has."""
        count = self._last.get(f"{kind} {name}", 1) + 1
        while any(f"{name} ({count})" in each for each in taken):
            count += 1
        self._last[f"{kind} {name}"] = count
        return f"{name} ({count})"

    def _note(self, kind: str, own: str, name: str, expression: Expression, drawn_as: str) -> None:
        self._made[f"{kind} {name}", drawn_as, expression] = own
        if drawn_as:
            self.drawn_as[f"{kind} {own}"] = drawn_as


def decided(expression: Expression, initiating_event: str, states: Mapping[str, str]) -> Expression:
    """The expression with its tests answered, as they are at this place of a path."""
    if expression.op == "test-initiating-event":
        return Expression("bool", value=float(expression.name == initiating_event))
    if expression.op == "test-functional-event":
        return Expression("bool", value=float(states.get(expression.name) == expression.state))
    inputs = tuple(decided(each, initiating_event, states) for each in expression.inputs)
    return expression if inputs == expression.inputs else _with(expression, inputs)


def _renamed(expression: Expression, stands: Mapping[str, str]) -> Expression:
    if expression.op == "parameter":
        return Expression("parameter", name=stands.get(expression.name, expression.name))
    inputs = tuple(_renamed(each, stands) for each in expression.inputs)
    return expression if inputs == expression.inputs else _with(expression, inputs)


def _with(expression: Expression, inputs: tuple[Expression, ...]) -> Expression:
    return Expression(expression.op, inputs, expression.value, expression.name, expression.state)
