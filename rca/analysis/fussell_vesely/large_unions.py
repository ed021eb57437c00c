"""The same unions as diagrams of OxiDD, for as many events as a budget allows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from rca.analysis.fussell_vesely.unions import Sets, Unions, without_sets
from rca.analysis.solving.deadline import NEVER, Deadline, LimitError
from rca.analysis.solving.diagram import ExhaustedError
from rca.analysis.solving.families import EMPTY, UNIT
from rca.analysis.solving.large_engine import diagram_manager, out_of_room
from rca.analysis.solving.large_nodes import diagrams_nodes

if TYPE_CHECKING:
    from oxidd.bcdd import BCDDFunction, BCDDManager

SHARES = ((1024, 0.8), (256, 0.8), (64, 2.0), (16, 2.0), (4, 2.0), (1, 2.0))
"""An event may use one part in so many of the budget, in turn, so that few costly events do not stand in the way of many; but
not where all that are left might use so many times what is left of the budget. Of the trees that were tried all that came to
an end stayed below, and all others soon passed it."""
WHOLE = 2
"""The union of all sets may use one part in so many."""
EACH = 16
"""One family of many may use one part in so many of the budget."""
SELDOM = 256
"""Nodes are counted after one step and one more for so many levels, since OxiDD looks at every level to count them."""
LOOKS = 8
"""Nodes that are looked at cost as much as one step."""
ROOM = 1.25
"""Nodes there is room for, over the budget: OxiDD clears nodes away from nine tenths on, which must never happen within."""
LOOKED = 64
"""Steps between two looks at the deadline."""
REMEMBERED = 2
"""Nodes for each remembered step."""


def large_unions(
    inputs: tuple[int, ...],
    sets: Sets,
    wanted: Sequence[int],
    budget: int,
    *,
    whole: bool,
    deadline: Deadline = NEVER,
) -> Unions | None:
    """Unions for as many of the wanted levels as `budget` nodes and steps, and the time, are enough for: the cheap ones first.

    `whole`: the union of all sets is found too, or nothing is: None. About 0.5 µs of processor time a step, 1 to 2 µs a
    node.
    """
    manager = _manager(budget, len(inputs))
    top: BCDDFunction | None = None
    found: dict[int, BCDDFunction] = {}
    try:
        builder = _Builder(manager, len(inputs), budget, deadline)
        unions = _Below(builder, sets)
        if whole:
            top = unions.of(sets.root, budget // WHOLE)
        for share, hope in SHARES:
            left = [level for level in wanted if level not in found]
            if len(left) * (budget // share) > hope * (budget - builder.cost()):
                break
            for level in left:
                try:
                    found[level] = unions.holding(level, builder.cost() + budget // share)
                except _DearError:
                    continue
    except (ExhaustedError, LimitError, _DearError, out_of_room()):
        if whole and top is None:
            return None
    return _written(inputs, manager, found, top)


def large_families(
    inputs: tuple[int, ...],
    families: Iterable[tuple[int, Sets, int]],
    budget: int,
    deadline: Deadline = NEVER,
    each: int = EACH,
) -> Unions:
    """The union of each family, by the level it is for, as long as `budget` and time last; one that takes too much is left out.

    Each comes with the steps that were spent on it, and is taken when its turn has come, so that none is made in vain.
    """
    manager = _manager(budget, len(inputs))
    found: dict[int, BCDDFunction] = {}
    try:
        builder = _Builder(manager, len(inputs), budget, deadline)
        for level, sets, steps in families:
            try:
                builder.spend(steps, budget)
                found[level] = _Below(builder, sets).of(sets.root, builder.cost() + budget // each)
            except _DearError:
                continue
    except (ExhaustedError, LimitError, out_of_room()):
        pass
    return _written(inputs, manager, found, None)


def _manager(budget: int, levels: int) -> BCDDManager:
    room = max(int(ROOM * budget), 2 * levels)
    return diagram_manager(room, room // REMEMBERED)


def _written(
    inputs: tuple[int, ...], manager: BCDDManager, found: dict[int, BCDDFunction], top: BCDDFunction | None
) -> Unions:
    """The nodes of what was found, as arrays."""
    roots = [*found.values()] if top is None else [*found.values(), top]
    if not roots:
        return Unions(without_sets(inputs, (0,), (0,), (0,)), None, {})
    nodes, edges = diagrams_nodes(manager, roots)
    return Unions(
        without_sets(inputs, nodes.level, nodes.high, nodes.low),
        None if top is None else edges[-1],
        dict(zip(found, edges, strict=False)),
    )


class _DearError(Exception):
    """An event needs more than its share; never leaves this module."""


class _Builder:
    """Monotone functions within a budget."""

    def __init__(self, manager: BCDDManager, levels: int, budget: int, deadline: Deadline) -> None:
        self.deadline = deadline
        self.manager = manager
        self.budget = budget
        self.steps = 0
        self.looks = 0
        self.nodes = 0
        self.is_counted = False
        """Whether nothing was made since nodes were counted."""
        self.calls = 0
        self.seldom = 1 + levels // SELDOM
        manager.add_vars(levels)
        self.variables = [manager.var(level) for level in range(levels)]

    def cost(self) -> int:
        """Nodes and steps so far."""
        return self.nodes + self.steps + self.looks // LOOKS

    def look(self, nodes: int, most: int) -> None:
        """Count nodes that are looked at, which makes none; `most`: what it may have cost by then."""
        self.looks += nodes
        self.calls += 1
        if self.calls % LOOKED == 0:
            self.deadline.look()
        if not self.is_counted and self.calls % self.seldom == 0:
            self._count()
        cost = self.nodes + self.steps + self.looks // LOOKS
        if cost > self.budget:
            raise ExhaustedError
        if cost > most:
            raise _DearError

    def either(self, level: int, high: BCDDFunction, low: BCDDFunction | None, most: int) -> BCDDFunction:
        """`low`, or `high` together with the input of the level; `most`: what it may have cost by then."""
        joined = self.variables[level] & high
        if low is not None:
            joined |= low
        self.spend(1, most)
        return joined

    def spend(self, steps: int, most: int) -> None:
        """Count steps; `most`: what it may have cost by then."""
        self.steps += steps
        self.calls += 1
        if self.calls % LOOKED == 0:
            self.deadline.look()
        self.is_counted = False
        if self.calls % self.seldom == 0:
            self._count()
        cost = self.nodes + self.steps + self.looks // LOOKS
        if cost > self.budget or self.manager.gc_count():
            raise ExhaustedError
        if cost > most:
            raise _DearError

    def _count(self) -> None:
        self.nodes = self.manager.num_inner_nodes()
        self.is_counted = True


class _Below:
    """Unions of the families below the nodes of one family."""

    def __init__(self, builder: _Builder, sets: Sets) -> None:
        self.builder = builder
        self.sets = sets
        self.found: dict[int, BCDDFunction] = {EMPTY: builder.manager.false(), UNIT: builder.manager.true()}

    @cached_property
    def by_level(self) -> list[list[tuple[int, int, int]]]:
        """Nodes of each level, each with those below it."""
        nodes: list[list[tuple[int, int, int]]] = [[] for _ in self.builder.variables]
        walk = zip(self.sets.level, self.sets.high, self.sets.low, strict=True)
        for node, (level, high, low) in enumerate(islice(walk, 2, None), 2):
            nodes[level].append((node, high, low))
        return nodes

    def of(self, node: int, most: int) -> BCDDFunction:
        """True where a set of the node occurs; what stands below is remembered."""
        found = self.found
        if node in found:
            return found[node]
        high, low = self.sets.high, self.sets.low
        pending = [node]
        while pending:
            own = pending[-1]
            if own in found:
                pending.pop()
            elif high[own] not in found:
                pending.append(high[own])
            elif low[own] not in found:
                pending.append(low[own])
            else:
                found[own] = self.builder.either(self.sets.level[own], found[high[own]], found[low[own]], most)
                pending.pop()
        return found[node]

    def holding(self, wanted: int, most: int) -> BCDDFunction:
        """True where a set that holds the input of the level occurs but for that input: one pass over the nodes above."""
        found = {node: self.of(high, most) for node, high, _ in self.by_level[wanted]}
        known, look, either = found.get, self.builder.look, self.builder.either
        for level in range(wanted - 1, -1, -1):
            nodes = self.by_level[level]
            look(len(nodes) or 1, most)
            for node, high, low in nodes:
                with_it, without_it = known(high), known(low)
                if with_it is not None:
                    found[node] = either(level, with_it, without_it, most)
                elif without_it is not None:
                    found[node] = without_it
        return found.get(self.sets.root, self.found[EMPTY])
