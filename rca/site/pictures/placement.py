"""Where the boxes of one sheet stand: gates and columns as blocks, placed by Graphviz."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from rca.site.pictures.branches import Branch, Leaf
from rca.site.pictures.cards import Card
from rca.site.pictures.columns import GAP, STUB, Column, columns_of
from rca.site.pictures.layout import Arc, Block, Placed, place
from rca.site.pictures.symbols import GATE_HEIGHT

BUS = 15.0
"""Room left of every box for the line that runs down a column."""
BUS_LINE = 10.0
"""How far left of the boxes that line runs."""
RANK_GAP = 28.0
_STRAIGHT = 0.6


@dataclass(frozen=True, slots=True)
class Spot:
    """A box in its place."""

    card: Card
    x: float
    y: float
    leaf: Leaf | None = None
    """None for a gate."""

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.card.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.card.height

    @property
    def middle(self) -> float:
        """Half of its height down."""
        return self.y + self.card.height / 2


@dataclass(frozen=True, slots=True)
class GateSpot:
    """A gate in its place, with where its children are."""

    branch: Branch
    spot: Spot
    below: float
    """Top of what hangs from it."""
    columns: tuple[tuple[Spot, ...], ...]
    """Boxes entered from the left: leaves, influences on leaves, folded gates."""
    influences: tuple[Spot, ...] = ()
    folded: bool = False
    """Whether it stands in the column of the gate above it."""

    @property
    def centre(self) -> float:
        """Of the box and of the symbol below it."""
        return self.spot.x + self.spot.card.width / 2

    @property
    def symbol(self) -> float:
        """Height of the symbol's centre."""
        return self.spot.bottom + STUB + GATE_HEIGHT / 2


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet laid out."""

    gates: tuple[GateSpot, ...]
    width: float
    height: float

    def spots(self) -> tuple[Spot, ...]:
        """Every box, each once."""
        found: list[Spot] = []
        for gate in self.gates:
            found.append(gate.spot)
            found.extend(spot for column in gate.columns for spot in column if spot.leaf)
            found.extend(gate.influences)
        return tuple(found)


def lay_out(
    root: Branch,
    gate_cards: Mapping[str, Card],
    leaf_cards: Mapping[Leaf, Card],
    *,
    folded: frozenset[str] = frozenset(),
    engine: str | None = None,
) -> Layout:
    """Graphviz coordinates for one sheet. `folded` names gates that stand in the column of the gate above them.

    A column is given to Graphviz as a chain of blocks, one a rank, so that the ranks beside it keep their own height;
    where the chain does not come out straight, as one tall block.

    Raises:
        CannotDraw: the engine is missing or failed.
    """
    sheet = _Sheet(root, gate_cards, leaf_cards, folded)
    return sheet.placed(engine, tall=False) or sheet.placed(engine, tall=True) or Layout((), 0, 0)


class _Sheet:
    """The blocks of one sheet, rank by rank."""

    def __init__(
        self, root: Branch, gate_cards: Mapping[str, Card], leaf_cards: Mapping[Leaf, Card], folded: frozenset[str]
    ) -> None:
        self.gate_cards = gate_cards
        self.folded = folded
        self.ranks = [[root]]
        while below := [gate for branch in self.ranks[-1] for gate in self._standing(branch)]:
            self.ranks.append(below)
        self.columns = {
            branch.id: columns_of(branch, gate_cards, leaf_cards, folded) for rank in self.ranks for branch in rank
        }

    def _standing(self, branch: Branch) -> list[Branch]:
        return [gate for gate in branch.gates if gate.id not in self.folded]

    def placed(self, engine: str | None, *, tall: bool) -> Layout | None:
        """The layout; None when a column's chain comes out bent."""
        heights = self._heights(tall=tall)
        blocks: list[Block] = []
        arcs: list[Arc] = []
        for depth, rank in enumerate(self.ranks):
            for branch in rank:
                blocks.append(Block(branch.id, BUS + self.gate_cards[branch.id].width, heights[depth]))
                chains = [
                    _chain(column, number, heights, depth + 1, tall=tall)
                    for number, column in enumerate(self.columns[branch.id])
                ]
                for chain in chains:
                    blocks.extend(chain)
                    arcs.extend(Arc(upper.name, lower.name, heavy=True) for upper, lower in pairwise(chain))
                arcs.extend(Arc(branch.id, child) for child in self._order(branch, chains))
        placed = place(blocks, arcs, gap=GAP, rank_gap=RANK_GAP, engine=engine)
        return self._read(heights, placed, tall=tall)

    def _order(self, branch: Branch, chains: list[list[Block]]) -> list[str]:
        """Children from left to right: as written, leaves where the first of them is written, influences last."""
        heads = [chain[0].name for chain in chains]
        shaping = [head for head, column in zip(heads, self.columns[branch.id], strict=True) if column.influences]
        hanging = heads[: len(heads) - len(shaping)]
        before = [gate.id for gate in branch.gates[: branch.leaves_at] if gate.id not in self.folded]
        after = [gate.id for gate in branch.gates[branch.leaves_at :] if gate.id not in self.folded]
        return [*before, *hanging, *after, *shaping]

    def _heights(self, *, tall: bool) -> list[float]:
        """Height of every rank: its tallest gate; below the last gates, what the columns still need."""
        heights = [
            max(self.gate_cards[branch.id].height for branch in rank) + STUB + GATE_HEIGHT for rank in self.ranks
        ]
        ends = [
            _end(column, heights, depth + 1, tall=tall)
            for depth, rank in enumerate(self.ranks)
            for branch in rank
            for column in self.columns[branch.id]
        ]
        for rank_number, height in ends:
            heights.extend([0.0] * (rank_number + 1 - len(heights)))
            heights[rank_number] = max(heights[rank_number], height)
        return heights

    def _read(self, heights: list[float], placed: Mapping[str, Placed], *, tall: bool) -> Layout | None:
        """Boxes from blocks."""
        gates: list[GateSpot] = []
        for depth, rank in enumerate(self.ranks):
            for branch in rank:
                at = placed[branch.id]
                hung: list[tuple[Spot, ...]] = []
                shaping: tuple[Spot, ...] = ()
                folds: list[GateSpot] = []
                for number, column in enumerate(self.columns[branch.id]):
                    chain = _chain(column, number, heights, depth + 1, tall=tall)
                    first = placed[chain[0].name]
                    if any(abs(placed[block.name].x - first.x) > _STRAIGHT for block in chain):
                        return None
                    spots, inside = _hang(column, first.x + BUS, first.y)
                    folds.extend(inside)
                    if column.influences:
                        shaping = spots
                    else:
                        hung.append(spots)
                spot = Spot(self.gate_cards[branch.id], at.x + BUS, at.y)
                gates.append(GateSpot(branch, spot, at.y + heights[depth] + RANK_GAP, tuple(hung), shaping))
                gates.extend(folds)
        spots_found = Layout(tuple(gates), 0, 0).spots()
        return Layout(tuple(gates), max(spot.right for spot in spots_found), max(spot.bottom for spot in spots_found))


def _end(column: Column, heights: list[float], rank: int, *, tall: bool) -> tuple[int, float]:
    """The last rank a column reaches, and how much of it stands there."""
    rest = column.height
    while not tall and rank < len(heights) and rest > heights[rank]:
        rest -= heights[rank] + RANK_GAP
        rank += 1
    return rank, max(rest, 1.0)


def _chain(column: Column, number: int, heights: list[float], rank: int, *, tall: bool) -> list[Block]:
    last, _ = _end(column, heights, rank, tall=tall)
    return [
        Block(f"{column.gate}/{number}/{each}", BUS + column.width, heights[each]) for each in range(rank, last + 1)
    ]


def _hang(column: Column, x: float, y: float) -> tuple[tuple[Spot, ...], list[GateSpot]]:
    """The boxes that the column's own line enters, and the folded gates with their leaves."""
    direct: list[Spot] = []
    folds: list[tuple[Branch, Spot, list[Spot]]] = []
    for entry in column.entries:
        spot = Spot(entry.card, x + entry.shift, y, entry.leaf)
        if entry.branch:
            direct.append(spot)
            folds.append((entry.branch, spot, []))
        elif folds:
            folds[-1][2].append(spot)
        else:
            direct.append(spot)
        y += entry.room
    inside = [GateSpot(branch, spot, below[0].y, (tuple(below),), folded=True) for branch, spot, below in folds]
    return tuple(direct), inside
