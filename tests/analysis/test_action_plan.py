"""Sets of actions, states of the world, importance of actions and the next one, by trying every set on small trees."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Collection, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tree_cases import STATUSES, holds, review_of, trees

from rca.analysis.action_plan import ActionPlan, action_plan
from rca.analysis.breaking import breaking_sets, come_about
from rca.analysis.paths import happened
from rca.analysis.solving.engine import PurePython
from rca.api.base import KnowledgeBase
from rca.graph.build import fault_tree
from rca.graph.tree import FaultTree, Node

pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.NonInteractiveExampleWarning")


def plan_of(text: str) -> ActionPlan:
    review = review_of(text)
    plan = action_plan(review, fault_tree(review))
    assert plan is not None
    return plan


def stops(tree: FaultTree, events: Collection[str]) -> bool:
    """Whether what happened no longer brings the top about."""
    true = happened(tree)
    return not holds(tree, {node.id: node.id in true for node in tree.leaves()}, frozenset(events))


def smallest(
    tree: FaultTree, actions: Mapping[str, Collection[str]], done: Collection[str] = ()
) -> list[tuple[str, ...]]:
    """Minimal sets of actions by trying them all, by size and name."""
    found: list[frozenset[str]] = []
    for size in range(len(actions) + 1):
        for own in itertools.combinations(sorted(actions), size):
            events = {*done, *(event for name in own for event in actions[name])}
            if stops(tree, events) and not any(other <= set(own) for other in found):
                found.append(frozenset(own))
    return [tuple(sorted(own)) for own in found]


ACTIONS = st.dictionaries(
    st.sampled_from(["A1", "A2", "A3", "A4", "A5"]),
    st.lists(st.sampled_from([*"ABCDEFGH", *(f"G{n}" for n in range(7)), "NOWHERE"]), min_size=1, max_size=3),
    max_size=5,
)


@settings(deadline=None)
@given(trees(), ACTIONS, st.frozensets(st.sampled_from(["A", "B", "G0"]), max_size=2))
def test_smallest_sets_of_actions(tree: FaultTree, actions: dict[str, list[str]], done: frozenset[str]) -> None:
    """On the diagram of the dual tree stand just the minimal sets that trying every set finds."""
    expected = smallest(tree, actions, done)
    size = len(expected[0]) if expected else None

    found = breaking_sets(tree, happened(tree), actions, done, PurePython())

    assert (found.size, found.minimal) == (size, len(expected))
    assert list(found.sets) == [own for own in expected if len(own) == size]
    assert found.count == len(found.sets)
    assert found.proved_order is None


@settings(deadline=None)
@given(trees(), st.lists(st.frozensets(st.sampled_from([*"ABCDEF", "G0", "G1", "G2"]), max_size=3), max_size=6))
def test_whether_it_still_comes_about(tree: FaultTree, groups: list[frozenset[str]]) -> None:
    """Many sets of impossible events are tried in one pass."""
    assert come_about(tree, happened(tree), groups) == tuple(not stops(tree, own) for own in groups)


def test_the_next_action_breaks_most_of_what_is_open() -> None:
    """What an action seen in the field breaks is not open any more."""
    plan = plan_of(
        """
        TOP: {any_of: [A, B, C, D]}
        A: {status: confirmed}
        B: {status: confirmed}
        C: {status: likely}
        D: {status: open}
        actions:
          - {id: SEEN, do: x, breaks: [A, B], status: verified}
          - {id: WIDE, do: x, breaks: [A, B], status: proposed}
          - {id: NARROW, do: x, breaks: [C], status: proposed}
        """
    )

    assert plan.next_action is not None
    assert (plan.next_action.id, plan.next_action.breaks, plan.next_action.open) == ("NARROW", 1, 1)
    assert [(world.name, world.left) for world in plan.worlds] == [
        ("seen", 1), ("said", 1), ("planned", 0), ("refused", 0),
    ]  # fmt: skip
    assert plan.minimum.sets == (("NARROW", "SEEN"), ("NARROW", "WIDE"))
    assert plan.still.sets == (("NARROW",),)


@pytest.mark.parametrize(
    ("first", "second", "chosen"),
    [
        ("control: [administrative]", "control: [engineering]", "SECOND"),
        ("control: [ppe]", "control: [administrative]", "SECOND"),
        ("control: [engineering]", "control: [administrative, elimination]", "SECOND"),
        ("kind: training", "kind: forcing-function", "SECOND"),
        ("control: [engineering]", "control: [engineering]", "FIRST"),
        ("control: [engineering]", "control: [engineering], status: implemented", "SECOND"),
    ],
)
def test_of_equal_actions_the_control_level_decides(first: str, second: str, chosen: str) -> None:
    """Elimination before engineering before words; then the one that is said done, then the first written."""
    plan = plan_of(
        f"""
        TOP: {{any_of: [A]}}
        A: {{status: confirmed}}
        actions:
          - {{id: FIRST, do: x, breaks: [A], {first}}}
          - {{id: SECOND, do: x, breaks: [A], {second}}}
        """
    )

    assert plan.next_action is not None
    assert plan.next_action.id == chosen
    assert ("control levels" in plan.next_action.because) == ("implemented" not in second and chosen == "SECOND")


def test_a_refused_action_is_named_where_no_other_helps() -> None:
    """What was refused would have broken the path: the fourth state of the world shows it."""
    plan = plan_of(
        """
        TOP: {all_of: [A, B]}
        A: {status: confirmed}
        B: {status: confirmed}
        actions:
          - {id: NO, do: x, breaks: [A], status: rejected, reason: cost}
          - {id: IDLE, do: x, breaks: [NOTHING], status: proposed}
          - {id: BAD, do: x, breaks: [B], status: ineffective}
          - {id: OLD, do: x, breaks: [B], status: superseded}
        """
    )

    assert [world.left for world in plan.worlds] == [1, 1, 1, 0]
    assert plan.next_action is not None
    assert plan.next_action.id == "NO"
    assert plan.minimum.size is None
    assert [each.id for each in plan.importance] == ["NO", "IDLE"]
    assert (plan.importance[0].comes_back, plan.importance[0].needed) == (1, True)


def test_what_comes_back_without_an_action() -> None:
    """An action that another covers is not needed; one that stands alone is."""
    plan = plan_of(
        """
        TOP: {any_of: [A, B]}
        A: {status: confirmed}
        B: {status: confirmed}
        actions:
          - {id: ONE, do: x, breaks: [A]}
          - {id: TWO, do: x, breaks: [A]}
          - {id: THREE, do: x, breaks: [B]}
        """
    )

    assert [(each.alone, each.share, each.comes_back, each.needed) for each in plan.importance] == [
        (1, 0.5, 0, False), (1, 0.5, 0, False), (1, 0.5, 1, True),
    ]  # fmt: skip


def test_a_detour_is_told() -> None:
    """Each path can be broken, and the same events still bring the top about together."""
    plan = plan_of(
        """
        TOP: {any_of: [SHORT, LONG]}
        SHORT: {any_of: [X]}
        LONG: {all_of: [X, Y]}
        X: {status: confirmed}
        Y: {status: confirmed}
        actions:
          - {id: GUARD, do: x, breaks: [SHORT], status: verified}
        """
    )

    assert plan.worlds[0].left == 0
    assert plan.worlds[0].comes_about
    assert plan.minimum.size is None


@settings(deadline=None)
@given(st.lists(st.sampled_from(STATUSES), min_size=12, max_size=12), st.data())
def test_paths_that_are_counted_are_as_many_as_those_that_are_listed(statuses: list[str], data: st.DataObject) -> None:
    """States of the world by exact counts on the diagram equal those path by path."""
    leaves = [f"E{number}" for number in range(12)]
    groups = "\n".join(f"G{n}: {{any_of: [{', '.join(leaves[3 * n : 3 * n + 3])}]}}" for n in range(4))
    events = "\n".join(f"{name}: {{status: {own}}}" for name, own in zip(leaves, statuses, strict=True))
    actions = "\n".join(
        f"  - {{id: A{n}, do: x, breaks: [{data.draw(st.sampled_from([*leaves, 'G1', 'G2']))}], status: {status}}}"
        for n, status in enumerate(("verified", "implemented", "proposed", "rejected"))
    )
    review = review_of(f"TOP: {{all_of: [G0, G1, G2, G3]}}\n{groups}\n{events}\nactions:\n{actions}")
    tree = fault_tree(review)
    with pytest.MonkeyPatch.context() as patch:
        listed = action_plan(review, tree)
        patch.setattr("rca.analysis.paths.MOST_PATHS", 0)
        counted = action_plan(review, tree)

    assert listed == counted


def test_more_paths_than_can_be_listed() -> None:
    """A million paths: sets and states are exact, since nothing is listed."""
    pairs = 20
    nodes = {"TOP": Node("TOP", "", "all_of", tuple(f"G{n}" for n in range(pairs)))}
    for n in range(pairs):
        nodes[f"G{n}"] = Node(f"G{n}", "", "any_of", (f"L{n}", f"R{n}"))
        nodes |= {name: Node(name, name, status="confirmed") for name in (f"L{n}", f"R{n}")}
    review = review_of(
        """
        TOP: {status: open}
        actions:
          - {id: HALF, do: x, breaks: [L0], status: verified}
          - {id: REST, do: x, breaks: [R0], status: proposed}
        """
    )

    plan = action_plan(review, FaultTree("TOP", nodes))

    assert plan is not None
    assert [world.left for world in plan.worlds] == [2**19, 2**19, 0, 0]
    assert plan.minimum.sets == (("HALF", "REST"),)
    assert not plan.limits


def test_where_the_smallest_set_is_not_known_one_that_does_is_named() -> None:
    """Sixty causes, each stopped by many of a hundred actions: sets of a few are ruled out, and one that does is given."""
    dice = random.Random(1)
    leaves = [f"E{n}" for n in range(60)]
    nodes = {"TOP": Node("TOP", "", "any_of", tuple(leaves))}
    nodes |= {name: Node(name, name, status="confirmed") for name in leaves}
    tree = FaultTree("TOP", nodes)
    actions = {f"A{n}": dice.sample(leaves, 8) for n in range(100)}

    found = breaking_sets(tree, set(leaves), actions, (), PurePython())

    def stopped(names: Collection[str]) -> bool:
        return stops(tree, {event for name in names for event in actions[name]})

    assert found.size is None
    assert found.proved_order is not None
    assert len(found.some) > found.proved_order
    assert stopped(found.some)
    assert not any(stopped([other for other in found.some if other != name]) for name in found.some)


PAIR = """
TOP: {any_of: [A, B]}
A: {status: confirmed}
B: {status: confirmed}
actions:
"""


@pytest.mark.parametrize(
    ("actions", "because", "chinese"),
    [
        (
            ["A, B"],
            "It breaks 2 of the 2 paths that are still open.",
            "它可阻断尚未切断的 2 条路径中的 2 条。",
        ),
        (
            ["A], status: verified, control: [ppe", "B"],
            "It breaks the one path that is still open.",
            "它可阻断尚未切断的 1 条路径中的 1 条。",
        ),
        (
            ["B], status: implemented, control: [ppe"],
            "See it in the field: it is said done, and breaks 1 of the 2 paths that are still open.",
            "请到现场核实：该措施称已完成，可阻断尚未切断的 2 条路径中的 1 条。",
        ),
        (
            ["B], status: rejected, reason: cost, control: [ppe"],
            "It was refused. No action that stands helps here; it breaks 1 of the 2 paths that are still open.",
            "该措施曾被拒绝；现有措施均无助于此，而它可阻断尚未切断的 2 条路径中的 1 条。",
        ),
        (
            ["A], control: [elimination", "B], control: [ppe"],
            "It breaks 1 of the 2 paths that are still open; X1 as many, but lower among the control levels.",
            "它可阻断尚未切断的 2 条路径中的 1 条；X1 条数相同，但控制层级较低。",
        ),
        (
            ["A], control: [ppe", "B], control: [ppe"],
            "It breaks 1 of the 2 paths that are still open; X1 as many.",
            "它可阻断尚未切断的 2 条路径中的 1 条；X1 条数相同。",
        ),
    ],
)
def test_why_an_action_is_next(actions: list[str], because: str, chinese: str) -> None:
    """How much of what is open it breaks, what state it is in, and what it was preferred to; in both languages."""
    plan = plan_of(PAIR + "\n".join(f"  - {{id: X{at}, do: x, breaks: [{own}]}}" for at, own in enumerate(actions)))

    assert plan.next_action is not None
    assert (str(plan.next_action.because), plan.next_action.because.zh) == (because, chinese)


@pytest.mark.parametrize("breaks", ["A, B], status: verified", "NOTHING], status: proposed"])
def test_no_action_is_next_where_none_would_help(breaks: str) -> None:
    """Everything is broken already, or nothing that is written breaks what is open."""
    plan = plan_of(f"{PAIR}  - {{id: X, do: x, breaks: [{breaks}}}\n  - {{id: Y, do: x, breaks: [NOTHING]}}")

    assert plan.next_action is None


def test_paths_of_a_tree_with_a_not_that_are_too_many_are_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said, and the sets of actions are exact all the same."""
    monkeypatch.setattr("rca.analysis.paths.MOST_PATHS", 0)
    plan = plan_of(
        """
        TOP: {all_of: [EITHER, NEITHER]}
        EITHER: {any_of: [A, B]}
        NEITHER: {none_of: [C]}
        A: {status: confirmed}
        B: {status: confirmed}
        C: {status: refuted, reason: x}
        actions:
          - {id: BOTH, do: x, breaks: [A, B]}
        """
    )

    assert [world.left for world in plan.worlds] == [None] * 4
    assert [(each.alone, each.share, each.comes_back) for each in plan.importance] == [(None, None, None)]
    assert plan.next_action is None
    assert plan.minimum.sets == (("BOTH",),)
    assert [str(each) for each in plan.limits] == [
        "There are too many actual paths to be counted under each action; the sets of actions are exact all the same."
    ]


def test_paths_that_are_proved_up_to_an_order_only_are_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a tree that could not be solved whole a longer path may be missing: no share of it is given."""

    def too_small(**_: object) -> PurePython:
        engine = PurePython(())
        engine.truncation = (2, 5)
        return engine

    monkeypatch.setattr("rca.analysis.action_plan.Automatic", too_small)
    plan = plan_of(
        """
        TOP: {any_of: [A, PAIR]}
        PAIR: {all_of: [B, C]}
        A: {status: confirmed}
        B: {status: confirmed}
        C: {status: confirmed}
        actions:
          - {id: ONE, do: x, breaks: [A], status: verified}
          - {id: TWO, do: x, breaks: [B]}
        """
    )

    assert plan.paths == 1
    assert [world.left for world in plan.worlds] == [None] * 4
    assert [(each.alone, each.share, each.comes_back) for each in plan.importance] == [(None, None, None)] * 2
    assert plan.limits


def test_nothing_to_plan() -> None:
    """Where nothing is established, or no action is written, there is no plan."""
    nothing = review_of("TOP: {any_of: [A]}\nA: {status: open}\nactions: [{id: X, do: x, breaks: [A]}]")
    silent = review_of("TOP: {any_of: [A]}\nA: {status: confirmed}")

    assert action_plan(nothing, fault_tree(nothing)) is None
    assert action_plan(silent, fault_tree(silent)) is None


def test_a_plan_agrees_with_the_findings(root: Path) -> None:
    """What all that stand leave open are the paths that the findings call unbroken, and each action breaks as many."""
    kb = KnowledgeBase(root / "kb", dt.date(2026, 1, 1))
    planned = 0
    for name, entry in list(kb.library.reviews.items())[:12]:
        plan, findings = action_plan(entry.record, kb.tree(name)), kb.analysed(entry)
        if plan is not None and all(action.status != "ineffective" for action in entry.record.actions or ()):
            planned += 1
            alone = {view.id: view.breaks_paths for view in findings.actions}
            assert action_plan(entry.record, kb.tree(name), findings) == plan
            assert plan.worlds[2].left == len(findings.unbroken_cut_sets)
            assert all(alone[each.id] == each.alone for each in plan.importance if each.state != "refused")

    assert planned > 5
