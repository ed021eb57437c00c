"""A module that is one gate is written down at once; what is written is what would have been found."""

from __future__ import annotations

from itertools import product

import pytest

from rca.analysis.fussell_vesely.shares import Room, shares_of
from rca.analysis.solving.circuit import FIRST_LEAF, Circuit, Gate, Op
from rca.analysis.solving.cut_sets import carrying_leaves, count_by_order
from rca.analysis.solving.engine import PurePython
from rca.analysis.solving.listing import list_sets
from rca.analysis.solving.modules import Module
from rca.analysis.solving.part import Part, solve_part
from rca.analysis.solving.solution import Solution


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
            assert solved(signs, turned, top, nested=False)._replace(gate=None) == solved(
                signs, turned, top, nested=True
            )


@pytest.mark.parametrize("top", [None, 1, -1])
@pytest.mark.parametrize("size", [2, 3, 4])
def test_what_is_asked_of_one_gate_is_what_its_nodes_say(size: int, top: int | None) -> None:
    """Probability, slopes, Fussell–Vesely, counts, sets and the leaves that stand in them, for either kind of gate."""
    leaves = tuple(f"E{place}" for place in range(size))
    chances = [0.3, 0.0, 0.05, 1.0][:size]
    for sign, among in product((1, -1), product((False, True), repeat=size)):
        part = solved((sign,) * size, (False,) * size, top, nested=False)
        assert (part.gate is None) == (top is not None and top != sign)
        short, long = (
            Solution(leaves, (own,), (FIRST_LEAF + size,), constant=False, order="")
            for own in (part, part._replace(gate=None))
        )
        assert short.derivatives(chances) == long.derivatives(chances)
        for monotone in (True, False):
            pairs = [(chance, 1.0 - chance) for chance in chances[::-1]]
            bounds = [
                shares_of(own, pairs, pairs, Room(2_000, 5_000, 0, 0), monotone=monotone)
                for own in (part, part._replace(gate=None))
            ]
            assert vars(bounds[0]) == vars(bounds[1])
        assert carrying_leaves(short, among) == carrying_leaves(long, among)
        counts = count_by_order(short, among)
        assert counts == count_by_order(long, among)
        for limit in range(size + 1):
            assert list_sets(short, counts, limit, among) == list_sets(long, counts, limit, among)


@pytest.mark.parametrize("size", [1, 2, 5])
def test_nodes_are_those_of_the_diagram_and_of_the_family(size: int) -> None:
    """One a leaf in either, beside the one terminal of the diagram and the two of the family."""
    inputs = tuple(range(FIRST_LEAF, FIRST_LEAF + size))
    own = Circuit(tuple(f"E{number}" for number in inputs), (Gate(Op.AND, inputs),), FIRST_LEAF + size)

    assert PurePython().solve(own).nodes == 2 * size + 3
