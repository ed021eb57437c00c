"""Columns: leaves that hang below each other, and small gates folded in among them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rca.site.pictures.branches import Branch, Leaf
from rca.site.pictures.cards import Card
from rca.site.pictures.symbols import GATE_HEIGHT

GAP = 9.0
"""Between blocks side by side, and between the boxes of a column."""
STUB = 6.0
"""Of line between a box and its gate symbol."""
INDENT = 20.0
"""How far an influence on a leaf is set in; a second level stands twice as far in, and so do all after it."""
FOLD = 17.0
"""How far the leaves of a folded gate are set in."""
_MOST_INDENTS = 2
_MOST_FOLDED = 5
_LONGEST_COLUMN = 6
_LONGEST_FOLDED = 11


@dataclass(frozen=True, slots=True)
class Entry:
    """A box in a column: a leaf, or a gate folded in."""

    card: Card
    leaf: Leaf | None
    branch: Branch | None
    shift: float
    """How far it is set in."""
    room: float
    """Height it takes, with its symbol and the gap after it."""


@dataclass(frozen=True, slots=True)
class Column:
    """Boxes that hang below each other under one gate."""

    gate: str
    entries: tuple[Entry, ...]
    influences: bool = False

    @property
    def height(self) -> float:
        """From the top of the first box to the foot of the last."""
        return sum(entry.room for entry in self.entries) - GAP

    @property
    def width(self) -> float:
        """From the left edge of the boxes to the right edge of the widest."""
        return max(entry.card.width + entry.shift for entry in self.entries)


def narrower(leaf: Leaf, folded: frozenset[str], home_gate: str) -> float:
    """By how much a leaf's box is narrower than the others, so that what is set in ends where they end."""
    return INDENT * min(leaf.level, _MOST_INDENTS) + (FOLD if home_gate in folded else 0.0)


def foldable(root: Branch) -> tuple[str, ...]:
    """Gates with nothing but a few leaves, where moving them into a column saves one: beside leaves, or two together."""
    found: list[str] = []
    pending = [root]
    while pending:
        branch = pending.pop()
        pending.extend(branch.gates)
        small = [
            gate.id
            for gate in branch.gates
            if not gate.gates and not gate.influences and len(gate.leaves) <= _MOST_FOLDED
        ]
        if branch.leaves or len(small) > 1:
            found += small
    return tuple(found)


def columns_of(
    branch: Branch,
    gate_cards: Mapping[str, Card],
    leaf_cards: Mapping[Leaf, Card],
    folded: frozenset[str],
) -> tuple[Column, ...]:
    """The columns below a gate: its leaves and folded gates in columns of about equal length, then its influences."""
    groups: list[list[Entry]] = []
    for leaf in branch.leaves:
        if leaf.level == 0 or not groups:
            groups.append([])
        groups[-1].append(_leaf_entry(leaf, leaf_cards[leaf], 0.0))
    folds = [gate for gate in branch.gates if gate.id in folded]
    for gate in folds:
        below = [_leaf_entry(leaf, leaf_cards[leaf], FOLD) for leaf in gate.leaves]
        card = gate_cards[gate.id]
        groups.append([Entry(card, None, gate, 0.0, card.height + STUB + GATE_HEIGHT + GAP + 3), *below])
    columns = [Column(branch.id, tuple(entries)) for entries in _shared_out(groups, folds=bool(folds))]
    if branch.influences:
        shaping = tuple(_leaf_entry(leaf, leaf_cards[leaf], 0.0) for leaf in branch.influences)
        columns.append(Column(branch.id, shaping, influences=True))
    return tuple(columns)


def _leaf_entry(leaf: Leaf, card: Card, shift: float) -> Entry:
    return Entry(card, leaf, None, shift + INDENT * min(leaf.level, _MOST_INDENTS), card.height + GAP)


def _shared_out(groups: Sequence[list[Entry]], *, folds: bool) -> list[list[Entry]]:
    """Groups in order, in as few columns as their number asks for, of about equal length."""
    if not groups:
        return []
    size = [
        sum(entry.branch is not None or entry.leaf is None or not entry.leaf.influence for entry in group)
        for group in groups
    ]
    total = sum(size)
    longest = max(_LONGEST_FOLDED if folds else _LONGEST_COLUMN, math.ceil(math.sqrt(1.5 * total)))
    share = math.ceil(total / math.ceil(total / longest))
    columns: list[list[Entry]] = [[]]
    filled = 0
    for group, weight in zip(groups, size, strict=True):
        if filled and filled + weight > share:
            columns.append([])
            filled = 0
        columns[-1].extend(group)
        filled += weight
    return columns
