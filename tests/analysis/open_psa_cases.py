"""The part of the Open-PSA model exchange format that the published cases use, read into a fault tree."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from rca.graph.tree import FaultTree, GateKind, Node

HOURS = 8760.0
"""Mission time where a model gives none: one year."""
KINDS: dict[str, GateKind] = {
    "and": "all_of", "or": "any_of", "atleast": "at_least", "nor": "none_of", "not": "none_of", "xor": "exactly_one_of",
}  # fmt: skip


class Reader:
    """Reads the gates and basic events of all files into nodes."""

    def __init__(self, files: Sequence[Path]) -> None:
        self.roots = [ET.parse(file).getroot() for file in files]
        self.values = {own.get("name", ""): own for root in self.roots for own in root.iter("define-parameter")}
        self.nodes: dict[str, Node] = {}

    def tree(self) -> FaultTree:
        """The tree of the gate that no other gate uses."""
        for root in self.roots:
            for element in root.iter("define-basic-event"):
                self.leaf(element)
            for element in root.iter("define-gate"):
                formula = next(child for child in element if child.tag not in ("label", "attributes"))
                self.formula(formula, element.get("name", ""))
        used = {cause for node in self.nodes.values() for cause in node.causes}
        for name in used - set(self.nodes):
            self.nodes[name] = Node(name, name, status="open")
        gates = [
            name for root in self.roots for own in root.iter("define-gate") if (name := own.get("name", "")) not in used
        ]
        return FaultTree(gates[0], self.nodes)

    def leaf(self, element: ET.Element) -> None:
        name = element.get("name", "")
        chance = next((self.number(own) for own in element if own.tag not in ("label", "attributes")), None)
        self.nodes[name] = Node(name, name, status="open", probability=chance)

    def formula(self, element: ET.Element, name: str) -> str:
        """Id of the formula; one that has no name gets one."""
        parts = [self.argument(own, f"{name}.{at}") for at, own in enumerate(element)]
        threshold = int(element.get("min", "0")) or None
        match element.tag:
            case "gate" | "event" | "basic-event" | "house-event":
                return self.gate(name, "any_of", [self.argument(element, name)])
            case "constant":
                return self.gate(name, "all_of" if element.get("value") == "true" else "any_of", [])
            case "nand":
                return self.gate(name, "none_of", [self.gate(f"{name}.and", "all_of", parts)])
            case "iff":
                return self.gate(name, "none_of", [self.gate(f"{name}.xor", "exactly_one_of", parts)])
            case "imply":
                return self.gate(name, "any_of", [self.gate(f"{name}.not", "none_of", parts[:1]), *parts[1:]])
            case "cardinality":
                above = self.gate(f"{name}.above", "at_least", parts, int(element.get("max", "0")) + 1)
                below = self.gate(f"{name}.below", "none_of", [above])
                return self.gate(name, "all_of", [self.gate(f"{name}.least", "at_least", parts, threshold), below])
            case tag:
                return self.gate(name, KINDS[tag], parts, threshold)

    def argument(self, element: ET.Element, name: str) -> str:
        if element.tag in ("gate", "event", "basic-event", "house-event"):
            return element.get("name", "")
        return self.formula(element, name)

    def gate(self, name: str, kind: GateKind, causes: Sequence[str], threshold: int | None = None) -> str:
        self.nodes[name] = Node(name, name, kind, tuple(causes), threshold)
        return name

    def number(self, element: ET.Element) -> float:
        """Point value of an expression; that of a distribution is its mean."""
        parts = [self.number(own) for own in element]
        match element.tag:
            case "float" | "int":
                return float(element.get("value", ""))
            case "parameter":
                return self.number(next(own for own in self.values[element.get("name", "")] if own.tag != "label"))
            case "system-mission-time":
                return HOURS
            case "exponential":
                return -math.expm1(-parts[0] * parts[1])
            case "mul":
                return math.prod(parts)
            case _:
                return parts[0]
