"""Modules of a circuit: gates below which stands nothing that is also used elsewhere."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from rca.analysis.solving.circuit import Circuit, Gate, Op


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
    return _modules(circuit, _module_gates(circuit))


def grouped(circuit: Circuit) -> Circuit:
    """The same logic, with the inputs of an AND that stand nowhere else put under a gate of their own beside the shared.

    Such a gate is a module, so that what is shared is solved over fewer events. Linear in the inputs.
    """
    return circuit if circuit.is_leaf(abs(circuit.top)) else _grouped(circuit)[0]


def grouped_modules(circuit: Circuit) -> tuple[Circuit, tuple[Module, ...]]:
    """The circuit `grouped`, and its modules: those it had, and the gates that are new."""
    if circuit.is_leaf(abs(circuit.top)):
        return circuit, ()
    found, heads = _grouped(circuit)
    return found, _modules(found, heads)


def _modules(circuit: Circuit, heads: set[int]) -> tuple[Module, ...]:
    return tuple([_module(circuit, number, heads) for number in sorted(heads)])


def _grouped(circuit: Circuit) -> tuple[Circuit, set[int]]:
    """The circuit grouped, and which of its gates are modules."""
    first_gate = circuit.first_gate
    heads = _module_gates(circuit)
    uses = Counter([abs(literal) for gate in circuit.gates for literal in gate.inputs])
    gates: list[Gate] = []
    moved = list(range(first_gate))
    new_heads: set[int] = set()
    for number, (op, literals, threshold) in enumerate(circuit.gates, first_gate):
        inputs = [moved[literal] if literal > 0 else -moved[-literal] for literal in literals]
        if op is Op.AND:
            alone = [
                uses[own] == 1 and (own < first_gate or own in heads) for own in [abs(literal) for literal in literals]
            ]  # fmt: skip
            if 1 < sum(alone) < len(alone):
                own = tuple(literal for literal, single in zip(inputs, alone, strict=True) if single)
                shared = [literal for literal, single in zip(inputs, alone, strict=True) if not single]
                new_heads.add(first_gate + len(gates))
                inputs = [first_gate + len(gates), *shared]
                gates.append(Gate(Op.AND, own, 0))
        if number in heads:
            new_heads.add(first_gate + len(gates))
        moved.append(first_gate + len(gates))
        gates.append(Gate(op, tuple(inputs), threshold))
    top = moved[abs(circuit.top)]
    return Circuit(circuit.leaves, tuple(gates), top if circuit.top > 0 else -top), new_heads


def _module_gates(circuit: Circuit) -> set[int]:
    """Numbers of the gates that are modules."""
    first_gate = circuit.first_gate
    size = first_gate + len(circuit.gates)
    first, last, closed = [0] * size, [0] * size, [0] * size
    order: list[int] = []
    clock = 0
    pending = [abs(circuit.top)]
    while pending:
        number = pending.pop()
        clock += 1
        if number < 0:  # all below the gate is done
            closed[-number] = last[-number] = clock
            order.append(-number)
            continue
        last[number] = clock
        if first[number]:
            continue
        first[number] = clock
        clock += 1
        pending.append(-number)
        for literal in circuit.gates[number - first_gate].inputs:
            below = abs(literal)
            if below >= first_gate:
                pending.append(below)
            else:  # a leaf is met at once: in which order inputs are met does not matter
                last[below] = clock
                first[below] = first[below] or clock
    earliest, latest = first[:], last[:]
    """Of all that stands below, itself included."""
    heads: set[int] = set()
    for number in order:
        inputs = [abs(literal) for literal in circuit.gates[number - first_gate].inputs]
        start, end = min([earliest[below] for below in inputs]), max([latest[below] for below in inputs])
        if start > first[number] and end < closed[number]:
            heads.add(number)
        earliest[number], latest[number] = min(start, first[number]), max(end, last[number])
    return heads


def _module(circuit: Circuit, head: int, heads: set[int]) -> Module:
    first_gate = circuit.first_gate
    plain = [abs(literal) for literal in circuit.gates[head - first_gate].inputs]
    if all(number < first_gate or number in heads for number in plain):
        return Module(head, tuple(dict.fromkeys(plain)), (head,))
    inputs: dict[int, None] = {}
    inner: list[int] = []
    seen: set[int] = set()
    pending = [head]
    while pending:
        number = pending.pop()
        if number < 0:
            inner.append(-number)
        elif number < first_gate or (number in heads and number != head):
            inputs[number] = None
        elif number not in seen:
            seen.add(number)
            pending.append(-number)
            pending.extend([abs(literal) for literal in reversed(circuit.gates[number - first_gate].inputs)])
    return Module(head, tuple(inputs), tuple(inner))
