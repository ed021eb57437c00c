"""Galileo's text format, its static part: one top, AND, OR and k-of-n gates."""

from __future__ import annotations

from rca.exporters.models import CannotWrite, Written
from rca.graph.expression import Expression
from rca.graph.model import BasicEvent, Model, ModelGate
from rca.graph.quantities import HOURS, probabilities

_WORDS = {"and": "and", "or": "or", "is": "or"}


def write(model: Model, top: str | None) -> Written:
    """The tree below `top`, or below the one top that there is.

    Raises:
        CannotWrite: there are several tops and none is named, or a gate has no form in the format.
    """
    tops = (top,) if top is not None else model.tops()
    if not tops:
        msg = "Galileo holds one top, and the model has no gate"
        raise CannotWrite(msg)
    if len(tops) != 1:
        msg = f"Galileo holds one top, and the model has {len(tops)}; name one with --top: {', '.join(tops[:10])}"
        raise CannotWrite(msg)
    return _Writer(model).write(tops[0])


class _Writer:
    def __init__(self, model: Model) -> None:
        self.model = model
        self.chances, _ = probabilities(model)
        self.left: list[str] = []
        self.names: dict[str, str] = {}
        self.taken: set[str] = set()

    def write(self, top: str) -> Written:
        """Gates from the top down, then basic events."""
        gates: list[str] = []
        events: list[str] = []
        seen: set[str] = set()
        pending = [top]
        while pending:
            name = pending.pop()
            if name in seen:
                continue
            seen.add(name)
            gate = self.model.gates.get(name)
            if gate is None:
                events.append(self._event(name))
            elif gate.word in ("true", "false"):
                events.append(f"{self._name(name)} prob={1 if gate.word == 'true' else 0};")
            else:
                gates.append(self._gate(gate))
                pending.extend(reversed(gate.inputs))
        unused = sum(name not in seen for name in (*self.model.gates, *self.model.basic, *self.model.house))
        if unused:
            self.left.append(f"{unused} gates and events that do not stand below the top")
        if any(gate.label for gate in self.model.gates.values()) or any(own.label for own in self.model.basic.values()):
            self.left.append("labels: the format has names only")
        self.left.extend(self.model.beyond_gates())
        return Written("\n".join([f"toplevel {self._name(top)};", *gates, *events]) + "\n", tuple(self.left))

    def _name(self, name: str) -> str:
        found = self.names.get(name)
        if found is None:
            found = base = " ".join(name.replace('"', "'").split())
            number = 2
            while found in self.taken:
                found, number = f"{base}-{number}", number + 1
            if found != name:
                self.left.append(f"the name `{name}`: it was written as `{found}`")
            self.names[name] = found
            self.taken.add(found)
        return f'"{found}"'

    def _gate(self, gate: ModelGate) -> str:
        count = len(gate.inputs)
        word = _WORDS.get(gate.word)
        if gate.word == "atleast" or (gate.word == "cardinality" and gate.most >= count and gate.least > 0):
            word = f"{gate.least}of{count}"
        if word is None:
            msg = f"`{gate.word}` of `{gate.name}` has no form in static Galileo; Open-PSA has one"
            raise CannotWrite(msg)
        if gate.word == "is":
            self.left.append(f"gate `{gate.name}` passes its input on; it was written as `or`")
        return f"{self._name(gate.name)} {word} {' '.join(self._name(each) for each in gate.inputs)};"

    def _event(self, name: str) -> str:
        shown = self._name(name)
        house = self.model.house.get(name)
        if house is not None:
            self.left.append(f"house event `{name}`: it was written as an event of probability {int(house.value)}")
            return f"{shown} prob={int(house.value)};"
        event = self.model.basic[name]
        if event.expression is None:
            self.left.append(f"`{name}` has no probability; programs that read the format may ask for one")
            return f"{shown};"
        return f"{shown} {self._number(event, event.expression)};"

    def _number(self, event: BasicEvent, value: Expression) -> str:
        if value.op in ("float", "int"):
            return f"prob={value.value!r}"
        inputs = value.inputs
        if value.op == "exponential" and inputs[0].op == "float" and inputs[1].op == "system-mission-time":
            return f"lambda={inputs[0].value!r}"
        if event.name not in self.chances:
            msg = f"the probability of `{event.name}` has no value"
            raise CannotWrite(msg)
        self.left.append(f"`{value.op}` of `{event.name}`: its value at {HOURS:g} hours was written")
        return f"prob={self.chances[event.name]!r}"
