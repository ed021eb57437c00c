"""Where the boxes of one sheet stand: gates and columns of leaves as blocks, placed by Graphviz."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from rca.site.pictures.branches import Branch, Leaf
from rca.site.pictures.cards import Card
from rca.site.pictures.layout import Arc, Block, Placed, place
from rca.site.pictures.symbols import GATE_HEIGHT

BUS = 15.0
"""Room left of every box for the line that runs down a column."""
BUS_LINE = 10.0
"""How far left of the boxes that line runs."""
GAP = 9.0
"""Between blocks side by side, and between the leaves of a column."""
RANK_GAP = 28.0
STUB = 6.0
"""Of line between a box and its gate symbol."""
INDENT = 20.0
_MOST_INDENTS = 2
_LONGEST_COLUMN = 6
_STRAIGHT = 0.6


@dataclass(frozen=True, slots=True)
class Column:
    """Leaves that hang below each other."""

    gate: str
    items: tuple[tuple[Leaf, Card], ...]
    influences: bool = False

    @property
    def height(self) -> float:
        """From the top of the first box to the foot of the last."""
        return sum(card.height for _, card in self.items) + GAP * (len(self.items) - 1)


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


@dataclass(frozen=True, slots=True)
class GateSpot:
    """A gate in its place, with where its children are."""

    branch: Branch
    spot: Spot
    below: float
    """Top of the rank below it."""
    columns: tuple[tuple[Spot, ...], ...]
    influences: tuple[Spot, ...]

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
        """Every box."""
        found: list[Spot] = []
        for gate in self.gates:
            found.append(gate.spot)
            for column in gate.columns:
                found.extend(column)
            found.extend(gate.influences)
        return tuple(found)


def indent(leaf: Leaf) -> float:
    """How far an influence on a leaf is set in."""
    return INDENT * min(leaf.level, _MOST_INDENTS)


def _columns(branch: Branch, cards: Mapping[Leaf, Card]) -> list[Column]:
    """The leaves of a gate in columns of about equal length; an influence stays with its leaf."""
    groups: list[list[Leaf]] = []
    for leaf in branch.leaves:
        if leaf.level == 0 or not groups:
            groups.append([])
        groups[-1].append(leaf)
    if not groups:
        return []
    longest = max(_LONGEST_COLUMN, math.ceil(math.sqrt(1.5 * len(groups))))
    count = math.ceil(len(groups) / longest)
    size = math.ceil(len(groups) / count)
    parts = [groups[start : start + size] for start in range(0, len(groups), size)]
    return [Column(branch.id, tuple((leaf, cards[leaf]) for group in part for leaf in group)) for part in parts]


def lay_out(
    root: Branch, gate_cards: Mapping[str, Card], leaf_cards: Mapping[Leaf, Card], *, engine: str | None = None
) -> Layout:
    """Graphviz coordinates for one sheet.

    A column is given to Graphviz as a chain of blocks, one a rank, so that the ranks beside it keep their own height;
    where the chain does not come out straight, as one tall block.

    Raises:
        CannotDraw: the engine is missing or failed.
    """
    laid = _attempt(root, gate_cards, leaf_cards, engine, tall=False)
    return laid or _attempt(root, gate_cards, leaf_cards, engine, tall=True) or Layout((), 0, 0)


def _by_rank(root: Branch) -> list[list[Branch]]:
    ranks = [[root]]
    while below := [gate for branch in ranks[-1] for gate in branch.gates]:
        ranks.append(below)
    return ranks


def _attempt(
    root: Branch, gate_cards: Mapping[str, Card], leaf_cards: Mapping[Leaf, Card], engine: str | None, *, tall: bool
) -> Layout | None:
    ranks = _by_rank(root)
    heights = [max(gate_cards[branch.id].height for branch in rank) + STUB + GATE_HEIGHT for rank in ranks]
    columns = {
        branch.id: [
            *_columns(branch, leaf_cards),
            *(
                [Column(branch.id, tuple((leaf, leaf_cards[leaf]) for leaf in branch.influences), influences=True)]
                if branch.influences
                else ()
            ),
        ]
        for rank in ranks
        for branch in rank
    }
    tails = [
        _tail(column, heights, depth + 1, tall=tall)
        for depth, rank in enumerate(ranks)
        for branch in rank
        for column in columns[branch.id]
    ]
    for rank_number, height in tails:
        while len(heights) <= rank_number:
            heights.append(0.0)
        heights[rank_number] = max(heights[rank_number], height)

    blocks: list[Block] = []
    arcs: list[Arc] = []
    for depth, rank in enumerate(ranks):
        for branch in rank:
            blocks.append(Block(branch.id, BUS + gate_cards[branch.id].width, heights[depth]))
            children = [
                _chain(column, number, heights, depth + 1, tall=tall)
                for number, column in enumerate(columns[branch.id])
            ]
            leaf_chains = [
                chain for chain, column in zip(children, columns[branch.id], strict=True) if not column.influences
            ]
            influence_chains = children[len(leaf_chains) :]
            gate_names = [gate.id for gate in branch.gates]
            order = [
                *gate_names[: branch.leaves_at],
                *(chain[0].name for chain in leaf_chains),
                *gate_names[branch.leaves_at :],
                *(chain[0].name for chain in influence_chains),
            ]
            for chain in children:
                blocks.extend(chain)
                arcs.extend(Arc(upper.name, lower.name, heavy=True) for upper, lower in pairwise(chain))
            arcs.extend(Arc(branch.id, child) for child in order)
    # ordering=out follows the order in which arcs are written, so a gate's own arcs keep theirs
    placed = place(blocks, arcs, gap=GAP, rank_gap=RANK_GAP, engine=engine)
    return _read(ranks, heights, columns, gate_cards, placed, tall=tall)


def _tail(column: Column, heights: list[float], rank: int, *, tall: bool) -> tuple[int, float]:
    """The last rank a column reaches, and how much of it stands there."""
    rest = column.height
    while not tall and rank < len(heights) and rest > heights[rank]:
        rest -= heights[rank] + RANK_GAP
        rank += 1
    return rank, max(rest, 1.0)


def _chain(column: Column, number: int, heights: list[float], rank: int, *, tall: bool) -> list[Block]:
    last, _ = _tail(column, heights, rank, tall=tall)
    wide = BUS + max(card.width + indent(leaf) for leaf, card in column.items)
    return [Block(f"{column.gate}/{number}/{each}", wide, heights[each]) for each in range(rank, last + 1)]


def _read(
    ranks: list[list[Branch]],
    heights: list[float],
    columns: Mapping[str, list[Column]],
    gate_cards: Mapping[str, Card],
    placed: Mapping[str, Placed],
    *,
    tall: bool,
) -> Layout | None:
    """Boxes from blocks; None when a column's chain is bent."""
    gates: list[GateSpot] = []
    for depth, rank in enumerate(ranks):
        for branch in rank:
            at = placed[branch.id]
            hung: list[tuple[Spot, ...]] = []
            shaping: tuple[Spot, ...] = ()
            for number, column in enumerate(columns[branch.id]):
                chain = _chain(column, number, heights, depth + 1, tall=tall)
                first = placed[chain[0].name]
                if any(abs(placed[block.name].x - first.x) > _STRAIGHT for block in chain):
                    return None
                spots: list[Spot] = []
                top = first.y
                for leaf, card in column.items:
                    spots.append(Spot(card, first.x + BUS + indent(leaf), top, leaf))
                    top += card.height + GAP
                if column.influences:
                    shaping = tuple(spots)
                else:
                    hung.append(tuple(spots))
            spot = Spot(gate_cards[branch.id], at.x + BUS, at.y)
            gates.append(GateSpot(branch, spot, at.y + heights[depth] + RANK_GAP, tuple(hung), shaping))
    spots_found = Layout(tuple(gates), 0, 0).spots()
    right = max(spot.right for spot in spots_found)
    bottom = max(spot.bottom for spot in spots_found)
    return Layout(tuple(gates), right, bottom)
