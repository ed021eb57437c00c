"""Gates in their distinctive shapes, as ANSI/IEEE 91 and the Fault Tree Handbook (NUREG-0492) draw them."""

from __future__ import annotations

from rca.site.pictures.svg import path, tag
from rca.site.pictures.symbols import GateSymbol
from rca.site.pictures.symbols.shapes import bubble, hexagon, lettering


def draw_gate(gate: GateSymbol) -> str:
    """A dome for AND, a shield for OR; k/n stands in the shield, a second curve marks exclusive OR."""
    if gate.inhibit:
        return hexagon()
    if gate.gate == "all_of":
        return tag("path", class_="sym", d=path("M", -13, 13, "V", -1, "A", 13, 13, 0, 0, 1, 13, -1, "V", 13, "Z"))
    shield = path("M", 0, -15, "C", 8, -9, 13, 0, 13.5, 13.5, "Q", 0, 6, -13.5, 13.5, "C", -13, 0, -8, -9, 0, -15, "Z")
    shape = tag("path", class_="sym", d=shield)
    if gate.gate == "exactly_one_of":
        shape += tag("path", class_="sym open", d=path("M", -13, 17, "Q", 0, 9.5, 13, 17))
    if gate.gate == "at_least":
        shape += lettering(f"{gate.threshold}/{gate.of}", 4, 9)
    return shape + (bubble(-15) if gate.gate == "none_of" else "")
