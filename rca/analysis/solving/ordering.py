"""Orders of the variables of a diagram; which one is tried decides more than which engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TypeAlias

from rca.analysis.solving.circuit import Circuit
from rca.analysis.solving.modules import Module

Order: TypeAlias = Callable[[Circuit, Module], tuple[int, ...]]


def _depth_first(
    circuit: Circuit, module: Module, key: Callable[[int], tuple[int, ...]] | None, *, back: bool
) -> tuple[int, ...]:
    """Inputs of the module in the order a walk from its gate meets them, causes sorted by `key`."""
    inner = frozenset(module.inner)
    found: dict[int, None] = {}
    seen: set[int] = set()
    pending = [module.gate]
    while pending:
        number = pending.pop()
        if number not in inner:
            found[number] = None
        elif number not in seen:
            seen.add(number)
            inputs = [abs(literal) for literal in circuit.gate(number).inputs]
            if key is not None:
                inputs.sort(key=key)
            pending.extend(inputs if back else reversed(inputs))
    return tuple(found)


def _sizes(circuit: Circuit, module: Module) -> Mapping[int, int]:
    """How many inputs, counted as often as they occur, stand below each gate of the module."""
    sizes: dict[int, int] = {}
    for number in module.inner:
        sizes[number] = sum(sizes.get(abs(literal), 1) for literal in circuit.gate(number).inputs)
    return sizes


def _as_written(circuit: Circuit, module: Module) -> tuple[int, ...]:
    return _depth_first(circuit, module, None, back=False)


def _reversed(circuit: Circuit, module: Module) -> tuple[int, ...]:
    return _depth_first(circuit, module, None, back=True)


def _shared_first(circuit: Circuit, module: Module) -> tuple[int, ...]:
    uses = Counter(abs(literal) for number in module.inner for literal in circuit.gate(number).inputs)
    return _depth_first(circuit, module, lambda number: (-uses[number],), back=False)


def _large_first(circuit: Circuit, module: Module) -> tuple[int, ...]:
    sizes = _sizes(circuit, module)
    return _depth_first(circuit, module, lambda number: (-sizes.get(number, 1),), back=False)


def _small_first(circuit: Circuit, module: Module) -> tuple[int, ...]:
    sizes = _sizes(circuit, module)
    return _depth_first(circuit, module, lambda number: (sizes.get(number, 1),), back=False)


def _gates_small_first(circuit: Circuit, module: Module) -> tuple[int, ...]:
    sizes = _sizes(circuit, module)
    return _depth_first(circuit, module, lambda number: (number not in sizes, sizes.get(number, 1)), back=False)


def _heaviest_first(circuit: Circuit, module: Module) -> tuple[int, ...]:
    """Inputs by the weight that reaches them, the gate's being shared out evenly (Minato, Ishiura and Yajima 1990).

    Those found are left out and the weight is shared out anew: in at most `ROUNDS` rounds, so that the cost is linear.
    """
    inputs = {number: [abs(literal) for literal in circuit.gate(number).inputs] for number in module.inner}
    left = dict.fromkeys(module.inputs)
    at_once = -(-len(left) // ROUNDS)
    found: list[int] = []
    while left:
        live: dict[int, list[int]] = {}
        for number in module.inner:
            live[number] = [own for own in inputs[number] if own in left or live.get(own)]
        weight = dict.fromkeys(left, 0.0)
        weight |= dict.fromkeys(module.inner, 0.0)
        weight[module.gate] = 1.0
        for number in reversed(module.inner):
            for own in live[number]:
                weight[own] += weight[number] / len(live[number])
        heaviest = sorted(left, key=lambda number: -weight[number])[:at_once]
        found.extend(heaviest)
        for number in heaviest:
            del left[number]
    return tuple(found)


ROUNDS = 40
ORDERS: Mapping[str, Order] = {
    "as written": _as_written,
    "reversed": _reversed,
    "small gates first": _gates_small_first,
    "heaviest first": _heaviest_first,
    "large first": _large_first,
    "shared first": _shared_first,
    "small first": _small_first,
}
"""The portfolio, in the order tried. No order wins everywhere."""
RACE = ("reversed", "small gates first", "heaviest first", "large first", "shared first", "as written", "small first")
"""The same for large modules: those that were best most often come first."""
