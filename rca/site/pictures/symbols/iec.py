"""Gates as IEC 61025 (2006), annex A, draws them: a rectangle that holds the operator of IEC 60617-12."""

from __future__ import annotations

from rca.site.pictures.svg import tag
from rca.site.pictures.symbols import GateSymbol
from rca.site.pictures.symbols.shapes import bubble, hexagon, lettering

SIDE = 13.0
_SIGNS = {"not": "1", "is": "1", "iff": "=", "imply": "→"}


def operator(gate: GateSymbol) -> str:
    """The sign inside the rectangle: `&`, `≥1`, `≥k`, `=1`; `1` for NOT, `=` for IFF, `→` for IMPLY, `k..m` for a cardinality.

    `none_of` is an OR whose output is negated, and NAND an AND.
    """
    if gate.sign is not None and gate.sign.word in _SIGNS:
        return _SIGNS[gate.sign.word]
    if gate.sign is not None and gate.sign.word == "cardinality":
        return f"{gate.threshold or 0}..{gate.sign.most}"
    if gate.gate == "at_least":
        return f"≥{gate.threshold}"
    return {"all_of": "&", "any_of": "≥1", "none_of": "≥1", "exactly_one_of": "=1"}[gate.gate]


def draw_gate(gate: GateSymbol) -> str:
    """A rectangle of 26 by 26 with its operator; an inhibit gate is a hexagon."""
    if gate.inhibit:
        return hexagon()
    box = tag("rect", class_="sym", x=-SIDE, y=-SIDE, width=2 * SIDE, height=2 * SIDE)
    if gate.ordered:
        shape = box + lettering(operator(gate), 2.2, 12.5) + lettering("1→2", 10.4, 7, minor=True)
    elif gate.gate != "at_least" or gate.sign is not None:
        shape = box + lettering(operator(gate), 4.4, 12.5)
    else:
        shape = box + lettering(operator(gate), 1.2, 11) + lettering(f"{gate.threshold}/{gate.of}", 10.2, 8, minor=True)
    return shape + (bubble(-SIDE) if gate.negated else "")
