"""One module, solved by OxiDD: for diagrams of more than some ten thousand nodes."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rca.analysis.circuit import Circuit, Op
from rca.analysis.diagram import ExhaustedError
from rca.analysis.large_nodes import Nodes, diagram_nodes, family_nodes
from rca.analysis.modules import Module
from rca.analysis.part import Part

if TYPE_CHECKING:
    from oxidd.bcdd import BCDDFunction, BCDDManager
    from oxidd.zbdd import ZBDDFunction, ZBDDManager

CACHE_SHARE = 2
"""Nodes for each remembered step."""
MOST_CLEARINGS = 2
AT_ONCE = 256
"""Nodes between two looks at the clock."""


class OutOfTimeError(Exception):
    """The time limit is reached; never leaves `rca.analysis`."""


def solve_large_part(
    circuit: Circuit,
    module: Module,
    order: Sequence[int],
    flipped: Mapping[int, bool],
    *,
    top: int | None,
    budget: int,
    deadline: float,
) -> Part:
    """The module solved with its inputs in the given order, as `solve_part` does, by OxiDD.

    `budget` bounds the nodes of the diagram and of the family each, `deadline` is a reading of `time.perf_counter`.

    Raises:
        ExhaustedError: more nodes were needed than `budget`.
        OutOfTimeError: the deadline has passed; it is looked at between steps.
    """
    from oxidd.bcdd import BCDDManager
    from oxidd.util import DDMemoryError

    try:
        manager = BCDDManager(budget, budget // CACHE_SHARE, 1)
        root = _Builder(manager, circuit, order, flipped, deadline).built(module)
        turned = root.eval([(level, False) for level in range(len(order))]) if top is None else top < 0
        diagram = raised = diagram_nodes(manager, ~root if turned else root)
        del root
        rises = _rises(circuit, module, order, flipped, turned=turned)
        if not all(rises):
            raised = diagram_nodes(manager, _upward(manager, diagram, rises, deadline))
        del manager
        family = _minimal(raised, len(order), budget, deadline)
    except DDMemoryError as error:
        raise ExhaustedError from error
    return Part(
        inputs=tuple(order),
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


class _Builder:
    """Functions of the gates of a module, causes before effects."""

    def __init__(
        self,
        manager: BCDDManager,
        circuit: Circuit,
        order: Sequence[int],
        flipped: Mapping[int, bool],
        deadline: float,
    ) -> None:
        self.manager = manager
        self.circuit = circuit
        self.watch = _Watch(manager, deadline)
        self.found: dict[int, BCDDFunction] = {}
        for number, variable in zip(order, manager.add_vars(len(order)), strict=True):
            turned = flipped.get(number, False)
            self.found[number] = manager.not_var(variable) if turned else manager.var(variable)

    def built(self, module: Module) -> BCDDFunction:
        """Function of the module's gate; what no other gate needs is dropped."""
        last_use = {abs(literal): number for number in module.inner for literal in self.circuit.gate(number).inputs}
        for number in module.inner:
            self.watch.look()
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

    def _literal(self, literal: int) -> BCDDFunction:
        found = self.found[abs(literal)]
        return ~found if literal < 0 else found

    def _all_of(self, inputs: Sequence[BCDDFunction]) -> BCDDFunction:
        result = self.manager.true()
        for own in inputs:
            self.watch.look()
            result &= own
        return result

    def _at_least(self, inputs: Sequence[BCDDFunction], threshold: int) -> BCDDFunction:
        """Dynamic programming over how many inputs are true so far."""
        reach = [self.manager.true()] + [self.manager.false()] * threshold
        for place, own in enumerate(inputs):
            self.watch.look()
            still = len(inputs) - place - 1
            for count in range(min(threshold, place + 1), max(0, threshold - still - 1), -1):
                reach[count] = own.ite(reach[count - 1], reach[count])
        return reach[threshold]

    def _exactly_one(self, inputs: Sequence[BCDDFunction]) -> BCDDFunction:
        none, one = self.manager.true(), self.manager.false()
        for own in inputs:
            self.watch.look()
            one = own.ite(none, one)
            none &= ~own
        return one


def _rises(
    circuit: Circuit, module: Module, order: Sequence[int], flipped: Mapping[int, bool], *, turned: bool
) -> list[bool | None]:
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
    return found


@dataclass(frozen=True, slots=True)
class _Watch:
    """Looks at the clock, and at how often the engine had to make room."""

    manager: BCDDManager | ZBDDManager
    deadline: float

    def look(self) -> None:
        """Nothing while there is time and room.

        Raises:
            OutOfTimeError: the deadline has passed.
            ExhaustedError: room was made so often that most steps are done again and again.
        """
        if time.perf_counter() > self.deadline:
            raise OutOfTimeError
        if self.manager.gc_count() > MOST_CLEARINGS:
            raise ExhaustedError


def _level(function: BCDDFunction) -> int:
    level = function.node_level()
    return -1 if level is None else level


def _upward(manager: BCDDManager, function: Nodes, rises: Sequence[bool | None], deadline: float) -> BCDDFunction:
    """The least monotone function above this one: see `Diagram.upward`.

    `rises` says by level whether the function rises (True) or falls (False) with the variable; a step of the engine is
    needed only where neither is certain.
    """
    uses = [[0, 0] for _ in function.level]
    uses[function.root >> 1][function.root & 1] = 1
    for node in range(len(function.level) - 1, 0, -1):
        for sign in (0, 1):
            if uses[node][sign]:
                for edge in (function.high[node] ^ sign, function.low[node] ^ sign):
                    uses[edge >> 1][edge & 1] += 1
    found: dict[int, BCDDFunction] = {0: manager.true(), 1: manager.false()}
    watch = _Watch(manager, deadline)

    def at(edge: int) -> BCDDFunction:
        own = uses[edge >> 1]
        own[edge & 1] -= 1
        return found[edge] if own[edge & 1] or edge <= 1 else found.pop(edge)

    variables = [manager.var(level) for level in range(len(rises))]
    for node in range(1, len(function.level)):
        if node % AT_ONCE == 0:
            watch.look()
        level = function.level[node]
        for sign in (0, 1):
            if not uses[node][sign]:
                continue
            high, low = at(function.high[node] ^ sign), at(function.low[node] ^ sign)
            up = rises[level]
            if up is None:
                high |= low
            found[node << 1 | sign] = low if up is False else variables[level].ite(high, low)
    return at(function.root)


def _minimal(function: Nodes, levels: int, budget: int, deadline: float) -> Nodes:
    """Minimal solutions of a monotone function: minsol(F) = x·(minsol(F1) − minsol(F0)) + minsol(F0).

    The plain difference does: what is minimal for F1 and a model of F0 is minimal for F0 too, since F0 implies F1. Every
    function below a monotone one is monotone, so that each node is met with one sign only. One difference a node.
    """
    from oxidd.zbdd import ZBDDManager

    manager = ZBDDManager(budget, budget // CACHE_SHARE, 1)
    watch = _Watch(manager, deadline)
    manager.add_vars(levels)
    single = [manager.singleton(level) for level in range(levels)]
    empty, unit = manager.empty(), manager.base()
    sign = bytearray(len(function.level))
    sign[function.root >> 1] = function.root & 1
    for node in range(len(function.level) - 1, 0, -1):
        sign[function.high[node] >> 1] = sign[node]
        sign[function.low[node] >> 1] = sign[node] ^ (function.low[node] & 1)
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
            watch.look()
        high, low = at(function.high[node] ^ sign[node]), at(function.low[node] ^ sign[node])
        found[node] = single[function.level[node]].make_node(high - low, low)
    return family_nodes(manager, at(function.root))


def _uses(function: Nodes) -> list[int]:
    uses = [0] * len(function.level)
    for node in range(1, len(function.level)):
        uses[function.high[node] >> 1] += 1
        uses[function.low[node] >> 1] += 1
    uses[function.root >> 1] += 1
    return uses
