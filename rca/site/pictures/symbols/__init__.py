"""Symbols of fault trees: gates in two sets, events in one that both share. Every symbol is drawn about its centre."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from rca.graph.model_tree import Sign
from rca.graph.tree import GateKind

SymbolSet = Literal["iec", "ansi"]
GATE_WIDTH = 30.0
GATE_HEIGHT = 30.0


@dataclass(frozen=True, slots=True)
class GateSymbol:
    """What a gate symbol has to say."""

    gate: GateKind
    of: int
    """How many causes enter."""
    threshold: int | None = None
    """k of an `at_least` gate."""
    inhibit: bool = False
    """Whether one of two causes is a condition."""
    ordered: bool = False
    """Whether the causes are held to have happened in the order drawn (priority AND)."""
    sign: Sign | None = None
    """What a gate of a model is, where the five kinds have no word for it."""

    @property
    def negated(self) -> bool:
        """Whether the output is negated, which a ring shows."""
        return self.gate == "none_of" or (self.sign is not None and self.sign.word == "nand")


def symbol_sets() -> Mapping[SymbolSet, Callable[[GateSymbol], str]]:
    """The two ways to draw a gate, by the name that the switch on the page uses."""
    from rca.site.pictures.symbols import ansi, iec

    return {"iec": iec.draw_gate, "ansi": ansi.draw_gate}
