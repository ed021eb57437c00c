"""Sums over the sets of a family, and the family of its likeliest sets: passes over the nodes that list nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rca.analysis.fussell_vesely.unions import Sets
from rca.analysis.solving.deadline import NEVER, Deadline
from rca.analysis.solving.families import EMPTY


class Sums(NamedTuple):
    """Probabilities of the sets of a family, added up."""

    total: float
    """Over all sets."""
    holding: tuple[float, ...]
    """By level, over the sets that hold its input, that input left out."""


def sums(sets: Sets, chances: Sequence[float], deadline: Deadline = NEVER) -> Sums:
    """Sums of the probabilities of sets; `chances` by level. Two passes over the nodes.

    Raises:
        LimitError: the deadline has passed.
    """
    below = [0.0, 1.0]
    for piece in deadline.pieces(2, len(sets.level)):
        for level, high, low in zip(sets.level[piece], sets.high[piece], sets.low[piece], strict=True):
            below.append(below[low] + chances[level] * below[high])
    deadline.look()
    above = [0.0] * len(below)
    above[sets.root] = 1.0
    holding = [0.0] * len(chances)
    for node in range(len(below) - 1, 1, -1):
        reach, level, high = above[node], sets.level[node], sets.high[node]
        holding[level] += reach * below[high]
        above[high] += reach * chances[level]
        above[sets.low[node]] += reach
    return Sums(below[sets.root], tuple(holding))


class Likeliest(NamedTuple):
    """For every node the probability of the likeliest set below it and, by itself, of the likeliest way to it."""

    below: tuple[float, ...]
    above: tuple[float, ...]


def likeliest(sets: Sets, chances: Sequence[float], deadline: Deadline = NEVER) -> Likeliest:
    """Two passes over the nodes.

    Raises:
        LimitError: the deadline has passed.
    """
    below = [0.0, 1.0]
    for piece in deadline.pieces(2, len(sets.level)):
        for level, high, low in zip(sets.level[piece], sets.high[piece], sets.low[piece], strict=True):
            below.append(max(below[low], chances[level] * below[high]))
    deadline.look()
    above = [0.0] * len(below)
    above[sets.root] = 1.0
    for node in range(len(below) - 1, 1, -1):
        reach, high, low = above[node], sets.high[node], sets.low[node]
        above[low] = max(above[low], reach)
        above[high] = max(above[high], reach * chances[sets.level[node]])
    return Likeliest(tuple(below), tuple(above))


def pruned(sets: Sets, chances: Sequence[float], best: Likeliest, least: float) -> Sets:
    """The family without sets that stand behind an edge all of whose sets have a probability below `least`.

    No set of `least` or more is lost. Fewer nodes, in the same order.
    """
    moved = [0, 1]
    columns: tuple[list[int], list[int], list[int]] = ([0, 0], [0, 0], [0, 0])
    unique: dict[tuple[int, int, int], int] = {}
    for node in range(2, len(sets.level)):
        level, high = sets.level[node], sets.high[node]
        kept = best.above[node] * chances[level] * best.below[high] >= least
        key = (level, moved[high] if kept else EMPTY, moved[sets.low[node]])
        if key[1] == EMPTY:
            moved.append(key[2])
            continue
        found = unique.get(key)
        if found is None:
            found = unique[key] = len(columns[0])
            for column, value in zip(columns, key, strict=True):
                column.append(value)
        moved.append(found)
    return Sets(*columns, moved[sets.root])
