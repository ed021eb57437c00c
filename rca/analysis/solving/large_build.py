"""The function of one module as a diagram of OxiDD."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rca.analysis.solving.circuit import Circuit, Op
from rca.analysis.solving.deadline import Deadline
from rca.analysis.solving.diagram import ExhaustedError
from rca.analysis.solving.large_engine import diagram_manager, out_of_room
from rca.analysis.solving.modules import Module

if TYPE_CHECKING:
    from oxidd.bcdd import BCDDFunction, BCDDManager

REMEMBERED = ((3_200_000, 2), (math.inf, 4))
"""Nodes for each remembered step, under budgets up to so many nodes. With fewer steps remembered a step may take minutes."""
FULL = 0.9
"""Of a budget: beyond, OxiDD begins to make room on a thread of its own, so that the outcome would depend on the moment."""


class FullError(ExhaustedError):
    """A budget did not do."""

    def __init__(self, share: float, nodes: int = 0) -> None:
        """`share` of the module's gates were built, 0..1, which took so many nodes."""
        super().__init__(share)
        self.share = share
        self.nodes = nodes


@dataclass(frozen=True, slots=True)
class Built:
    """A module's function, with its inputs in one order; the function goes before the manager that holds it."""

    name: str
    """Of the order."""
    order: tuple[int, ...]
    manager: BCDDManager
    root: BCDDFunction
    size: int
    """Nodes of the function."""
    made: int
    """Nodes that stood at the end, those on the way included: what it cost."""


def build(
    circuit: Circuit,
    module: Module,
    name: str,
    order: tuple[int, ...],
    flipped: Mapping[int, bool],
    *,
    budget: int,
    clearings: int,
    deadline: Deadline,
) -> Built:
    """The function of the module's gate with its inputs in the given order; `flipped` as in `solve_part`.

    Raises:
        FullError: more nodes were needed than `budget`, or room had to be made more than `clearings` times.
        OutOfTimeError: the deadline has passed; it is looked at between steps.
    """
    manager = diagram_manager(budget, remembered(budget))
    builder = _Builder(manager, circuit, order, flipped, clearings, deadline)
    try:
        root = builder.built(module)
    except (out_of_room(), ExhaustedError) as error:
        raise FullError(builder.done / len(module.inner), builder.nodes) from error
    made = manager.num_inner_nodes()
    if not clearings and (manager.gc_count() or made > FULL * budget):
        raise FullError(1.0)
    return Built(name, order, manager, root, root.node_count(), made)


def remembered(budget: int) -> int:
    """How many steps are remembered under a budget of nodes."""
    return budget // next(share for limit, share in REMEMBERED if budget <= limit)


class _Builder:
    """Functions of the gates of a module, causes before effects."""

    def __init__(
        self,
        manager: BCDDManager,
        circuit: Circuit,
        order: Sequence[int],
        flipped: Mapping[int, bool],
        clearings: int,
        deadline: Deadline,
    ) -> None:
        self.manager = manager
        self.circuit = circuit
        self.clearings = clearings
        self.deadline = deadline
        self.done = 0
        """Gates that were built."""
        self.nodes = 0
        """Nodes that stood then."""
        self.found: dict[int, BCDDFunction] = {}
        for number, variable in zip(order, manager.add_vars(len(order)), strict=True):
            turned = flipped.get(number, False)
            self.found[number] = manager.not_var(variable) if turned else manager.var(variable)

    def built(self, module: Module) -> BCDDFunction:
        """Function of the module's gate; what no other gate needs is dropped."""
        last_use = {abs(literal): number for number in module.inner for literal in self.circuit.gate(number).inputs}
        for self.done, number in enumerate(module.inner):
            self.nodes = self.manager.num_inner_nodes()
            gate = self.circuit.gate(number)
            inputs = [self._literal(literal) for literal in gate.inputs]
            inputs.sort(key=_level, reverse=True)
            if gate.op is Op.AND:
                self.found[number] = self._all_of(inputs)
            elif gate.op is Op.COUNT:
                self.found[number] = self._at_least(inputs, gate.threshold)
            else:
                self.found[number] = self._exactly_one(inputs)
            for literal in gate.inputs:
                if last_use[abs(literal)] == number:
                    self.found.pop(abs(literal), None)
        return self.found[module.gate]

    def _look(self) -> None:
        """At the clock, and at how often the engine had to make room: then most steps are done again and again."""
        self.deadline.look()
        if self.manager.gc_count() > self.clearings:
            raise ExhaustedError

    def _literal(self, literal: int) -> BCDDFunction:
        found = self.found[abs(literal)]
        return ~found if literal < 0 else found

    def _all_of(self, inputs: Sequence[BCDDFunction]) -> BCDDFunction:
        result = self.manager.true()
        for own in inputs:
            self._look()
            result &= own
        return result

    def _at_least(self, inputs: Sequence[BCDDFunction], threshold: int) -> BCDDFunction:
        """Dynamic programming over how many inputs are true so far."""
        reach = [self.manager.true()] + [self.manager.false()] * threshold
        for place, own in enumerate(inputs):
            still = len(inputs) - place - 1
            for count in range(min(threshold, place + 1), max(0, threshold - still - 1), -1):
                self._look()
                reach[count] = own.ite(reach[count - 1], reach[count])
        return reach[threshold]

    def _exactly_one(self, inputs: Sequence[BCDDFunction]) -> BCDDFunction:
        none, one = self.manager.true(), self.manager.false()
        for own in inputs:
            self._look()
            one = own.ite(none, one)
            none &= ~own
        return one


def _level(function: BCDDFunction) -> int:
    level = function.node_level()
    return -1 if level is None else level
