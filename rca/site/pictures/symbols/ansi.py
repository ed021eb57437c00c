"""Gates in their distinctive shapes, as ANSI/IEEE 91 and the Fault Tree Handbook (NUREG-0492) draw them."""

from __future__ import annotations

from rca.site.pictures.svg import path, tag
from rca.site.pictures.symbols import GateSymbol
from rca.site.pictures.symbols.iec import operator
from rca.site.pictures.symbols.shapes import bubble, hexagon, lettering


def draw_gate(gate: GateSymbol) -> str:
    """A dome for AND, with a triangle in it where the order counts, a shield for OR, a triangle for NOT; k/n stands in the shield, a second curve marks exclusive OR."""
    if gate.inhibit:
        return hexagon()
    word = gate.sign.word if gate.sign is not None else ""
    if word in ("not", "is"):
        triangle = tag("path", class_="sym", d=path("M", 0, -13, "L", 13, 13, "H", -13, "Z"))
        return triangle + (bubble(-13) if gate.negated else "")
    if gate.gate == "all_of":
        dome = path("M", -13, 13, "V", -1, "A", 13, 13, 0, 0, 1, 13, -1, "V", 13, "Z")
        order = tag("path", class_="sym open", d=path("M", -13, 13, "L", 0, 1, "L", 13, 13)) if gate.ordered else ""
        return tag("path", class_="sym", d=dome) + order + (bubble(-14) if gate.negated else "")
    shield = path("M", 0, -15, "C", 8, -9, 13, 0, 13.5, 13.5, "Q", 0, 6, -13.5, 13.5, "C", -13, 0, -8, -9, 0, -15, "Z")
    shape = tag("path", class_="sym", d=shield)
    if gate.gate == "exactly_one_of":
        shape += tag("path", class_="sym open", d=path("M", -13, 17, "Q", 0, 9.5, 13, 17))
    if word in ("cardinality", "imply"):
        shape += lettering(operator(gate), 4, 9)
    elif gate.gate == "at_least":
        shape += lettering(f"{gate.threshold}/{gate.of}", 4, 9)
    return shape + (bubble(-15) if gate.negated or word == "iff" else "")
