"""The lines of one sheet: from gates down to causes, dashed from influences up to what they shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rca.site.pictures.columns import GAP
from rca.site.pictures.placement import BUS_LINE, GateSpot, Layout, Spot
from rca.site.pictures.svg import number, path, tag
from rca.site.pictures.symbols import GATE_HEIGHT
from rca.site.pictures.symbols.shapes import RADIUS

Points = tuple[tuple[float, float], ...]
_LEVELS = 3
_LEVEL_STEP = 6.0
_FIRST_LEVEL = 10.0
_ABOVE_LEVELS = 24.0
"""Height over the rank below at which influences pass, above the gate's own lines."""
_SIDE = 8.0


@dataclass(frozen=True, slots=True)
class Wire:
    """A line from an effect down to a cause, or from an influence up to what it shapes."""

    above: str
    below: str
    page: int
    points: Points
    happened: bool
    influence: bool


def wire_up(layout: Layout, on_path: frozenset[str], page: int) -> tuple[Wire, ...]:
    """All lines of a sheet. The first of every gate leads from its box to its symbol and has the gate at both ends."""
    centres = {gate.branch.id: gate for gate in layout.gates}
    levels = _levels(layout, centres)
    found: list[Wire] = []

    def add(above: str, below: str, points: Points, *, influence: bool = False) -> None:
        happened = above in on_path and below in on_path and not influence
        found.append(Wire(above, below, page, points, happened, influence))

    for gate in layout.gates:
        name = gate.branch.id
        foot = gate.symbol + GATE_HEIGHT / 2 - 2
        bus = gate.below - _FIRST_LEVEL - levels[name] * _LEVEL_STEP
        if gate.folded:
            bus = gate.below - GAP / 2
        add(name, name, ((gate.centre, gate.spot.bottom), (gate.centre, gate.symbol - GATE_HEIGHT / 2 + 1)))
        for child in gate.branch.gates:
            to = centres[child.id]
            if to.folded:
                continue
            add(name, child.id, ((gate.centre, foot), (gate.centre, bus), (to.centre, bus), (to.centre, to.spot.y)))
        for column in gate.columns:
            x = column[0].x - BUS_LINE
            for spot in column:
                if spot.leaf and spot.leaf.influence:
                    continue
                end = spot.x - (RADIUS - 1 if spot.leaf else 0)
                trunk: Points = ((gate.centre, foot), (gate.centre, bus), (x, bus), (x, spot.middle))
                add(name, spot.card.content.id, (*trunk, (end, spot.middle)))
        for shaped, spot, points in _influences(gate):
            add(shaped, spot.card.content.id, points, influence=True)
    return tuple(found)


def _levels(layout: Layout, centres: dict[str, GateSpot]) -> dict[str, int]:
    """Gates of one rank whose lines would run into each other get levels of their own."""
    levels: dict[str, int] = {}
    taken: dict[float, list[tuple[float, float, int]]] = {}
    for gate in layout.gates:
        children = (centres[child.id] for child in gate.branch.gates)
        ends = [gate.centre, *(child.centre for child in children if not child.folded)]
        ends += [column[0].x - BUS_LINE for column in gate.columns]
        left, right = min(ends) - 2, max(ends) + 2
        rank = taken.setdefault(gate.below, [])
        busy = {level for start, end, level in rank if start < right and left < end}
        level = next((each for each in range(_LEVELS) if each not in busy), 0)
        rank.append((left, right, level))
        levels[gate.branch.id] = level
    return levels


def _influences(gate: GateSpot) -> Iterator[tuple[str, Spot, Points]]:
    """What is shaped, the influence, and the way between them: on the right side, clear of the gate's own lines."""
    for column in gate.columns:
        above: dict[int, Spot] = {}
        for spot in column:
            level = spot.leaf.level if spot.leaf else 0
            if level:
                yield _nested(above[level - 1], spot)
            above[level] = spot
    above = {}
    side = gate.spot.right + _SIDE
    high = gate.below - _ABOVE_LEVELS
    outer = max((spot.right for spot in gate.influences), default=0.0) + _SIDE
    for spot in gate.influences:
        level = spot.leaf.level if spot.leaf else 0
        if level:
            yield _nested(above[level - 1], spot)
        else:
            up: Points = (
                (spot.right, spot.middle),
                (outer, spot.middle),
                (outer, high),
                (side, high),
                (side, gate.spot.middle),
            )
            yield gate.branch.id, spot, (*up, (gate.spot.right + 5, gate.spot.middle))
        above[level] = spot


def _nested(shaped: Spot, spot: Spot) -> tuple[str, Spot, Points]:
    """From an influence up to the box above it that it shapes."""
    x = shaped.x + 9 if spot.x > shaped.x else shaped.x - 4
    return shaped.card.content.id, spot, ((spot.x, spot.middle), (x, spot.middle), (x, shaped.bottom + 5))


def draw_wire(wire: Wire) -> str:
    """The line as SVG; an influence has an open arrowhead."""
    (x, y), *rest = wire.points
    steps: list[str | float] = ["M", x, y]
    for next_x, next_y in rest:
        steps += ["H", next_x] if next_y == y else ["V", next_y]
        x, y = next_x, next_y
    style = "w dash" if wire.influence else "w hit" if wire.happened else "w"
    line = tag("path", class_=style, d=path(*steps), data_from=wire.above, data_to=wire.below)
    if not wire.influence:
        return line
    (before, _), (tip_x, tip_y) = wire.points[-2:]
    turn = " rotate(-90)" if before != tip_x else ""
    tip = tag(
        "path",
        class_="tip",
        d="M0 -5L4 2H-4Z",
        transform=f"translate({number(tip_x)} {number(tip_y)}){turn}",
        data_from=wire.above,
        data_to=wire.below,
    )
    return line + tip
