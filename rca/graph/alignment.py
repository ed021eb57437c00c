"""Alignments of a model: the phases that a plant spends its time in, and how each sets the house events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rca.graph.expression import NOWHERE, Place

if TYPE_CHECKING:
    from rca.graph.model import Model


@dataclass(frozen=True, slots=True)
class Phase:
    """A configuration that the plant is in for a share of the mission time."""

    name: str
    time_fraction: float
    """Above 0, at most 1."""
    house_events: Mapping[str, bool] = field(default_factory=dict)
    """What the phase sets; any other house event keeps the value that the model gives it."""
    label: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Phases whose shares of the time add up to 1."""

    name: str
    phases: tuple[Phase, ...]
    label: str = ""
    place: Place = field(default=NOWHERE, compare=False)


def in_phase(model: Model, phase: Phase) -> Model:
    """The model with its house events as the phase sets them."""
    house = {name: own._replace(value=phase.house_events.get(name, own.value)) for name, own in model.house.items()}
    return model._replace(house=house)
