"""Importance of each leaf for the top's prior probability."""

from __future__ import annotations

from collections.abc import Mapping

from rca.analysis.fussell_vesely.down import fussell_vesely
from rca.analysis.fussell_vesely.shares import Room
from rca.analysis.measures import Importance, Interval
from rca.analysis.solving.circuit import FIRST_LEAF
from rca.analysis.solving.deadline import NEVER as NO_LIMIT
from rca.analysis.solving.deadline import Deadline
from rca.analysis.solving.large_engine import is_installed
from rca.analysis.solving.solution import Solution
from rca.graph.tree import FaultTree

SMALL = (2_000, 5_000)
"""Nodes, and inputs times nodes of the family, for the Fussell–Vesely importance in a module in pure Python, where OxiDD
can take over."""
ALONE = (6_000, 100_000)
"""The same where it cannot: what is not found with so many is seldom found with five times as many."""
QUICK = (20_000, 4_000)
"""Nodes and steps of OxiDD for exact values in a module, and for closer bounds: some hundredths of a second of the processor."""
HOPELESS = 500_000
"""Nodes of a solved tree beyond which a quick try was in vain wherever it was made; bounds from slopes cost nothing."""
THOROUGH = (1_200_000, 240_000)
"""The same where importance is what was asked for: one to three seconds."""
NONE_KNOWN = Importance(None, None, None, None, None)


def room(solution: Solution, *, thorough: bool = False, deadline: Deadline = NO_LIMIT) -> Room:
    """What the Fussell–Vesely importance in each module may cost."""
    if not is_installed():
        return Room(*ALONE, large=0, pruned=0, deadline=deadline)
    if thorough:
        return Room(*SMALL, *THOROUGH, deadline)
    if solution.nodes > HOPELESS:
        return Room(*SMALL, large=0, pruned=0, deadline=deadline)
    return Room(*SMALL, *QUICK, deadline)


def importances(
    tree: FaultTree, solution: Solution, known: Mapping[str, float], most: Room | None = None
) -> tuple[dict[str, Importance], bool]:
    """Importance measures of every leaf, and whether Fussell–Vesely could be found exactly for all.

    Definitions: see `Importance`. All slopes come from one pass back over the nodes; Fussell–Vesely takes one diagram a
    leaf of each module, within `most` (a quick `room` by default), and lies between bounds where that does not do. A measure
    is None where missing probabilities leave it open, where the top is impossible, and `rrw` where the top is impossible
    without the event. An event on which the top does not depend has 0, 0, 0, 1, 1.

    Raises:
        LimitError: the deadline of `most` has passed before the slopes were found; Fussell–Vesely importance then keeps
            the bounds that it has.
    """
    names = [node.id for node in tree.leaves()]
    if solution.proved_order is not None:
        return dict.fromkeys(names, NONE_KNOWN), True
    matters = {number for part in solution.parts for number in part.inputs}
    numbers = {name: FIRST_LEAF + place for place, name in enumerate(solution.leaves)}
    missing = {name for name, number in numbers.items() if number in matters and name not in known}
    chances = [known.get(name, 0.5) for name in solution.leaves]
    most = most or room(solution)
    top, slopes = solution.derivatives(chances, most.deadline)
    vesely: Mapping[str, Interval] = {}
    if not missing:
        vesely = fussell_vesely(solution, chances, most, coherent=tree.is_coherent)
    found: dict[str, Importance] = {}
    for name in names:
        slope = slopes[numbers[name] - FIRST_LEAF] if name in numbers else 0.0
        if missing:
            found[name] = Importance(slope if missing <= {name} else None, None, None, None, None)
        else:
            found[name] = _measures(top, slope, known.get(name), vesely.get(name, NEVER))
    return found, all(own.value is not None for own in vesely.values())


NEVER = Interval(0.0, 0.0)


def between_bounds(importance: Mapping[str, Importance]) -> int:
    """How many events have bounds on Fussell–Vesely and no exact value."""
    return sum(own.fussell_vesely is None and own.fussell_vesely_bounds is not None for own in importance.values())


def _measures(top: float, slope: float, chance: float | None, vesely: Interval) -> Importance:
    """The measures from P, P1 − P0, p and the share of an event in the cut sets that occur."""
    if top <= 0.0:
        return Importance(slope, None, None, None, None)
    if chance is None:
        return Importance(0.0, 0.0, 0.0, 1.0, 1.0, NEVER)
    without = top - chance * slope
    return Importance(
        birnbaum=slope,
        criticality=slope * chance / top,
        fussell_vesely=vesely.value,
        raw=(top + (1.0 - chance) * slope) / top,
        rrw=top / without if without > top * 1e-12 else None,
        fussell_vesely_bounds=vesely,
    )
