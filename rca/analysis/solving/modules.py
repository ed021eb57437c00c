"""Modules of a circuit: gates below which stands nothing that is also used elsewhere."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from rca.analysis.solving.circuit import TRUE, Circuit, Gate, Op


class Module(NamedTuple):
    """A gate that can be solved by itself and then stands for one event."""

    gate: int
    inputs: tuple[int, ...]
    """Leaves and modules it is made of, in the order met."""
    inner: tuple[int, ...]
    """Its gates that are no modules themselves, causes before effects, its own gate last."""


def modules(circuit: Circuit) -> tuple[Module, ...]:
    """The modules of the circuit, causes before effects, the top's gate last; none when the top is no gate.

    Linear-time algorithm of Dutuit and Rauzy (1996): a gate is a module when every visit of everything below it falls
    between the gate's own first and last visit.
    """
    if circuit.is_leaf(abs(circuit.top)):
        return ()
    heads = _module_gates(circuit)
    return tuple(_module(circuit, number, heads) for number in sorted(heads))


def grouped(circuit: Circuit) -> Circuit:
    """The same logic, with the inputs of an AND that stand nowhere else put under a gate of their own beside the shared.

    Such a gate is a module, so that what is shared is solved over fewer events. Linear in the inputs.
    """
    if circuit.is_leaf(abs(circuit.top)):
        return circuit
    heads = _module_gates(circuit)
    uses = Counter(abs(literal) for gate in circuit.gates for literal in gate.inputs)
    gates: list[Gate] = []
    moved = {TRUE: TRUE} | {number: number for number in range(TRUE + 1, circuit.first_gate)}

    def written(op: Op, inputs: tuple[int, ...], threshold: int) -> int:
        gates.append(Gate(op, inputs, threshold))
        return circuit.first_gate + len(gates) - 1

    for place, gate in enumerate(circuit.gates):
        inputs = tuple(moved[abs(literal)] * (1 if literal > 0 else -1) for literal in gate.inputs)
        if gate.op is Op.AND:
            alone = [
                uses[number] == 1 and (circuit.is_leaf(number) or number in heads) for number in map(abs, gate.inputs)
            ]
            if 1 < sum(alone) < len(alone):
                own = tuple(literal for literal, single in zip(inputs, alone, strict=True) if single)
                shared = tuple(literal for literal, single in zip(inputs, alone, strict=True) if not single)
                inputs = (written(Op.AND, own, 0), *shared)
        moved[circuit.first_gate + place] = written(gate.op, inputs, gate.threshold)
    return Circuit(circuit.leaves, tuple(gates), moved[abs(circuit.top)] * (1 if circuit.top > 0 else -1))


def _module_gates(circuit: Circuit) -> set[int]:
    top = abs(circuit.top)
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    closed: dict[int, int] = {}
    order: list[int] = []
    clock = 0
    pending: list[tuple[int, bool]] = [(top, False)]
    while pending:
        number, leaving = pending.pop()
        clock += 1
        if leaving:
            closed[number] = last[number] = clock
            order.append(number)
            continue
        last[number] = clock
        if number in first:
            continue
        first[number] = clock
        if not circuit.is_leaf(number):
            pending.append((number, True))
            pending.extend((abs(literal), False) for literal in reversed(circuit.gate(number).inputs))
    earliest: dict[int, int] = {}
    latest: dict[int, int] = {}
    heads: set[int] = set()
    for number in order:
        inputs = [abs(literal) for literal in circuit.gate(number).inputs]
        earliest[number] = min(min(first[name], earliest.get(name, first[name])) for name in inputs)
        latest[number] = max(max(last[name], latest.get(name, last[name])) for name in inputs)
        if earliest[number] > first[number] and latest[number] < closed[number]:
            heads.add(number)
    return heads


def _module(circuit: Circuit, head: int, heads: set[int]) -> Module:
    inputs: dict[int, None] = {}
    inner: list[int] = []
    seen: set[int] = set()
    pending: list[tuple[int, bool]] = [(head, False)]
    while pending:
        number, leaving = pending.pop()
        if leaving:
            inner.append(number)
        elif circuit.is_leaf(number) or (number in heads and number != head):
            inputs[number] = None
        elif number not in seen:
            seen.add(number)
            pending.append((number, True))
            pending.extend((abs(literal), False) for literal in reversed(circuit.gate(number).inputs))
    return Module(head, tuple(inputs), tuple(inner))
