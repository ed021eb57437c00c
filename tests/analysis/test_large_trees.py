"""The engine for large trees against the pure one, and against the published answers of large trees."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from grown_trees import grown
from hypothesis import given, settings
from open_psa_cases import Reader
from test_hostile_trees import knot
from tree_cases import trees

from rca.analysis.solving import large_nodes, large_part, large_subsumed, large_upward, large_wanted
from rca.analysis.solving import solution as solving
from rca.analysis.solving.automatic import Automatic
from rca.analysis.solving.circuit import Writer, circuit
from rca.analysis.solving.cut_sets import count_by_order
from rca.analysis.solving.engine import PurePython
from rca.analysis.solving.large_nodes import Nodes
from rca.analysis.solving.large_part import Reached, _seconds, ranked
from rca.analysis.solving.large_upward import minimal_upward
from rca.analysis.solving.listing import list_sets
from rca.analysis.solving.ordering import RACE
from rca.analysis.solving.solution import Solution
from rca.graph.tree import FaultTree

pytest.importorskip("oxidd")
ARALIA = (
    "baobab1", "baobab2", "cea9601", "chinese", "das9201", "das9202", "das9203", "das9204", "das9205", "das9206",
    "das9601", "das9701", "edf9201", "edf9202", "edf9203", "edf9205", "edf9206", "edfpa14b", "edfpa14o", "edfpa14p",
    "edfpa14r", "edfpa15b", "edfpa15o", "edfpa15q", "edfpa15r", "ftr10", "isp9601", "isp9603", "isp9604", "isp9605",
    "isp9607", "jbd9601", "nus9601",
)  # fmt: skip
SECONDS = 40.0


def only_large() -> Automatic:
    """An engine that leaves nothing to pure Python."""
    engine = Automatic(most_nodes=30_000)
    engine.budgets = ()
    return engine


def chances(tree: FaultTree, solution: Solution) -> list[float]:
    return [tree.nodes[name].probability or 0.0 for name in solution.leaves]


@settings(max_examples=150, deadline=None)
@given(tree=trees())
def test_both_engines_say_the_same(tree: FaultTree) -> None:
    """Cut sets, counts, probability and slopes, coherent or not."""
    logic = circuit(tree)
    pure, large = PurePython().solve(logic), only_large().solve(logic)
    counts = count_by_order(pure)

    assert large.engine == "OxiDD" or not large.parts or len(logic.gates) == 0
    assert count_by_order(large) == counts
    assert list_sets(large, counts, 1000) == list_sets(pure, counts, 1000)
    top, slopes = large.derivatives(chances(tree, large))
    assert top == pytest.approx(pure.probability(chances(tree, pure)), abs=1e-12)
    assert slopes == pytest.approx(pure.derivatives(chances(tree, pure))[1], abs=1e-12)


@pytest.mark.parametrize("leaves", [10, 16])
@pytest.mark.parametrize("coherent", [True, False])
def test_both_engines_say_the_same_of_larger_trees(leaves: int, coherent: bool) -> None:
    """A hundred trees of ten or sixteen events, in which one set often holds another that stands far below it."""
    for seed in range(100):
        tree = grown(62_000 + seed, leaves, leaves - 1, coherent=coherent)
        logic = circuit(tree)
        pure, large = PurePython((200_000,)).solve(logic), only_large().solve(logic)
        counts = count_by_order(pure)

        assert count_by_order(large) == counts
        assert list_sets(large, counts, 1000) == list_sets(pure, counts, 1000)
        assert large.probability(chances(tree, large)) == pytest.approx(
            pure.probability(chances(tree, pure)), abs=1e-12
        )


@pytest.mark.parametrize("undecided", [True, False])
def test_either_way_to_minimal_solutions_finds_the_same(undecided: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a function that does not rise with all events is made monotone first or not."""
    monkeypatch.setattr(large_part, "goes_upward_first", lambda *_: undecided)
    for seed in range(60):
        logic = circuit(grown(64_000 + seed, 12, 11, coherent=False))
        pure, large = PurePython((200_000,)).solve(logic), only_large().solve(logic)

        assert list_sets(large, count_by_order(large), 1000) == list_sets(pure, count_by_order(pure), 1000)


def test_what_grows_too_large_when_made_monotone_is_solved_the_other_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Within the same budget of nodes."""
    tried: list[int] = []

    def noted(function: Nodes, rises: Sequence[bool | None], *limits: Any) -> Nodes:
        tried.append(len(function.level))
        return minimal_upward(function, rises, *limits)

    monkeypatch.setattr(large_part, "goes_upward_first", lambda *_: True)
    monkeypatch.setattr(large_part, "minimal_upward", noted)
    monkeypatch.setattr(large_upward, "LEAST", 2)
    monkeypatch.setattr(large_upward, "ROOM", 0)
    logic = circuit(grown(64_000, 12, 11, coherent=False))

    assert count_by_order(only_large().solve(logic)) == count_by_order(PurePython((200_000,)).solve(logic))
    assert tried


@settings(max_examples=60)
@given(tree=trees())
def test_arrays_say_the_same(tree: FaultTree) -> None:
    """What numpy reads, values and asks of hundreds of thousands of nodes, on small ones."""
    logic = circuit(tree)
    plain = only_large().solve(logic)
    with pytest.MonkeyPatch.context() as patch:
        for module in (large_nodes, large_subsumed, large_wanted, solving):
            patch.setattr(module, "MANY", 0)
        found = only_large().solve(logic)

        assert count_by_order(found) == count_by_order(plain)
        assert [part.sets for part in found.parts] == [part.sets for part in plain.parts]
        top, slopes = found.derivatives(chances(tree, found))
    expected, expected_slopes = plain.derivatives(chances(tree, plain))
    assert top == pytest.approx(expected, abs=1e-12)
    assert slopes == pytest.approx(expected_slopes, abs=1e-12)


def test_gates_that_say_the_same_are_one() -> None:
    """Whatever they are called and in whatever order their causes stand; causes named twice count twice in a vote."""
    writer = Writer(6)

    assert writer.both([2, -3]) == writer.both([-3, 2])
    assert writer.count([2, 2, 3, 4], 2) != writer.count([2, 3, 4], 2)
    assert len(writer.gates) == 3


def test_an_order_that_got_far_is_tried_first() -> None:
    """Under the next budget, and one that hardly began is left out."""
    assert ranked({}) == RACE
    reached = {"reversed": Reached(0.7, 90), "heaviest first": Reached(0.9, 900), "small gates first": Reached(0.1, 1)}
    assert ranked(reached) == ["heaviest first", "reversed"]


def test_of_orders_that_got_as_far_the_one_of_fewer_nodes_is_tried_first() -> None:
    """A difference of some hundredths says nothing."""
    reached = {
        "reversed": Reached(0.9, 1500),
        "small gates first": Reached(0.9, 1010),
        "heaviest first": Reached(0.9, 1000),
    }

    assert ranked(reached) == ["small gates first", "heaviest first", "reversed"]


def test_large_tree_is_taken_over() -> None:
    """What pure Python does not solve within its first budget goes to OxiDD, with the same answer as a larger budget."""
    logic = circuit(knot("any_of", 12, 24))
    pure, found = PurePython((300_000,)).solve(logic), Automatic().solve(logic)

    assert found.proved_order is None
    assert count_by_order(found) == count_by_order(pure)


@pytest.mark.parametrize(("limits", "reached"), [({"time_limit": 0.0}, "time"), ({"memory_limit": 1.0}, "memory")])
def test_a_limit_that_is_reached_is_said(limits: dict[str, float], reached: str) -> None:
    """With the order up to which cut sets are proved."""
    logic = circuit(knot("at_least", 30, 30, threshold=10))
    started = time.process_time()
    found = Automatic(**limits).solve(logic)

    assert found.reached == reached
    assert found.proved_order is not None
    assert time.process_time() - started < 20


def test_the_time_limit_holds() -> None:
    """Nothing of the processor's time is spent beyond it but the rest of one step."""
    logic = circuit(knot("exactly_one_of", 60, 60))
    started = time.process_time()
    found = Automatic(time_limit=1.0).solve(logic)

    assert found.proved_order is None or found.reached in ("time", "nodes", "memory")
    assert time.process_time() - started < 1.5


def test_the_same_diagram_is_chosen_every_time() -> None:
    """Which order wins hangs on nodes that were made, never on the clock."""
    logic = circuit(knot("at_least", 14, 26, threshold=9))
    first, second = Automatic().solve(logic), Automatic().solve(logic)

    assert first.engine == "OxiDD"
    assert (first.order, first.nodes) == (second.order, second.nodes)


@pytest.mark.slow
@pytest.mark.parametrize("name", ARALIA)
def test_aralia(name: str, bench: Path) -> None:
    """Counts by order and six digits of the probability, or the limit that was reached."""
    file = bench / "fault-trees" / "aralia" / f"{name}.xml"
    if not file.is_file():
        pytest.skip(f"no {name} here")
    expected = json.loads((bench / "fault-trees" / "expected.json").read_text()).get(name, {})
    tree = Reader([file]).tree()
    found = Automatic(time_limit=SECONDS).solve(circuit(tree))
    if found.reached is not None:
        assert found.reached == "time"
        pytest.skip(f"{name} is not solved within {SECONDS:.0f} s here")

    assert list(count_by_order(found)[1:]) == expected["mcs_by_order"]
    assert found.probability(chances(tree, found)) == pytest.approx(expected["p_top"], rel=5e-7)


def test_the_largest_budget_is_begun_where_it_may_do_in_time() -> None:
    """An order that built few gates before may fill it several times over, and no step can be broken off."""
    few, more, most, all_of_them = (Reached(share, 1) for share in (0.1, 0.2, 0.4, 1.0))

    assert _seconds(2_000_000, {"reversed": few}) == _seconds(2_000_000, {"reversed": all_of_them})
    assert _seconds(24_000_000, {"reversed": few, "large first": more}) > 2 * _seconds(24_000_000, {"reversed": most})
    assert _seconds(24_000_000, {}) == _seconds(24_000_000, {"reversed": all_of_them})
