"""One module, solved by OxiDD: for diagrams of more than some thousand nodes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from rca.analysis.solving.circuit import Circuit
from rca.analysis.solving.deadline import Deadline, OutOfTimeError
from rca.analysis.solving.diagram import ExhaustedError
from rca.analysis.solving.large_build import Built, FullError, build
from rca.analysis.solving.large_engine import out_of_room
from rca.analysis.solving.large_minimal import directions, minimal
from rca.analysis.solving.large_nodes import Nodes, diagram_nodes
from rca.analysis.solving.large_subsumed import minimal_of_any
from rca.analysis.solving.large_upward import goes_upward_first, minimal_upward
from rca.analysis.solving.modules import Module
from rca.analysis.solving.ordering import ORDERS, RACE
from rca.analysis.solving.part import Part

EFFORT = 6
"""Other orders are tried until so many nodes were made for each node of the smallest diagram: making a node costs some
0.3 µs of processor time, and everything that is asked of it afterwards 5 µs."""
MOST_ORDERS = ((400_000, 3), (2_000_000, 2), (math.inf, 3))
"""So many orders are tried under budgets up to so many nodes."""
RACED = 400_000
"""Beyond a budget of so many nodes the first order that fits will do: those that had got furthest come first."""
LAST_RESORT = 2_000_000
"""Beyond a budget of so many nodes room may be made for nodes."""
LIKELY = 2 / 3
"""Of the module's gates must have been built under one budget for an order to be tried under the next but the largest."""
CLEARINGS = 2
"""So often room may be made for nodes under the largest budget."""
SECONDS_A_NODE = 1e-6
"""A budget of nodes is not begun when there is no time to use it up: a step of the engine cannot be broken off."""
PROMISING = 1 / 3
"""Of the module's gates were built before by an order that may do without room being made under the largest budget."""


class Reached(NamedTuple):
    """How far an order got under a budget."""

    share: float
    """Of the module's gates that were built, 0..1."""
    nodes: int
    """That they took."""


def solve_large_part(
    circuit: Circuit,
    module: Module,
    flipped: Mapping[int, bool],
    *,
    top: int | None,
    budgets: Sequence[int],
    deadline: Deadline,
) -> tuple[str, Part] | None:
    """The module solved as `solve_part` does, and the order of its inputs; None when no budget of nodes is enough.

    Under each budget the orders of the portfolio are built one after the other, those first that had got furthest under the
    budget before, until another try would cost more than a smaller diagram saves.

    Raises:
        OutOfTimeError: the deadline has passed, or is too near for the next budget.
    """
    reached: dict[str, Reached] = {}
    for budget in budgets:
        if budget > budgets[0] and _seconds(budget, reached) > deadline.left():
            raise OutOfTimeError
        names = ranked({} if budget == budgets[-1] else reached)
        built = _smallest(circuit, module, names, flipped, budget, deadline, reached)
        if built is None:
            continue
        name, order = built.name, built.order
        turned = built.root.eval([(level, False) for level in range(len(order))]) if top is None else top < 0
        diagram = diagram_nodes(built.manager, ~built.root if turned else built.root)
        del built  # and with it the room that it takes, before the minimal solutions ask for as much
        rises = directions(circuit, module, order, flipped, turned=turned)
        try:
            family = _minimal(diagram, rises, budget, deadline)
        except (out_of_room(), ExhaustedError):
            continue
        return name, _part(order, diagram, family, turned=turned)
    return None


def _minimal(diagram: Nodes, rises: Sequence[bool | None], budget: int, deadline: Deadline) -> Nodes:
    """Minimal solutions of a function; errors as those of `minimal` and `minimal_of_any`."""
    if all(rises):
        return minimal(diagram, len(rises), budget, deadline)
    if goes_upward_first(diagram, rises):
        with suppress(out_of_room(), ExhaustedError):
            return minimal_upward(diagram, rises, budget, deadline)
    return minimal_of_any(diagram, rises, deadline)


def _seconds(budget: int, reached: Mapping[str, Reached]) -> float:
    """What a budget may take of the processor, by what was `reached` under the budget before."""
    fillings = (
        1 + CLEARINGS
        if budget > LAST_RESORT and max((each.share for each in reached.values()), default=1.0) < PROMISING
        else 1
    )
    return budget * fillings * SECONDS_A_NODE


def ranked(reached: Mapping[str, Reached]) -> Sequence[str]:
    """Names of the orders to be tried: those that promise something, the best first. All where `reached` holds nothing.

    Of two that built as many gates that one is better which needed clearly fewer nodes for them.
    """
    if not reached:
        return RACE
    likely = [name for name in RACE if name in reached and reached[name].share >= LIKELY]
    fewest = max(1, min((reached[name].nodes for name in likely), default=1))
    return sorted(likely, key=lambda name: (-reached[name].share, round(reached[name].nodes / fewest, 1)))


def _smallest(
    circuit: Circuit,
    module: Module,
    names: Sequence[str],
    flipped: Mapping[int, bool],
    budget: int,
    deadline: Deadline,
    reached: dict[str, Reached],
) -> Built | None:
    """The smallest diagram of those that were built, or None; `reached` takes up how far each order got."""
    is_last_resort = budget > LAST_RESORT
    found: Built | None = None
    made = 0
    most = next(count for limit, count in MOST_ORDERS if budget <= limit)
    tried: set[tuple[int, ...]] = set()
    for name in names:
        order = ORDERS[name](circuit, module)
        if order in tried:
            continue
        if len(tried) == most:
            break
        tried.add(order)
        try:
            built = build(
                circuit, module, name, order, flipped, budget=budget, clearings=CLEARINGS * is_last_resort, deadline=deadline
            )  # fmt: skip
        except FullError as error:
            reached[name] = Reached(error.share, error.nodes)
            made += budget
            continue
        made += built.made
        reached[name] = Reached(1.0, built.size)
        if found is None or built.size < found.size:
            found = built
        if budget > RACED or made > EFFORT * found.size:
            break
    return found


def _part(order: tuple[int, ...], diagram: Nodes, family: Nodes, *, turned: bool) -> Part:
    return Part(
        inputs=order,
        level=diagram.level,
        high=diagram.high,
        low=diagram.low,
        root=diagram.root,
        set_level=family.level,
        set_high=family.high,
        set_low=family.low,
        sets=family.root,
        flipped=turned,
    )
