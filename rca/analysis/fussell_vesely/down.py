"""Fussell–Vesely importance of every leaf, from what the cut sets of each part do."""

from __future__ import annotations

from collections.abc import Sequence

from rca.analysis.fussell_vesely.bounds import Bounds, Chance
from rca.analysis.fussell_vesely.shares import Room, shares_of
from rca.analysis.measures import Interval
from rca.analysis.probability import ROUNDING
from rca.analysis.solving.circuit import FIRST_LEAF
from rca.analysis.solving.solution import Solution

TINY = 1e-300
"""Less than any probability that is divided by."""


def fussell_vesely(solution: Solution, chances: Sequence[float], room: Room, *, coherent: bool) -> dict[str, Interval]:
    """For every leaf the probability that a cut set holding it occurs, given that one does: exact, or bounds that hold.

    A module's cut sets occur independently of the rest, so that the probabilities multiply down the modules. What is
    divided by is the top's probability in a coherent tree; in another the sets leave negations out and occur more often
    than the top, and a share over 1 would be no share. Leaves that stand in no cut set, and all where none can occur, are
    not in the answer.
    """
    least: dict[int, Chance] = {FIRST_LEAF + place: (chance, 1.0 - chance) for place, chance in enumerate(chances)}
    most = dict(least)
    found: list[Bounds] = []
    for gate, part in zip(solution.part_of, solution.parts, strict=True):
        own = shares_of(
            part, [least[number] for number in part.inputs], [most[number] for number in part.inputs], room,
            monotone=coherent,
        )  # fmt: skip
        least[gate], most[gate] = own.least, own.most
        found.append(own)
    if not found or found[-1].most[0] <= 0.0:
        return {}
    top = found[-1]
    reach = {solution.part_of[-1]: (1.0 / top.most[0], 1.0 / max(top.least[0], TINY))}
    answer: dict[str, Interval] = {}
    for gate, part, own in reversed(list(zip(solution.part_of, solution.parts, found, strict=True))):
        lower, upper = reach[gate]
        for number, at_least, at_most in zip(part.inputs, own.lower, own.upper, strict=True):
            if number - FIRST_LEAF < len(solution.leaves):
                chance = chances[number - FIRST_LEAF]
                answer[solution.leaves[number - FIRST_LEAF]] = share(
                    lower * at_least * chance, upper * at_most * chance
                )
            else:
                reach[number] = (lower * at_least, upper * at_most)
    return answer


def share(lower: float, upper: float) -> Interval:
    """The interval, made one number where rounding alone holds the bounds apart; no share is more than one."""
    lower, upper = min(lower, 1.0), min(max(lower, upper), 1.0)
    return Interval(lower, lower) if upper - lower <= ROUNDING * upper else Interval(lower, upper)
