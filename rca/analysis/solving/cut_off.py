"""Minimal cut sets of at least a probability, found without listing the others."""

from __future__ import annotations

from collections.abc import Mapping

from rca.analysis.solving.circuit import FIRST_LEAF
from rca.analysis.solving.deadline import NEVER, Deadline
from rca.analysis.solving.solution import Solution

MOST_SETS = 400_000
"""Sets that may be made on the way; beyond, nothing is listed."""
ROUNDING = 1 + 1e-12


def sets_above(
    solution: Solution, known: Mapping[str, float], cut_off: float, most: float, deadline: Deadline = NEVER
) -> list[tuple[str, ...]] | None:
    """Cut sets of probability `cut_off` or more and of order `most` or less, by order and name; None: too many.

    A set's probability only falls as events join it, so that whatever falls below on the way is dropped.

    Raises:
        LimitError: the deadline has passed.
    """
    held: dict[int, list[tuple[float, tuple[str, ...]]]] = {
        FIRST_LEAF + place: [(known[name], (name,))] for place, name in enumerate(solution.leaves)
    }
    top: list[tuple[float, tuple[str, ...]]] = [(1.0, ())] if solution.constant else []
    left = MOST_SETS
    for gate, part in zip(solution.part_of, solution.parts, strict=True):
        nodes: list[list[tuple[float, tuple[str, ...]]]] = [[], [(1.0, ())]]
        for level, high, low in zip(part.set_level[2:], part.set_high[2:], part.set_low[2:], strict=True):
            deadline.look()
            found = list(nodes[low])
            for chance, names in held[part.inputs[level]]:
                for other, rest in nodes[high]:
                    if chance * other * ROUNDING >= cut_off and len(names) + len(rest) <= most:
                        found.append((chance * other, names + rest))
            left -= len(found)
            if left < 0:
                return None
            nodes.append(found)
        top = held[gate] = nodes[part.sets]
    return sorted((tuple(sorted(names)) for _, names in top), key=lambda names: (len(names), names))
