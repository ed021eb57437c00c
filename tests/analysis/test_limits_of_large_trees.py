"""Minimal solutions of a large function that is not monotone end where their budget or their time ends."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tree_cases import tree_of

from rca.analysis.solving import automatic, large_part
from rca.analysis.solving.automatic import Automatic
from rca.analysis.solving.circuit import circuit
from rca.analysis.solving.deadline import NEVER, Deadline, OutOfTimeError
from rca.analysis.solving.diagram import ExhaustedError
from rca.analysis.solving.large_nodes import Nodes
from rca.analysis.solving.large_subsumed import minimal_of_any
from rca.analysis.solving.solution import Solution

pytest.importorskip("oxidd")
MIXED = """
TOP: {any_of: [G1, G2, G3]}
G1: {all_of: [A, B, N1]}
G2: {all_of: [B, C, D]}
G3: {all_of: [A, C, N2]}
N1: {none_of: [C]}
N2: {none_of: [D]}
A: {}
B: {}
C: {}
D: {}
"""


def solved(most_nodes: int = 30_000) -> Solution:
    """The tree by OxiDD alone."""
    engine = Automatic(most_nodes=most_nodes)
    engine.budgets = ()
    return engine.solve(circuit(tree_of(MIXED)))


@pytest.fixture
def function(monkeypatch: pytest.MonkeyPatch) -> tuple[Nodes, Sequence[bool | None]]:
    """The diagram of the top, and which way each event turns it."""
    asked: list[tuple[Nodes, Sequence[bool | None]]] = []

    def noted(diagram: Nodes, rises: Sequence[bool | None], deadline: Deadline) -> Nodes:
        asked.append((diagram, rises))
        return minimal_of_any(diagram, rises, deadline)

    monkeypatch.setattr(large_part, "minimal_of_any", noted)
    solved()
    return asked[0]


def test_more_steps_than_are_allowed_are_not_taken(function: tuple[Nodes, Sequence[bool | None]]) -> None:
    """With room for them the answer is the same as without a limit."""
    with pytest.raises(ExhaustedError):
        minimal_of_any(*function, NEVER, most=-1)

    assert minimal_of_any(*function, NEVER, most=100) == minimal_of_any(*function, NEVER)


def test_time_that_is_over_ends_them(function: tuple[Nodes, Sequence[bool | None]]) -> None:
    """As soon as two families are compared."""
    with pytest.raises(OutOfTimeError):
        minimal_of_any(*function, Deadline(clock=0.0))


def test_a_tree_whose_minimal_solutions_do_not_fit_is_said_to_be_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every budget of nodes is tried, and none does."""
    tried: list[int] = []

    def never(diagram: Nodes, *_: object) -> Nodes:
        tried.append(len(diagram.level))
        raise ExhaustedError

    monkeypatch.setattr(large_part, "minimal_of_any", never)
    found = solved(most_nodes=3_000_000)

    assert len(tried) == 3
    assert (found.engine, found.reached, found.proved_order) == ("OxiDD", "nodes", 0)


@pytest.mark.parametrize(
    ("held", "limit", "expected", "reached"),
    [
        (100, 10_000.0, (400_000, 2_000_000, 24_000_000), "nodes"),
        (100, 200.0, (400_000, 2_000_000), "memory"),
        (100, 150.0, (400_000, 1_000_000), "memory"),
        (100, 120.0, (400_000,), "memory"),
        (100, 100.5, (10_000,), "memory"),
        (100, 100.4, None, "memory"),
        (100, 50.0, None, "memory"),
        (10, 80.0, (320_000,), "memory"),
    ],
)
def test_memory_is_shared_out_in_nodes(
    held: int, limit: float, expected: tuple[int, ...] | None, reached: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """50 octets a node of what the process, of at least 64 MB, does not hold yet; fewer than 10,000 nodes are not tried."""
    asked: list[tuple[int, ...]] = []

    def never(*_: object, budgets: tuple[int, ...], **__: object) -> None:
        asked.append(budgets)

    monkeypatch.setattr(automatic, "held", lambda: held * 1_000_000)
    monkeypatch.setattr(large_part, "solve_large_part", never)
    engine = Automatic(memory_limit=limit)
    engine.budgets = ()
    found = engine.solve(circuit(tree_of(MIXED)))

    assert (asked[0] if asked else None) == expected
    assert found.reached == reached
