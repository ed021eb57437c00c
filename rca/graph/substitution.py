"""Substitutions of a model: what stands for a combination of basic events, and combinations that are left out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from rca.graph.expression import NOWHERE, Place
from rca.graph.model import ModelGate

if TYPE_CHECKING:
    from rca.graph.model import Model

SubstitutionWord = Literal["delete-terms", "recovery-rule", "exchange-event"]


@dataclass(frozen=True, slots=True)
class Substitution:
    """Where the hypothesis holds, the target takes the place of the source, or has to happen as well."""

    name: str
    hypothesis: str
    """The gate among `Model.collected` that holds its formula, over basic events."""
    target: str | bool
    """A basic event; or false, so that the hypothesis cannot be; or true, so that the source is dropped."""
    source: tuple[str, ...] = ()
    """Basic events that the target takes the place of; none in a declarative substitution."""
    type: SubstitutionWord | Literal[""] = ""
    label: str = ""
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def declarative(self) -> bool:
        """Whether it says something of all combinations of events, and not of minimal cut sets alone."""
        return not self.source


def declared(model: Model) -> tuple[Model, tuple[str, ...]]:
    """The model with a gate among those collected for each declarative substitution, and their names.

    Such a gate holds as long as the substitution is kept to: the hypothesis implies the target (Open-PSA MEF 2.0d,
    meta-logical layer).
    """
    gates: dict[str, ModelGate] = {}
    for own in model.substitutions.values():
        if own.declarative and own.target is not True:
            name = _free(model, f"{own.hypothesis} kept", gates)
            inputs = (own.hypothesis,) if own.target is False else (own.hypothesis, own.target)
            gates[name] = ModelGate(name, "imply" if len(inputs) > 1 else "not", inputs, place=own.place)
    return (model._replace(collected={**model.collected, **gates}) if gates else model), tuple(gates)


def kept_to(model: Model, top: str) -> Model:
    """The model with the gate `top` true only where every declarative substitution is kept to.

    The gate as it was stands below it under a name of its own; what uses the gate elsewhere uses the new one.
    """
    model, kept = declared(model)
    if not kept:
        return model
    name = _free(model, f"{top} as written", ())
    gates = {**model.gates, **model.collected, name: model.gates[top]._replace(name=name)}
    gates[top] = model.gates[top]._replace(word="and", inputs=(name, *kept), least=0, most=0)
    return model._replace(gates=gates)


def _free(model: Model, name: str, taken: Collection[str]) -> str:
    while name in taken or any(name in each for each in (model.gates, model.collected, model.basic, model.house)):
        name += "'"
    return name
