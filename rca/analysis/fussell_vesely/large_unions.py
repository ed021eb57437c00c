"""The same unions as diagrams of OxiDD, for as many events as a budget allows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rca.analysis.fussell_vesely.unions import Sets, Unions, without_sets
from rca.analysis.solving.diagram import ExhaustedError
from rca.analysis.solving.families import EMPTY, UNIT
from rca.analysis.solving.large_engine import diagram_manager, out_of_room
from rca.analysis.solving.large_nodes import diagrams_nodes

if TYPE_CHECKING:
    from oxidd.bcdd import BCDDFunction, BCDDManager

SHARES = (128, 16, 4, 1)
"""An event may first use one part in so many of the budget, so that few costly events do not stand in the way of many."""
ROOM = 1.25
"""Nodes there is room for, over the budget: OxiDD clears nodes away from nine tenths on, which must never happen within."""
REMEMBERED = 2
"""Nodes for each remembered step."""


def large_unions(
    inputs: tuple[int, ...], sets: Sets, wanted: Sequence[int], budget: int, *, whole: bool
) -> Unions | None:
    """Unions for as many of the wanted levels as `budget` nodes and steps are enough for, the cheap ones first.

    `whole`: the union of all sets is found too, or nothing is: None. About 0.5 µs of processor time a step, 2 µs a node.
    """
    top: BCDDFunction | None = None
    found: dict[int, BCDDFunction] = {}
    room = max(int(ROOM * budget), 2 * len(inputs))
    manager = diagram_manager(room, room // REMEMBERED)
    try:
        builder = _Builder(sets, manager, len(inputs), budget)
        if whole:
            top = builder.union(sets.root, budget)
        for share in SHARES:
            for level in wanted:
                if level not in found:
                    try:
                        found[level] = builder.union_with(level, builder.cost() + budget // share)
                    except _DearError:
                        continue
    except (ExhaustedError, out_of_room()):
        if whole and top is None:
            return None
    if top is None and not found:
        return Unions(without_sets(inputs, (0,), (0,), (0,)), None, {})
    roots = [*found.values()] if top is None else [*found.values(), top]
    nodes, edges = diagrams_nodes(manager, roots)
    return Unions(
        without_sets(inputs, nodes.level, nodes.high, nodes.low),
        None if top is None else edges[-1],
        dict(zip(found, edges, strict=False)),
    )


class _DearError(Exception):
    """An event needs more than its share; never leaves this module."""


class _Builder:
    """Unions of the families below the nodes of one family."""

    def __init__(self, sets: Sets, manager: BCDDManager, levels: int, budget: int) -> None:
        self.sets = sets
        self.budget = budget
        self.manager = manager
        self.manager.add_vars(levels)
        self.variables = [self.manager.var(level) for level in range(levels)]
        self.unions: dict[int, BCDDFunction] = {EMPTY: self.manager.false(), UNIT: self.manager.true()}
        self.by_level: list[list[int]] = [[] for _ in range(levels)]
        for node in range(2, len(sets.level)):
            self.by_level[sets.level[node]].append(node)
        self.steps = 0

    def cost(self) -> int:
        """Nodes and steps so far."""
        return self.manager.num_inner_nodes() + self.steps

    def union(self, node: int, most: int) -> BCDDFunction:
        """True where a set of the node occurs; what stands below is remembered."""
        high, low, unions = self.sets.high, self.sets.low, self.unions
        pending = [node]
        while pending:
            own = pending[-1]
            if own in unions:
                pending.pop()
            elif high[own] not in unions:
                pending.append(high[own])
            elif low[own] not in unions:
                pending.append(low[own])
            else:
                unions[own] = self._either(self.sets.level[own], unions[high[own]], unions[low[own]], most)
                pending.pop()
        return unions[node]

    def union_with(self, wanted: int, most: int) -> BCDDFunction:
        """True where a set that holds the input of the level occurs but for that input."""
        high, low = self.sets.high, self.sets.low
        found = {node: self.union(high[node], most) for node in self.by_level[wanted]}
        for level in range(wanted - 1, -1, -1):
            for node in self.by_level[level]:
                with_it, without_it = found.get(high[node]), found.get(low[node])
                if with_it is not None:
                    found[node] = self._either(level, with_it, without_it, most)
                elif without_it is not None:
                    found[node] = without_it
        return found.get(self.sets.root, self.unions[EMPTY])

    def _either(self, level: int, high: BCDDFunction, low: BCDDFunction | None, most: int) -> BCDDFunction:
        """`low`, or `high` together with the input of the level."""
        joined = self.variables[level] & high
        if low is not None:
            joined |= low
        self.steps += 1
        cost = self.cost()
        if cost > self.budget or self.manager.gc_count():
            raise ExhaustedError
        if cost > most:
            raise _DearError
        return joined
