"""A model of fault trees as other programs exchange it: gates, basic events with expressions, house events."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from rca.graph.expression import NOWHERE, Expression, Place

if TYPE_CHECKING:
    from rca.graph.alignment import Alignment
    from rca.graph.event_tree import (
        Consequence,
        ConsequenceGroup,
        EventTree,
        InitiatingEvent,
        InitiatingEventGroup,
        Rule,
    )
    from rca.graph.substitution import Substitution

GateWord = Literal[
    "and", "or", "not", "xor", "nand", "nor", "imply", "iff", "atleast", "cardinality", "is", "true", "false"
]
"""What a gate does, in the words of the Open-PSA Model Exchange Format; `is` passes its one input on."""
Path = tuple[str, ...]
"""Names of the fault tree and the components that something stands in, outermost first; empty for the model's own data."""


class Attribute(NamedTuple):
    """What a program notes on a gate, event or parameter beyond the format; it changes no number."""

    name: str
    value: str
    type: str = ""


INHIBIT = Attribute("flavor", "inhibit")
"""Of an AND of two inputs, one of them a basic event that is `CONDITIONAL`: an inhibit gate, as SCRAM wrote it up to 2018."""
CONDITIONAL = Attribute("flavor", "conditional")
UNDEVELOPED = Attribute("flavor", "undeveloped")
"""Of a basic event that is not taken further, as SCRAM writes it."""


class ModelGate(NamedTuple):
    """A gate of a model."""

    name: str
    """Unique in the model: the name as written, or for a private one with the names of its containers before it."""
    word: GateWord
    inputs: tuple[str, ...] = ()
    """Names of gates, basic events and house events, in the order written."""
    least: int = 0
    """k of `atleast`, and the lower number of `cardinality`."""
    most: int = 0
    """The upper number of `cardinality`."""
    label: str = ""
    home: Path = ()
    private: bool = False
    inner: bool = False
    """Whether it is a formula inside the formula of another gate, and its name is made up."""
    place: Place = NOWHERE
    attributes: tuple[Attribute, ...] = ()


class BasicEvent(NamedTuple):
    """A basic event of a model."""

    name: str
    expression: Expression | None = None
    """Its probability, 0..1; None when the model gives none."""
    label: str = ""
    home: Path = ()
    private: bool = False
    place: Place = NOWHERE
    attributes: tuple[Attribute, ...] = ()


class HouseEvent(NamedTuple):
    """An event that is switched on or off for the whole analysis."""

    name: str
    value: bool = False
    label: str = ""
    home: Path = ()
    private: bool = False
    place: Place = NOWHERE
    attributes: tuple[Attribute, ...] = ()


class Parameter(NamedTuple):
    """A named expression."""

    name: str
    expression: Expression
    label: str = ""
    home: Path = ()
    private: bool = False
    unit: str = ""
    """As written: for people, nothing is converted."""
    place: Place = NOWHERE
    attributes: tuple[Attribute, ...] = ()


CommonCauseWord = Literal["beta-factor", "MGL", "alpha-factor", "phi-factor"]


class CommonCauseGroup(NamedTuple):
    """Basic events that may fail together from one cause."""

    name: str
    model: CommonCauseWord
    members: tuple[str, ...]
    """Names of basic events, in the order written."""
    distribution: Expression
    """Total probability of each member."""
    factors: Mapping[int, Expression]
    """By level: how many members fail together."""
    label: str = ""
    home: Path = ()
    place: Place = NOWHERE


class Container(NamedTuple):
    """A fault tree, or a component of one."""

    tree: bool
    label: str = ""
    private: bool = False


class Model(NamedTuple):
    """Fault trees with their events; every name that is cited is defined, and no gate stands below itself."""

    name: str = ""
    label: str = ""
    gates: Mapping[str, ModelGate] = MappingProxyType({})
    basic: Mapping[str, BasicEvent] = MappingProxyType({})
    house: Mapping[str, HouseEvent] = MappingProxyType({})
    parameters: Mapping[str, Parameter] = MappingProxyType({})
    containers: Mapping[Path, Container] = MappingProxyType({})
    common_cause: Mapping[str, CommonCauseGroup] = MappingProxyType({})
    event_trees: Mapping[str, EventTree] = MappingProxyType({})
    initiating_events: Mapping[str, InitiatingEvent] = MappingProxyType({})
    rules: Mapping[str, Rule] = MappingProxyType({})
    collected: Mapping[str, ModelGate] = MappingProxyType({})
    """Formulas that the paths of event trees collect or set, and hypotheses; they stand beside the gates and use none of them up."""
    initiating_groups: Mapping[str, InitiatingEventGroup] = MappingProxyType({})
    consequences: Mapping[str, Consequence] = MappingProxyType({})
    consequence_groups: Mapping[str, ConsequenceGroup] = MappingProxyType({})
    alignments: Mapping[str, Alignment] = MappingProxyType({})
    substitutions: Mapping[str, Substitution] = MappingProxyType({})

    def beyond_gates(self) -> tuple[str, ...]:
        """What a format that knows gates and events alone does not take of the model, a line each."""
        groups = (f"common-cause group `{name}`: its members were taken as independent" for name in self.common_cause)
        noted = sum(
            bool(each.attributes)
            for of_kind in (self.gates, self.basic, self.house, self.parameters)
            for each in of_kind.values()
        )
        notes = (f"the attributes of {noted} gates, events and parameters",) if noted else ()
        trees = (f"event tree `{name}`" for name in self.event_trees)
        bins = (f"consequence `{name}`" for name in (*self.consequences, *self.consequence_groups))
        phases = (f"alignment `{name}` with its phases" for name in self.alignments)
        rules = (f"substitution `{name}`" for name in self.substitutions)
        return (*groups, *trees, *bins, *phases, *rules, *notes)

    def tops(self) -> tuple[str, ...]:
        """Gates that no other gate uses, in the order written."""
        used = {name for gate in self.gates.values() for name in gate.inputs}
        return tuple(name for name, gate in self.gates.items() if name not in used and not gate.inner)

    def title(self) -> str:
        """The model's name, or that of its first fault tree."""
        trees = (*(path[0] for path in self.containers), *self.event_trees)
        return self.name or next(iter(trees), "model")
