"""How far each input of one part stands in cut sets that occur: exact, or between bounds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from rca.analysis.fussell_vesely.bounds import Bounds, Chance, by_slopes, by_sums
from rca.analysis.fussell_vesely.unions import Sets, Unions, small_unions
from rca.analysis.solving.deadline import NEVER, Deadline, LimitError
from rca.analysis.solving.diagram import ExhaustedError
from rca.analysis.solving.large_engine import is_installed
from rca.analysis.solving.part import Part
from rca.analysis.solving.solution import values_of

FEW = 60
"""Inputs of a part of one gate, for which products over all others but one are found one by one."""


class Room(NamedTuple):
    """What finding the importance of a part's inputs may cost."""

    small: int
    """Nodes in pure Python."""
    small_steps: int
    """Inputs times nodes of the family, up to which pure Python is tried."""
    large: int
    """Nodes and steps of OxiDD for exact values; 0: it is not used."""
    pruned: int
    """The same for the likeliest sets alone, each time."""
    deadline: Deadline = NEVER
    """What is not found by then keeps the bounds that it has; half of the time that is left goes to exact values."""


def shares_of(part: Part, least: Sequence[Chance], most: Sequence[Chance], room: Room, *, monotone: bool) -> Bounds:
    """What the cut sets of a part do; `least` and `most` have by level how likely each input is.

    `monotone`: the part's function never falls with an input, so that it is true just when some cut set occurs.
    Otherwise the sets leave negations out, and their union is a function of its own.
    """
    levels = range(len(part.inputs) - 1, -1, -1)
    bounds = Bounds(len(levels))
    if part.gate is not None and len(levels) <= FEW:
        bounds.least, bounds.most = (values_of(part, own).at(part.root) for own in (least, most))
        bounds.exactly(*(dict(enumerate(_beside(part, own))) for own in (least, most)))
        return bounds
    sets = Sets.of(part)
    unions = _unions(part.inputs, sets, levels, room, whole=not monotone)
    if unions is not None:
        _take(bounds, unions, least, most)
    left = [level for level in levels if unions is None or level not in unions.holding]
    if monotone:
        values = values_of(part, least)
        bounds.least = bounds.most = values.at(part.root)
        if left:
            by_slopes(bounds, values, part.root, least, left)
    elif unions is None:
        bounds.whole(values_of(part, least).at(part.root), (1.0, 0.0))  # where the function is true some set occurs
    if left:
        with suppress(LimitError):
            _closer(bounds, part.inputs, sets, least, most, left, room)
    return bounds


def _beside(part: Part, chances: Sequence[Chance]) -> list[float]:
    """By level of a part of one gate, how likely a set with the input occurs, given that the input does.

    Any: the input is a set by itself. All: the one set needs all other inputs too.
    """
    if part.gate == "any":
        return [1.0] * len(chances)
    deepest_first = [own for own, _ in reversed(chances)]
    return [
        math.prod(deepest_first[:place] + deepest_first[place + 1 :]) for place in reversed(range(len(deepest_first)))
    ]


def _unions(inputs: tuple[int, ...], sets: Sets, levels: Sequence[int], room: Room, *, whole: bool) -> Unions | None:
    """All unions in pure Python, else as many as OxiDD finds; None where the whole was asked for and not found."""
    deadline = room.deadline.share(0.5)
    if len(levels) * len(sets.level) <= room.small_steps:
        try:
            return small_unions(inputs, sets, levels, room.small, deadline)
        except ExhaustedError:
            pass
        except LimitError:
            return None
    if not room.large or not is_installed():
        return None
    from rca.analysis.fussell_vesely.large_unions import large_unions

    return large_unions(inputs, sets, levels, room.large, whole=whole, deadline=deadline)


def _closer(
    bounds: Bounds, inputs: tuple[int, ...], sets: Sets, least: Sequence[Chance], most: Sequence[Chance],
    left: Sequence[int], room: Room,
) -> None:  # fmt: skip
    """Bounds on the levels that are left, and on the whole where it is not known, from sums over the sets.

    Raises:
        LimitError: the deadline has passed; what was found by then is in `bounds`.
    """
    from rca.analysis.fussell_vesely.around import Surroundings
    from rca.analysis.fussell_vesely.sums import sums

    low, high = [own for own, _ in least], [own for own, _ in most]
    near, total = Surroundings(sets, low, high, room.deadline), sums(sets, high, room.deadline)
    by_sums(bounds, near, total, left)
    if not room.pruned or not is_installed():
        return
    from rca.analysis.fussell_vesely.closer import Closer

    closer = Closer(bounds, inputs, near, total, least, most)
    if not bounds.known:
        closer.whole(room.pruned)
    closer.holding(left, room.pruned)


def _take(bounds: Bounds, unions: Unions, least: Sequence[Chance], most: Sequence[Chance]) -> None:
    """What was found exactly."""
    (lower, by_level), (upper, at_most) = _both(unions, least, most)
    if lower is not None and upper is not None:
        bounds.least, bounds.most = lower, upper
    bounds.exactly(by_level, at_most)


def _both(
    unions: Unions, least: Sequence[Chance], most: Sequence[Chance]
) -> tuple[tuple[Chance | None, dict[int, float]], tuple[Chance | None, dict[int, float]]]:
    """The probabilities under the least and the greatest chances of the inputs."""
    lower = unions.chances(least)
    return lower, (lower if least == most else unions.chances(most))
