"""Importance of each leaf for the top's prior probability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rca.analysis.measures import Importance
from rca.analysis.solving.circuit import FIRST_LEAF
from rca.analysis.solving.diagram import ONE, ZERO, Diagram, ExhaustedError
from rca.analysis.solving.families import EMPTY, UNIT
from rca.analysis.solving.part import Part
from rca.analysis.solving.solution import Solution, node_values
from rca.graph.tree import FaultTree

BUDGET = 6_000
"""Nodes for the Fussell–Vesely importance of a module's events: what is not found with so many is seldom found with five
times as many, and would take longer than everything else."""
MOST_STEPS = 100_000
NONE_KNOWN = Importance(None, None, None, None, None)


def importances(
    tree: FaultTree, solution: Solution, known: Mapping[str, float], budget: int = BUDGET
) -> tuple[dict[str, Importance], bool]:
    """Importance measures of every leaf, and whether Fussell–Vesely could be found for all.

    Definitions: see `Importance`. All slopes come from one pass back over the nodes; Fussell–Vesely takes one diagram a
    leaf of each module. A measure is None where missing probabilities leave it open, where the top is impossible, and
    `rrw` where the top is impossible without the event. An event on which the top does not depend has 0, 0, 0, 1, 1.
    """
    names = [node.id for node in tree.leaves()]
    if solution.proved_order is not None:
        return dict.fromkeys(names, NONE_KNOWN), True
    matters = {number for part in solution.parts for number in part.inputs}
    numbers = {name: FIRST_LEAF + place for place, name in enumerate(solution.leaves)}
    missing = {name for name, number in numbers.items() if number in matters and name not in known}
    chances = [known.get(name, 0.5) for name in solution.leaves]
    top, slopes = solution.derivatives(chances)
    vesely = {} if missing else _fussell_vesely(solution, chances, budget)
    found: dict[str, Importance] = {}
    for name in names:
        slope = slopes[numbers[name] - FIRST_LEAF] if name in numbers else 0.0
        if missing:
            found[name] = Importance(slope if missing <= {name} else None, None, None, None, None)
        else:
            share = None if vesely is None else vesely.get(name, 0.0)
            found[name] = _measures(top, slope, known.get(name), share)
    return found, vesely is not None


def _measures(top: float, slope: float, chance: float | None, vesely: float | None) -> Importance:
    """The measures from P, P1 − P0, p and, where some cut set occurs, the probability that one with the event does."""
    if top <= 0.0:
        return Importance(slope, None, None, None, None)
    if chance is None:
        return Importance(0.0, 0.0, 0.0, 1.0, 1.0)
    without = top - chance * slope
    return Importance(
        birnbaum=slope,
        criticality=slope * chance / top,
        fussell_vesely=vesely,
        raw=(top + (1.0 - chance) * slope) / top,
        rrw=top / without if without > top * 1e-12 else None,
    )


def _fussell_vesely(solution: Solution, chances: list[float], budget: int) -> dict[str, float] | None:
    """For every leaf the probability that a cut set holding it occurs, given that one does; None when `budget` fails.

    A module's cut sets occur independently of the rest, so that the probabilities multiply down the modules. What is
    divided by is the top's probability in a coherent tree; in another the sets leave negations out and occur more often
    than the top, and a share over 1 would be no share.
    """
    values = {FIRST_LEAF + place: (chance, 1.0 - chance) for place, chance in enumerate(chances)}
    shares: list[dict[int, float]] = []
    try:
        for gate, part in zip(solution.part_of, solution.parts, strict=True):
            occurs, own = _shares(part, values, budget)
            values[gate] = (occurs, 1.0 - occurs)
            shares.append(own)
    except ExhaustedError:
        return None
    some = values[solution.part_of[-1]][0] if solution.part_of else 0.0
    if some <= 0.0:
        return {}
    reach = dict.fromkeys(solution.part_of[-1:], 1.0 / some)
    found: dict[str, float] = {}
    for gate, own in reversed(list(zip(solution.part_of, shares, strict=True))):
        for number, share in own.items():
            if number - FIRST_LEAF < len(solution.leaves):
                chance = chances[number - FIRST_LEAF]
                found[solution.leaves[number - FIRST_LEAF]] = reach[gate] * share * chance
            else:
                reach[number] = reach[gate] * share
    return found


def _shares(part: Part, values: Mapping[int, tuple[float, float]], budget: int) -> tuple[float, dict[int, float]]:
    """Probability that some cut set of the part occurs; for every input that some set with it does, but for itself."""
    if len(part.inputs) * len(part.set_level) > MOST_STEPS:
        raise ExhaustedError
    diagram = Diagram(budget)
    unions = {EMPTY: ZERO, UNIT: ONE}
    holds = [0, 0]
    for node in range(2, len(part.set_level)):
        low, high = part.set_low[node], part.set_high[node]
        unions[node] = diagram.node(part.set_level[node], diagram.either(unions[high], unions[low]), unions[low])
        holds.append(holds[low] | holds[high] | 1 << part.set_level[node])
    roots = [unions[part.sets]]
    roots.extend(_union_with(part, level, holds, unions, diagram) for level in range(len(part.inputs)))
    nodes = node_values(diagram.level, diagram.high, diagram.low, [values[number] for number in part.inputs])
    chances = [nodes[root >> 1][root & 1] for root in roots]
    return chances[0], dict(zip(part.inputs, chances[1:], strict=True))


def _union_with(part: Part, level: int, holds: Sequence[int], unions: Mapping[int, int], diagram: Diagram) -> int:
    """Function of the sets with the input of `level`, that input left out; `holds` has a bit for each level below a node."""
    holding: dict[int, int] = {}
    for node, below in enumerate(holds):
        if not below >> level & 1:
            continue
        own = part.set_level[node]
        if own == level:
            holding[node] = unions[part.set_high[node]]
        else:
            high, low = holding.get(part.set_high[node], ZERO), holding.get(part.set_low[node], ZERO)
            holding[node] = diagram.node(own, high if low == ZERO else diagram.either(high, low), low)
    return holding.get(part.sets, ZERO)
