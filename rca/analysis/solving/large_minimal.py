"""Minimal solutions of a large function, read from its diagram."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rca.analysis.solving.circuit import Circuit, Op
from rca.analysis.solving.deadline import Deadline
from rca.analysis.solving.large_build import remembered
from rca.analysis.solving.large_engine import family_manager
from rca.analysis.solving.large_nodes import Nodes, family_nodes
from rca.analysis.solving.modules import Module

if TYPE_CHECKING:
    from oxidd.zbdd import ZBDDFunction

AT_ONCE = 256
"""Nodes between two looks at the clock."""


def directions(
    circuit: Circuit, module: Module, order: Sequence[int], flipped: Mapping[int, bool], *, turned: bool
) -> tuple[bool | None, ...]:
    """For every input whether the module certainly rises (True) or falls (False) with it; None where neither is certain."""
    met: dict[int, set[bool]] = {number: set() for number in (*order, *module.inner)}
    met[module.gate].add(not turned)
    for number in reversed(module.inner):
        gate = circuit.gate(number)
        for literal in gate.inputs:
            for positive in (False, True) if gate.op is Op.ONE else tuple(met[number]):
                met[abs(literal)].add(positive is (literal > 0))
    found: list[bool | None] = []
    for number in order:
        signs = {positive is not flipped.get(number, False) for positive in met[number]}
        found.append(None if len(signs) > 1 else True in signs)
    return tuple(found)


def minimal(function: Nodes, levels: int, budget: int, deadline: Deadline) -> Nodes:
    """Minimal solutions of a function that rises with all its inputs: minsol(F) = x·(minsol(F1) − minsol(F0)) + minsol(F0).

    The plain difference does: what is minimal for F1 and a model of F0 is minimal for F0 too, since F0 implies F1. A function
    that rises with all its inputs is true where all are true, and so is every one below it: no edge but those to the
    terminal is complemented. One difference of OxiDD a node.

    Raises:
        DDMemoryError: of OxiDD, when more nodes are needed than `budget`.
        OutOfTimeError: the deadline has passed.
    """
    manager = family_manager(budget, remembered(budget))
    manager.add_vars(levels)
    single = [manager.singleton(level) for level in range(levels)]
    empty, unit = manager.empty(), manager.base()
    uses = _uses(function)
    found: list[ZBDDFunction | None] = [None] * len(function.level)

    def at(edge: int) -> ZBDDFunction:
        node = edge >> 1
        if not node:
            return empty if edge & 1 else unit
        uses[node] -= 1
        sets = found[node]
        assert sets is not None
        if not uses[node]:
            found[node] = None
        return sets

    for node in range(1, len(function.level)):
        if node % AT_ONCE == 0:
            deadline.look()
        high, low = at(function.high[node]), at(function.low[node])
        found[node] = single[function.level[node]].make_node(high - low, low)
    return family_nodes(manager, at(function.root))


def _uses(function: Nodes) -> list[int]:
    uses = [0] * len(function.level)
    for node in range(1, len(function.level)):
        uses[function.high[node] >> 1] += 1
        uses[function.low[node] >> 1] += 1
    uses[function.root >> 1] += 1
    return uses
