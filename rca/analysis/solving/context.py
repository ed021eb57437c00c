"""A circuit in which what holds wherever a gate matters is taken as certain below that gate."""

from __future__ import annotations

from collections.abc import Mapping

from rca.analysis.solving.circuit import FALSE, TRUE, Circuit, Op, Writer, merged
from rca.analysis.solving.deadline import NEVER, Deadline

ROUNDS = 5
"""So often at most: what became certain may make more so."""
AT_ONCE = 256
"""Gates between two looks at the deadline."""
MOST = 200
"""Literals that are remembered of one gate, so that the cost is linear in causes."""


def in_context(circuit: Circuit, certain: Mapping[int, bool] | None = None, deadline: Deadline = NEVER) -> Circuit:
    """The same logic, smaller: an input of an AND is certain in all that matters through this AND alone.

    In A·(B + A·C) the second A is taken as true, in A + B·(A + C) as false. It is what dominators say (Lengauer and Tarjan
    1979), as sets that meet. `certain`: leaves whose truth is known; the logic is what is left then.

    Raises:
        LimitError: the deadline has passed.
    """
    found = _written(circuit, {}, certain or {}, deadline)
    for _ in range(ROUNDS):
        if found.is_leaf(abs(found.top)):
            break
        contexts = _contexts(found, deadline)
        if not _says_something(found, contexts):
            break
        found = _written(found, contexts, {}, deadline)
    return found


def _contexts(circuit: Circuit, deadline: Deadline) -> dict[int, frozenset[int]]:
    """By gate the literals that are true wherever the gate's truth decides anything."""
    found: dict[int, frozenset[int]] = {abs(circuit.top): frozenset()}
    for number in range(circuit.first_gate + len(circuit.gates) - 1, circuit.first_gate - 1, -1):
        if number % AT_ONCE == 0:
            deadline.look()
        gate = circuit.gate(number)
        own = found[number]
        siblings = frozenset(gate.inputs if gate.op is Op.AND and len(own) + len(gate.inputs) <= MOST else ())
        for literal in gate.inputs:
            below = abs(literal)
            if not circuit.is_leaf(below):
                reached = own | siblings - {literal}
                found[below] = found[below] & reached if below in found else reached
    return found


def _says_something(circuit: Circuit, contexts: Mapping[int, frozenset[int]]) -> bool:
    return any(
        literal in contexts[number] or -literal in contexts[number]
        for number in contexts
        for literal in circuit.gate(number).inputs
    )


def _written(
    circuit: Circuit, contexts: Mapping[int, frozenset[int]], certain: Mapping[int, bool], deadline: Deadline
) -> Circuit:
    writer = Writer(circuit.first_gate)
    moved = {TRUE: TRUE} | {number: number for number in range(TRUE + 1, circuit.first_gate)}
    moved |= {number: TRUE if value else FALSE for number, value in certain.items()}

    def at(literal: int) -> int:
        return moved[literal] if literal > 0 else -moved[-literal]

    for place, gate in enumerate(circuit.gates):
        if place % AT_ONCE == 0:
            deadline.look()
        own = contexts.get(circuit.first_gate + place, frozenset())
        inputs = [
            TRUE if literal in own else FALSE if -literal in own else at(literal) for literal in gate.inputs
        ]  # fmt: skip
        match gate.op:
            case Op.AND:
                found = writer.both(inputs)
            case Op.COUNT:
                found = writer.count(inputs, gate.threshold)
            case Op.ONE:
                found = writer.one(inputs)
        moved[circuit.first_gate + place] = found
    return merged(Circuit(circuit.leaves, tuple(writer.gates), at(circuit.top)))
