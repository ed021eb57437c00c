"""From a model to fault trees of the five kinds of gate, with the same truth in every case; also to pictures, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from rca.graph.expression import Expression
from rca.graph.model import CONDITIONAL, INHIBIT, UNDEVELOPED, BasicEvent, Container, GateWord, Model, ModelGate, Path
from rca.graph.tree import FaultTree, GateKind, Node, Status

_SAME: Mapping[GateWord, GateKind] = {
    "and": "all_of", "or": "any_of", "is": "any_of", "not": "none_of", "nor": "none_of", "xor": "exactly_one_of",
    "true": "all_of", "false": "any_of",
}  # fmt: skip
_BACK: Mapping[GateKind, GateWord] = {"all_of": "and", "any_of": "or", "none_of": "nor", "exactly_one_of": "xor"}


def tree_of(model: Model, top: str, chances: Mapping[str, float]) -> FaultTree:
    """The tree below the gate `top`; `chances` has the probabilities of basic events, 0..1.

    A house event, like a constant, is an `all_of` (true) or `any_of` (false) without causes. A gate that the five kinds
    cannot say in one is composed of several, whose ids are the gate's with `#` and a word. Linear; depth is no limit.
    """
    nodes: dict[str, Node] = {}
    pending = [top]
    while pending:
        name = pending.pop()
        if name in nodes:
            continue
        gate = model.gates.get(name)
        if gate is not None:
            nodes.update((node.id, node) for node in _composed(gate))
            pending.extend(reversed(gate.inputs))
        elif name in model.house:
            house = model.house[name]
            nodes[name] = Node(name, house.label or name, "all_of" if house.value else "any_of")
        else:
            event = model.basic[name]
            nodes[name] = Node(name, event.label or name, status="open", probability=chances.get(name))
    return FaultTree(top, nodes)


def _composed(gate: ModelGate) -> tuple[Node, ...]:
    """The gate as nodes, its own last."""
    name, inputs, count = gate.name, gate.inputs, len(gate.inputs)

    def node(part: str, kind: GateKind, causes: tuple[str, ...], threshold: int | None = None) -> Node:
        own = f"{name}#{part}" if part else name
        return Node(own, (gate.label or name) if not part else own, kind, causes, threshold)

    match gate.word:
        case "nand":
            return node("and", "all_of", inputs), node("", "none_of", (f"{name}#and",))
        case "iff":
            return node("xor", "exactly_one_of", inputs), node("", "none_of", (f"{name}#xor",))
        case "imply":
            return node("not", "none_of", inputs[:1]), node("", "any_of", (f"{name}#not", *inputs[1:]))
        case "atleast":
            return (node("", "at_least", inputs, gate.least),)
        case "cardinality" if gate.least == 0 and gate.most >= count:
            return (node("", "all_of", ()),)
        case "cardinality" if gate.most >= count:
            return (node("", "at_least", inputs, gate.least),)
        case "cardinality":
            above = node("above", "at_least", inputs, gate.most + 1)
            if gate.least == 0:
                return above, node("", "none_of", (above.id,))
            below = node("within", "none_of", (above.id,))
            least = node("least", "at_least", inputs, gate.least)
            return above, below, least, node("", "all_of", (least.id, below.id))
        case word:
            return (node("", _SAME[word], inputs),)


class Sign(NamedTuple):
    """What a picture shows at an event of a model for which the five kinds of gate have no word of their own."""

    word: Literal["nand", "not", "is", "iff", "imply", "cardinality", "true", "false"]
    """The gate's word; `true` or `false` for a house event or constant."""
    most: int = 0
    """The upper number of a `cardinality`."""


_SHAPES: Mapping[GateWord, GateKind] = {**_SAME, "nand": "all_of", "iff": "exactly_one_of", "imply": "any_of",
                                        "atleast": "at_least", "cardinality": "at_least"}  # fmt: skip


def drawn_tree(model: Model, top: str, chances: Mapping[str, float]) -> tuple[FaultTree, Mapping[str, Sign]]:
    """The tree below the gate `top` as a picture shows it, each gate of the model one gate, and what its signs are.

    For pictures alone: where an event has a sign, the kind of its gate is only the nearest one. A house event, like a
    constant, is a leaf of kind `house`; a gate noted as an inhibit gate is of kind `inhibit`, and the event that it depends
    on of kind `conditional`. Linear; depth is no limit.
    """
    nodes: dict[str, Node] = {}
    signs: dict[str, Sign] = {}
    pending = [top]
    while pending:
        name = pending.pop()
        if name in nodes:
            continue
        gate = model.gates.get(name)
        if gate is None and name not in model.house:
            event = model.basic[name]
            status: Status = "open" if UNDEVELOPED in event.attributes else "confirmed"
            kind = "conditional" if CONDITIONAL in event.attributes else None
            nodes[name] = Node(name, event.label, status=status, probability=chances.get(name), kind=kind)
        elif gate is None or gate.word in ("true", "false"):
            truth = model.house[name].value if gate is None else gate.word == "true"
            nodes[name] = Node(name, (gate or model.house[name]).label, kind="house")
            signs[name] = Sign("true" if truth else "false")
        else:
            kind = "inhibit" if _is_inhibit(model, gate) else None
            nodes[name] = Node(name, gate.label, _SHAPES[gate.word], gate.inputs, gate.least or None, kind=kind)
            if gate.word in ("nand", "not", "is", "iff", "imply", "cardinality"):
                signs[name] = Sign(gate.word, gate.most)
            pending.extend(reversed(gate.inputs))
    return FaultTree(top, nodes), signs


def _is_inhibit(model: Model, gate: ModelGate) -> bool:
    """Whether an AND is noted as an inhibit gate and is one: of two inputs one is a conditional event."""
    if gate.word != "and" or INHIBIT not in gate.attributes or len(gate.inputs) != 2:
        return False
    return sum(name in model.basic and CONDITIONAL in model.basic[name].attributes for name in gate.inputs) == 1


def model_of(tree: FaultTree, name: str, label: str = "") -> Model:
    """The tree of a review as a model with one fault tree of that name."""
    home: Path = (name,)
    gates: dict[str, ModelGate] = {}
    basic: dict[str, BasicEvent] = {}
    for node in tree.top_down():
        if node.gate is None:
            chance = None if node.probability is None else Expression("float", value=node.probability)
            basic[node.id] = BasicEvent(node.id, chance, node.label, home)
        else:
            gates[node.id] = _gate(node, home)
    if not gates:
        above = f"{tree.top}-top"
        gates[above] = ModelGate(above, "is", (tree.top,), home=home)
    return Model(name, "", gates, basic, containers={home: Container(tree=True, label=label)})


def _gate(node: Node, home: Path) -> ModelGate:
    count = len(node.causes)
    if node.gate == "at_least":
        return ModelGate(node.id, "atleast", node.causes, node.threshold or 1, label=node.label, home=home)
    if node.gate == "exactly_one_of" and count != 2:
        return ModelGate(node.id, "cardinality", node.causes, 1, 1, label=node.label, home=home)
    word: GateWord = "not" if node.gate == "none_of" and count == 1 else _BACK[node.gate or "all_of"]
    return ModelGate(node.id, word, node.causes, label=node.label, home=home)
