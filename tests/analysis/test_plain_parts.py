"""A module that is one gate is written down at once; what is written is what would have been found."""

from __future__ import annotations

from itertools import product

import pytest

from rca.analysis.solving.circuit import FIRST_LEAF, Circuit, Gate, Op
from rca.analysis.solving.engine import PurePython
from rca.analysis.solving.modules import Module
from rca.analysis.solving.part import Part, solve_part


def solved(signs: tuple[int, ...], turned: tuple[bool, ...], top: int | None, *, nested: bool) -> Part:
    """The conjunction of literals with these signs; `nested` puts all but the first in a gate of their own."""
    size = len(signs)
    inputs = tuple(range(FIRST_LEAF, FIRST_LEAF + size))
    literals = tuple(sign * number for sign, number in zip(signs, inputs, strict=True))
    first = FIRST_LEAF + size
    gates = (Gate(Op.AND, literals[1:]), Gate(Op.AND, (literals[0], first))) if nested else (Gate(Op.AND, literals),)
    head = first + len(gates) - 1
    circuit = Circuit(tuple(f"E{number}" for number in inputs), gates, head)
    module = Module(head, inputs, tuple(range(first, head + 1)))
    flipped = dict(zip(inputs, turned, strict=True))
    return solve_part(circuit, module, inputs[::-1], flipped, top=None if top is None else top * head, budget=1_000)


@pytest.mark.parametrize("top", [None, 1, -1])
@pytest.mark.parametrize("size", [2, 3, 4])
def test_one_gate_is_what_two_gates_that_say_the_same_are(size: int, top: int | None) -> None:
    for signs in product((1, -1), repeat=size):
        for turned in product((False, True), repeat=size):
            assert solved(signs, turned, top, nested=False) == solved(signs, turned, top, nested=True)


@pytest.mark.parametrize("size", [1, 2, 5])
def test_nodes_are_those_of_the_diagram_and_of_the_family(size: int) -> None:
    """One a leaf in either, beside the one terminal of the diagram and the two of the family."""
    inputs = tuple(range(FIRST_LEAF, FIRST_LEAF + size))
    own = Circuit(tuple(f"E{number}" for number in inputs), (Gate(Op.AND, inputs),), FIRST_LEAF + size)

    assert PurePython().solve(own).nodes == 2 * size + 3
