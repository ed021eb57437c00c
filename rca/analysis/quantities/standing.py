"""Gates of a model as the paths of event trees set what stands below them."""

from __future__ import annotations

from typing import Literal

from rca.analysis.quantities.flavours import Flavours, Setting
from rca.graph.model import Model, ModelGate


class Standing:
    """The gates of a model, and copies of those below which a path has set something."""

    def __init__(self, model: Model, flavours: Flavours) -> None:
        self.flavours = flavours
        self.house = model.house
        self.gates: dict[str, ModelGate] = {**model.gates, **model.collected}
        self._model = model
        self._of: dict[Setting, dict[str, str]] = {}

    def model(self) -> Model:
        """The model with all that stands beside its own gates, events and parameters."""
        return self._model._replace(gates=self.gates, basic=self.flavours.basic, parameters=self.flavours.parameters)

    def gate(self, word: Literal["and", "or"], inputs: tuple[str, ...]) -> str:
        """A new gate; without inputs it is certain."""
        name = self._free("path")
        self.gates[name] = ModelGate(name, word if inputs else "true", inputs)
        return name

    def at(self, name: str, setting: Setting) -> str:
        """The gate where that is set: itself where nothing below it differs, else a copy. Iterative: depth is no limit.

        Raises:
            ValueError: a gate that is set stands below itself, or a number is no probability.
        """
        done = self._of.setdefault(setting, {})
        events = dict(setting.events)
        within: set[str] = set()
        pending = [(name, False)]
        while pending:
            own, leaving = pending.pop()
            if own in done:
                continue
            gate = self._meant(own, events)
            if gate is None:
                done[own] = self._leaf(own, setting, events)
            elif leaving:
                within.discard(own)
                inputs = tuple(done[each] for each in gate.inputs)
                done[own] = own if gate is self.gates.get(own) and inputs == gate.inputs else self._copy(gate, inputs)
            elif own in within:
                msg = f"gate `{own}`, as a path sets it, stands below itself"
                raise ValueError(msg)
            else:
                within.add(own)
                pending.append((own, True))
                pending.extend((each, False) for each in reversed(gate.inputs))
        return done[name]

    def _meant(self, name: str, events: dict[str, bool | str]) -> ModelGate | None:
        """The gate that the name means, if it is one: that of a formula which it is set to, a constant, or its own."""
        stand = events.get(name)
        if stand is None:
            return self.gates.get(name)
        if isinstance(stand, bool):
            if self.house[name].value == stand:
                return None
            return ModelGate(name, "true" if stand else "false")
        return self.gates.get(stand)

    def _leaf(self, name: str, setting: Setting, events: dict[str, bool | str]) -> str:
        stand = events.get(name)
        if isinstance(stand, str):
            return stand
        return self.flavours.event(name, setting) if name in self._model.basic else name

    def _copy(self, gate: ModelGate, inputs: tuple[str, ...]) -> str:
        name = self._free("set")
        self.gates[name] = gate._replace(name=name, inputs=inputs)
        return name

    def _free(self, word: str) -> str:
        """A name that nothing has."""
        name = f"#{word}-{len(self.gates)}"
        while name in self.gates or name in self.flavours.basic or name in self.house:
            name += "'"
        return name
