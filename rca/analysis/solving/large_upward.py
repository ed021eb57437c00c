"""Minimal solutions of a large function that rises with almost none of its inputs: it is made monotone first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rca.analysis.solving.deadline import Deadline
from rca.analysis.solving.diagram import ExhaustedError
from rca.analysis.solving.large_build import FULL
from rca.analysis.solving.large_engine import diagram_manager
from rca.analysis.solving.large_minimal import minimal
from rca.analysis.solving.large_nodes import MANY, Nodes, diagram_nodes
from rca.analysis.solving.large_wanted import wanted

if TYPE_CHECKING:
    from oxidd.bcdd import BCDDFunction

AT_ONCE = 256
"""Nodes between two looks at the clock and at the room that is left."""
ROOM = 4
"""Nodes for each of the function's, and as many remembered steps: das9701 makes 1.6."""
LEAST = 100_000
UNDECIDED = 0.9
"""Of the inputs may make the function rise or fall: of das9701 97 %, where this way takes less than half of the time of
`minimal_of_any`; of cea9601 46 %, where it takes twice as long, and most of what is made monotone has more nodes."""


def goes_upward_first(function: Nodes, rises: Sequence[bool | None]) -> bool:
    """Whether this way is worth trying first; `rises` by level, as `directions` says.

    A function of fewer nodes than numpy pays for is solved in less time the other way (das9601: 0.05 s instead of 0.13).
    """
    return len(function.level) > MANY and rises.count(None) >= UNDECIDED * len(rises)


def minimal_upward(function: Nodes, rises: Sequence[bool | None], budget: int, deadline: Deadline) -> Nodes:
    """Minimal solutions of any function F, by way of F', which holds of a set when F does of some set within it.

    Both have the same minimal solutions, and F' = x·(F1' or F0') + F0' is monotone, so that `minimal` finds them. Two steps
    of OxiDD a node that is asked.

    Raises:
        ExhaustedError: F' and what was made on the way have more nodes than `budget`, or than `ROOM` for each of F.
        DDMemoryError: of OxiDD, the same within one step.
        OutOfTimeError: the deadline has passed.
    """
    return minimal(_upward(function, rises, budget, deadline), len(rises), budget, deadline)


def _upward(function: Nodes, rises: Sequence[bool | None], budget: int, deadline: Deadline) -> Nodes:
    """F'; the room that it took is free again afterwards, before the minimal solutions ask for as much."""
    room = min(budget, max(LEAST, ROOM * len(function.level)))
    manager = diagram_manager(room, room)
    single = [manager.var(level) for level in manager.add_vars(len(rises))]
    true, false = manager.true(), manager.false()
    at_zero, nodes = wanted(function, rises)
    found: list[BCDDFunction] = [false] * len(function.level)
    level, high, low = list(function.level), list(function.high), list(function.low)
    for node in nodes:
        if node % AT_ONCE == 0:
            deadline.look()
            if manager.gc_count() or manager.num_inner_nodes() > FULL * room:
                raise ExhaustedError
        own, result = level[node], found[low[node] >> 1]
        if rises[own] is not False:
            edge = high[node] ^ at_zero[node]
            with_it = true if at_zero[edge >> 1] ^ (edge & 1) else found[edge >> 1]
            result = single[own].ite(with_it if rises[own] else with_it | result, result)
        found[node] = result
    root = function.root >> 1
    return diagram_nodes(manager, true if at_zero[root] ^ (function.root & 1) else found[root])
