"""Trees that are made to be expensive: an answer, what it leaves out, and never a hang."""

from __future__ import annotations

import random
import time

import pytest
from tree_cases import TODAY, review_of

from rca.analysis.analyse import analyse
from rca.analysis.findings import Findings
from rca.analysis.solving.engine import PurePython
from rca.graph.tree import FaultTree, GateKind, Node

REVIEW = review_of(
    "T: {}\nactions: [{id: A, do: a, breaks: [L1], kind: training, function: prevent, status: effective}]"
)


def analysed(tree: FaultTree, seconds: float) -> Findings:
    """The findings, found within so much processor time."""
    started = time.process_time()
    found = analyse(REVIEW, TODAY, tree=tree)
    assert time.process_time() - started < seconds
    return found


def knot(kind: GateKind, gates: int, leaves: int, *, threshold: int | None = None, status: str = "open") -> FaultTree:
    """An all_of of gates that share nearly all their leaves."""
    draw = random.Random(5)
    names = [f"L{at}" for at in range(leaves)]
    nodes = {name: Node(name, name, status=status, probability=0.1) for name in names}
    for at in range(gates):
        nodes[f"G{at}"] = Node(f"G{at}", "", kind, tuple(draw.sample(names, leaves * 2 // 3)), threshold)
    return FaultTree("T", {**nodes, "T": Node("T", "", "all_of", tuple(f"G{at}" for at in range(gates)))})


def ladder(depth: int, *kinds: GateKind) -> FaultTree:
    """One gate below another, each with a leaf of its own."""
    nodes: dict[str, Node] = {}
    for at in range(depth):
        below = f"G{at + 1}" if at < depth - 1 else f"L{depth}"
        nodes[f"G{at}"] = Node(f"G{at}", "", kinds[at % len(kinds)], (f"L{at}", below))
        nodes[f"L{at}"] = Node(f"L{at}", "", status="confirmed")
    nodes[f"L{depth}"] = Node(f"L{depth}", "", status="confirmed")
    return FaultTree("G0", nodes)


@pytest.mark.parametrize("status", ["open", "confirmed"])
def test_forty_votes_over_forty_events(status: str) -> None:
    """What could be proved is told, the number of cut sets as a lower bound, and the index is not known."""
    found = analysed(knot("at_least", 40, 40, threshold=13, status=status), 20)

    assert found.verdict == ("explained" if status == "confirmed" else "explained-if-open")
    assert any("proved up to order" in said for said in found.limits)
    assert found.probability is not None
    assert 0.0 <= found.probability.lower <= found.probability.upper <= 1.0
    if status == "confirmed":
        assert (found.prevention.lower, found.prevention.upper, found.prevention.known) == (0.0, 1.0, 0)


def test_forty_exactly_ones_over_forty_events() -> None:
    """A knot of exactly_one_of is answered as well."""
    assert analysed(knot("exactly_one_of", 40, 40), 20).minimal_cut_set_count >= 0


def test_a_vote_of_half_the_events_is_counted() -> None:
    """200 over 100, a number of sixty digits, is counted without listing."""
    names = [f"L{at}" for at in range(200)]
    tree = FaultTree(
        "T",
        {"T": Node("T", "", "at_least", tuple(names), 100), **{name: Node(name, "", status="open") for name in names}},
    )
    found = analysed(tree, 20)

    assert found.minimal_cut_set_count == 90548514656103281165404177077484163874504589675413336841320
    assert found.minimal_cut_sets_by_order == (*[0] * 99, found.minimal_cut_set_count)
    assert found.probability is None


@pytest.mark.parametrize("kinds", [("all_of",), ("any_of",), ("all_of", "any_of"), ("none_of", "any_of")])
def test_a_very_deep_tree_meets_no_recursion_limit(kinds: tuple[GateKind, ...]) -> None:
    """Three thousand levels."""
    found = analysed(ladder(3_000, *kinds), 60)

    assert found.minimal_cut_set_count == {"all_of": 1, "any_of": 3_001}.get(kinds[0] if len(kinds) == 1 else "", 1501)


@pytest.mark.slow
@pytest.mark.parametrize("kinds", [("all_of",), ("any_of",), ("all_of", "any_of"), ("none_of", "any_of")])
def test_a_hundred_thousand_levels(kinds: tuple[GateKind, ...]) -> None:
    """The same, ten times as deep."""
    assert analysed(ladder(100_000, *kinds), 300).minimal_cut_set_count >= 1


def test_many_actual_paths_are_weighed_by_counting() -> None:
    """A million paths that happened: the index is exact, the list is cut at its limit."""
    nodes = {f"L{at}": Node(f"L{at}", "", status="confirmed") for at in range(40)}
    pairs = [f"P{at}" for at in range(20)]
    nodes |= {name: Node(name, "", "any_of", (f"L{2 * at}", f"L{2 * at + 1}")) for at, name in enumerate(pairs)}
    found = analysed(FaultTree("T", {**nodes, "T": Node("T", "", "all_of", tuple(pairs))}), 20)

    assert (found.actual_count, len(found.actual_cut_sets)) == (2**20, 1000)
    assert found.prevention.value == pytest.approx(1 / 3 / 2)
    assert (found.actions[0].breaks_paths, found.actions[0].of_paths) == (2**19, 2**20)
    assert found.limits == ()


def test_an_engine_with_a_small_budget_answers_less_and_says_so() -> None:
    """Where the diagrams do not fit, cut sets are proved up to an order and no probability is exact."""
    tree = knot("at_least", 12, 24, threshold=8)
    found = analyse(REVIEW, TODAY, tree=tree, engine=PurePython(budgets=(1,)))

    assert found.limits[0].startswith("The tree is too large to be solved whole: cut sets are proved up to order")
    assert found.probability is not None
    assert found.probability.lower < found.probability.upper
    assert (found.next_best_evidence, found.method.modules) == (None, 1)
