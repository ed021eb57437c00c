"""Actual paths, and which corrective action breaks which."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tree_cases import assignments, findings_of, holds, implicants, minimal_sets, tree_of, trees

from rca.analysis.broken_paths import broken_by
from rca.analysis.findings import Interval
from rca.analysis.indices.prevention import Force, counted_index, path_index
from rca.analysis.many_paths import many_paths
from rca.analysis.new_risks import new_risks
from rca.analysis.paths import ActualPaths, Path, actual_paths, broken, happened
from rca.analysis.solving.circuit import circuit
from rca.analysis.solving.engine import PurePython
from rca.analysis.solving.solution import Solution
from rca.analysis.solving.truncated import truncated
from rca.graph.tree import FaultTree, Node
from rca.records.action import Action

TRIP_TREE = """
TOP: {all_of: [FLOOD, SPARK]}
FLOOD: {any_of: [VALVE, PUMP]}
VALVE: {status: confirmed}
PUMP: {status: likely}
SPARK: {status: confirmed}
"""


def paths_of(tree: FaultTree) -> ActualPaths:
    engine = PurePython()
    return actual_paths(tree, circuit(tree), engine.solve(circuit(tree)), engine, 1000)


@given(trees(coherent=True))
def test_actual_paths_are_cut_sets_that_happened(tree: FaultTree) -> None:
    """Every event of an actual path is confirmed or likely."""
    true = happened(tree)
    expected = [own for own in minimal_sets(tree) if true.issuperset(own)]
    found = paths_of(tree)

    assert [path.events for path in found.paths] == expected
    assert found.count == len(expected)


@given(trees(coherent=False, most_leaves=5, most_gates=5))
def test_actual_paths_of_a_non_coherent_tree(tree: FaultTree) -> None:
    """Prime implicants that the evidence satisfies: what they need absent is refuted."""
    if tree.is_coherent:
        return
    status = {node.id: node.status for node in tree.leaves()}
    wanted = {True: ("confirmed", "likely"), False: ("refuted",)}
    expected = {
        (tuple(sorted(n for n in own if own[n])), tuple(sorted(n for n in own if not own[n])))
        for own in implicants(tree)
        if all(status[name] in wanted[value] for name, value in own.items())
    }

    assert {(path.events, path.absent) for path in paths_of(tree).paths} == expected


class Refuses(PurePython):
    """An engine that no second question may be put to."""

    def solve(self, _: object) -> Solution:
        raise AssertionError


def test_a_tree_with_a_not_that_was_not_solved_is_not_solved_without_what_did_not_happen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is not established may be just what keeps the top away; two sentences say what the paths leave out."""
    monkeypatch.setattr("rca.analysis.paths.prime_solution", lambda *_: None)
    tree = tree_of("TOP: {any_of: [A, N]}\nN: {all_of: [A, NOT]}\nNOT: {none_of: [B]}\nA: {status: confirmed}\nB: {}")

    found = actual_paths(tree, circuit(tree), truncated(circuit(tree)), Refuses(), 10)

    assert not found.complete
    assert not found.counted
    assert len(found.limits) == 2


@given(trees(), st.data())
def test_an_action_breaks_a_path_when_the_top_becomes_false(tree: FaultTree, data: st.DataObject) -> None:
    """Forced events are false, every other leaf keeps the truth that the path gives it."""
    events = list(tree.nodes)
    actions = {f"A{at}": data.draw(st.lists(st.sampled_from(events), max_size=3)) for at in range(3)}
    cases = list(assignments(tree))
    paths = [Path(tuple(sorted(name for name in own if own[name]))) for own in cases]
    found = broken(tree, paths, actions)

    for action, forced in actions.items():
        for at, own in enumerate(cases):
            assert bool(found[action] >> at & 1) == (bool(set(forced)) and not holds(tree, own, frozenset(forced)))


@given(trees(), st.data())
def test_actual_paths_are_broken_as_the_tree_says(tree: FaultTree, data: st.DataObject) -> None:
    """Paths that hold what an action makes impossible are those after which the top is false, on leaves and gates alike."""
    events = [*tree.nodes, "NOWHERE"]
    actions = {f"A{at}": data.draw(st.lists(st.sampled_from(events), max_size=3)) for at in range(3)}
    paths = paths_of(tree).paths

    assert broken_by(tree, paths, actions) == broken_by(tree, list(paths), actions) == broken(tree, paths, actions)


def test_a_gate_that_holds_of_itself_is_asked_of_the_tree() -> None:
    """A vote for none of its causes holds on every path, though no path names what stands below it."""
    nodes = {"A": Node("A", "", status="confirmed"), "B": Node("B", "", status="confirmed")}
    vote = Node("V", "", "at_least", ("B",), 0)
    tree = FaultTree("TOP", {**nodes, "V": vote, "TOP": Node("TOP", "", "all_of", ("A", "V"))})
    paths = paths_of(tree).paths

    assert [path.events for path in paths] == [("A",)]
    assert broken_by(tree, paths, {"on the vote": ["V"], "below it": ["B"]}) == {"on the vote": 1, "below it": 0}


def test_thousands_of_paths_are_named_when_asked_for() -> None:
    """The first are those that are shown; the others have the same names, in the same order."""
    gates = [f"G{at}: {{any_of: [{', '.join(f'L{at}-{own}' for own in range(4))}]}}" for at in range(4)]
    leaves = [f"L{at}-{own}: {{status: confirmed}}" for at in range(4) for own in range(4)]
    tree = tree_of("\n".join(["TOP: {all_of: [G0, G1, G2, G3]}", *gates, *leaves]))
    engine = PurePython()
    plain = circuit(tree)
    found = actual_paths(tree, plain, engine.solve(plain), engine, 10).paths
    every = tuple(found)

    assert every == tuple(sorted(every, key=Path.sort_key))
    assert len(found) == len(set(every)) == 4**4
    assert [found[9], found[10], found[255]] == [every[9], every[10], every[255]]
    assert list(found[8:12]) == list(every[8:12])


@given(trees(coherent=True), st.data())
def test_counts_on_the_diagram_agree_with_one_by_one(tree: FaultTree, data: st.DataObject) -> None:
    """Paths too many to hold are weighed to the same numbers."""
    events = list(tree.nodes)
    values = st.sampled_from((0.0, 1 / 3, 0.5, 1.0))
    forces, forced = [], []
    for at in range(data.draw(st.integers(0, 4))):
        bounds = sorted((data.draw(values), data.draw(values)))
        side = data.draw(st.sampled_from((frozenset(("left",)), frozenset(("right",)), frozenset(("left", "right")))))
        forces.append(Force(f"A{at}", Interval(1.0, 1.0), Interval(*bounds), side))
        forced.append(data.draw(st.lists(st.sampled_from(events), max_size=2)))
    actual = paths_of(tree)
    if not actual.count:
        return
    many = many_paths(tree, happened(tree), circuit(tree).leaves, forced)
    assert many is not None
    one_by_one = broken(tree, actual.paths, {own.id: events for own, events in zip(forces, forced, strict=True)})
    listed = path_index(actual.paths, forces, one_by_one, "left", planned=False)
    counted = counted_index(many, forces, actual.count, "left", planned=False)

    assert (counted.lower, counted.upper) == (pytest.approx(listed.lower), pytest.approx(listed.upper))
    assert many.count(many.paths) == actual.count


def test_which_action_breaks_which_path() -> None:
    """An action on a gate breaks every path through it; one on a leaf only the paths that need the leaf."""
    found = findings_of(
        TRIP_TREE + "actions: [{id: A, do: a, breaks: [FLOOD]}, {id: B, do: b, breaks: [PUMP]}, {id: C, do: c}]"
    )

    assert [(path.events, path.broken_by) for path in found.paths] == [
        (("PUMP", "SPARK"), ("A", "B")),
        (("SPARK", "VALVE"), ("A",)),
    ]
    assert found.unbroken_cut_sets == ()
    assert {own.id: (own.breaks_paths, own.of_paths) for own in found.actions} == {
        "A": (2, 2),
        "B": (1, 2),
        "C": (0, 2),
    }


def test_a_path_that_no_action_breaks_is_unbroken() -> None:
    """An action that is not live breaks nothing; one on an unknown event neither."""
    found = findings_of(
        TRIP_TREE + "actions: [{id: A, do: a, breaks: [FLOOD], status: rejected}, {id: B, do: b, breaks: [PUMP, GONE]}]"
    )

    assert found.unbroken_cut_sets == (("SPARK", "VALVE"),)


def test_mitigation_breaks_a_path_too() -> None:
    """Every live action can break a path, on whichever side it works."""
    found = findings_of(TRIP_TREE + "actions: [{id: A, do: a, breaks: [SPARK], function: mitigate}]")

    assert found.unbroken_cut_sets == ()


def test_single_points_are_order_one_cut_sets() -> None:
    """Status does not matter, and the limit does not cut them."""
    found = findings_of("TOP: {any_of: [A, B, X]}\nX: {all_of: [C, D]}\nA: {}\nB: {}\nC: {}\nD: {}", limit=1)

    assert found.single_points == ("A", "B")
    assert found.minimal_cut_sets == (("A",),)
    assert found.minimal_cut_sets_by_order == (2, 1)


def test_positive_parts_are_listed_for_a_non_coherent_tree() -> None:
    """The path lists what happened, and keeps what had to be absent beside it."""
    found = findings_of("TOP: {all_of: [A, N]}\nN: {none_of: [B]}\nA: {status: confirmed}\nB: {status: refuted}")

    assert found.minimal_cut_sets == found.actual_cut_sets == found.unbroken_cut_sets == (("A",),)
    assert found.paths[0].absent == ("B",)
    assert found.verdict == "explained"


def test_forcing_away_what_must_be_absent_is_a_new_risk() -> None:
    """An action that removes an event under `none_of` can bring the top about."""
    tree = tree_of("TOP: {all_of: [A, N]}\nN: {none_of: [PUMP]}\nA: {}\nPUMP: {}")
    actions = [Action(id="STOP", do="x", breaks=("PUMP",)), Action(id="FIX", do="x", breaks=("A",))]

    assert new_risks(tree, actions) == (("STOP", "PUMP"),)


def test_a_double_negation_is_no_new_risk() -> None:
    """What counts is whether the top can become true, not how the tree is written."""
    tree = tree_of("TOP: {none_of: [N]}\nN: {none_of: [PUMP]}\nPUMP: {}")

    assert new_risks(tree, [Action(id="STOP", do="x", breaks=("PUMP", "TOP"))]) == ()


@given(trees(coherent=False), st.data())
def test_new_risks_by_trying_every_outcome(tree: FaultTree, data: st.DataObject) -> None:
    """A risk is new when some outcome makes the top true only because the event is forced away."""
    event = data.draw(st.sampled_from(sorted(tree.nodes)))
    expected = any(holds(tree, own, frozenset((event,))) and not holds(tree, own) for own in assignments(tree))

    assert bool(new_risks(tree, [Action(id="A", do="x", breaks=(event,))])) is expected


def test_a_certain_top_has_one_empty_cut_set() -> None:
    """A or not A: one empty cut set; A and not A: none."""
    certain = findings_of("TOP: {any_of: [A, N]}\nN: {none_of: [A]}\nA: {probability: {value: 0.3}}")
    never = findings_of("TOP: {all_of: [A, N]}\nN: {none_of: [A]}\nA: {probability: {value: 0.3}}")

    assert (certain.minimal_cut_set_count, certain.minimal_cut_sets, certain.probability) == (
        1,
        ((),),
        Interval(1.0, 1.0),
    )
    assert (never.minimal_cut_set_count, never.minimal_cut_sets, never.probability) == (0, (), Interval(0.0, 0.0))
