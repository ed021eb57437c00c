"""A model as nodes and edges, for the formats that know no gates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rca.graph.model import Model
from rca.graph.quantities import probabilities


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A gate or event."""

    name: str
    label: str
    kind: str
    """`gate`, `basic event` or `house event`."""
    gate: str = ""
    """What a gate does, with the numbers of `atleast` and `cardinality` beside."""
    least: int | None = None
    most: int | None = None
    probability: float | None = None
    top: bool = False


def nodes(model: Model) -> Iterator[GraphNode]:
    """Every gate, then every event, in the order written."""
    chances, _ = probabilities(model)
    tops = set(model.tops())
    for gate in model.gates.values():
        least = gate.least if gate.word in ("atleast", "cardinality") else None
        most = gate.most if gate.word == "cardinality" else None
        yield GraphNode(gate.name, gate.label, "gate", gate.word, least, most, top=gate.name in tops)
    for event in model.basic.values():
        yield GraphNode(event.name, event.label, "basic event", probability=chances.get(event.name))
    for house in model.house.values():
        yield GraphNode(house.name, house.label, "house event", probability=float(house.value))


def edges(model: Model) -> Iterator[tuple[str, str, int]]:
    """From every gate to each of its inputs, with the input's position from 0."""
    for gate in model.gates.values():
        for position, name in enumerate(gate.inputs):
            yield gate.name, name, position


def left_out(model: Model) -> tuple[str, ...]:
    """What a graph does not take of a model, a line each."""
    expressions = any(each.expression is not None for each in model.basic.values())
    said = ("expressions: their values at a mission time of one year were written",) if expressions else ()
    return (*said, *model.beyond_gates())
