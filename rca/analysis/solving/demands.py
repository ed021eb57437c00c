"""What a top asks of each gate below it: with which sign, how many inputs, and cut sets up to which order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from rca.analysis.solving.circuit import Circuit, Op
from rca.analysis.solving.diagram import ExhaustedError

Asked: TypeAlias = tuple[int, bool]
"""Number of a leaf or gate, and whether it is to be true."""


class Demand(NamedTuple):
    """At least `needed` of the causes."""

    needed: int
    causes: tuple[Asked, ...]


def demands(circuit: Circuit) -> dict[Asked, Demand]:
    """What is asked of gates, causes before effects.

    Raises:
        ExhaustedError: of an event that it is absent, or of inputs that exactly one is true.
    """
    found: dict[Asked, Demand] = {}
    pending: list[Asked] = [] if circuit.is_leaf(abs(circuit.top)) else [(abs(circuit.top), circuit.top > 0)]
    if circuit.top < 0 and circuit.is_leaf(-circuit.top):
        raise ExhaustedError
    while pending:
        asked = pending.pop()
        if asked in found:
            continue
        number, positive = asked
        gate = circuit.gate(number)
        count = len(gate.inputs)
        needed = count if gate.op is Op.AND else gate.threshold
        causes = tuple((abs(literal), (literal > 0) == positive) for literal in gate.inputs)
        if gate.op is Op.ONE or any(circuit.is_leaf(cause) and not present for cause, present in causes):
            raise ExhaustedError
        found[asked] = Demand(needed if positive else count - needed + 1, causes)
        pending.extend(cause for cause in causes if not circuit.is_leaf(cause[0]))
    return dict(sorted(found.items()))


WIDE = 4096
"""Bits of a support; leaves that many places apart share one, so that a deep tree of many leaves does not fill the memory."""


def supports(circuit: Circuit) -> list[int]:
    """By number the leaves below, as bits: what has no bit in common shares no leaf."""
    found = [0, 0, *(1 << place % WIDE for place in range(len(circuit.leaves)))]
    for gate in circuit.gates:
        own = 0
        for literal in gate.inputs:
            own |= found[abs(literal)]
        found.append(own)
    return found


def least_orders(circuit: Circuit, wanted: Mapping[Asked, Demand]) -> dict[Asked, int]:
    """No cut set of what is asked has fewer leaves than that: the sum over inputs that share no leaf, one pass."""
    below = supports(circuit)
    found: dict[Asked, int] = {}
    for asked, demand in wanted.items():
        orders = [found.get(cause, 1) for cause in demand.causes]
        least = sorted(orders)[demand.needed - 1]
        if demand.needed == len(demand.causes):
            taken, total = 0, 0
            for order, (number, _) in sorted(zip(orders, demand.causes, strict=True), reverse=True):
                if not taken & below[number]:
                    taken |= below[number]
                    total += order
            least = max(least, total)
        found[asked] = least
    return found


def room_of(
    circuit: Circuit, wanted: Mapping[Asked, Demand], least: Mapping[Asked, int], order: int
) -> dict[Asked, int]:
    """Up to which order the cut sets of each gate can stand in one of the top of at most `order`.

    At an AND each input leaves room for the least orders of others that share no leaf with it or with one another.
    """
    below = supports(circuit)
    found = dict.fromkeys(wanted, 0)
    found[abs(circuit.top), circuit.top > 0] = order
    for asked, demand in reversed(list(wanted.items())):
        is_all = demand.needed == len(demand.causes) > 1
        ranked = sorted(demand.causes, key=lambda cause: (-least.get(cause, 1), cause)) if is_all else []
        for cause in demand.causes:
            if cause not in wanted:
                continue
            left, taken = found[asked], below[cause[0]]
            for other in ranked:
                if not taken & below[other[0]]:
                    taken |= below[other[0]]
                    left -= least.get(other, 1)
            found[cause] = max(found[cause], left)
    return found
