"""What must not change a finding: other names, another order, De Morgan, a cut set that is absorbed, a gate of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from grown_trees import grown
from hypothesis import given, settings
from tree_cases import TODAY, review_of, trees

from rca.analysis.action_plan import action_plan
from rca.analysis.analyse import analyse
from rca.analysis.findings import Findings
from rca.analysis.model_findings import analyse_model
from rca.graph.expression import Expression
from rca.graph.model import BasicEvent, HouseEvent, Model, ModelGate
from rca.graph.tree import FaultTree, Node
from rca.records.review import Review

pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.NonInteractiveExampleWarning")

DIGITS = 10


def with_actions(tree: FaultTree) -> Review:
    """A review with actions that break the first leaf, the last leaf, and the first gate below the top."""
    leaves = [leaf.id for leaf in tree.leaves()]
    gate = next((node.id for node in tree.gates() if node.id != tree.top), leaves[0])
    rows = "\n".join(
        f"  - {{id: A-{at}, do: x, breaks: [{name}], status: {status}}}"
        for at, (name, status) in enumerate(((leaves[0], "verified"), (leaves[-1], "proposed"), (gate, "implemented")))
    )
    return review_of(f"TOP: {{status: open}}\nactions:\n{rows}")


def told(tree: FaultTree, review: Review, back: Callable[[str], str] = str) -> dict[str, Any]:
    """What the analysis says of a tree with its names put back, numbers to ten digits; gates and ties by name left out."""
    found = analyse(review, TODAY, tree=tree)
    plan = action_plan(review, tree)

    def sets(names: tuple[tuple[str, ...], ...]) -> set[frozenset[str]]:
        return {frozenset(map(back, own)) for own in names}

    def number(value: float | None) -> float | None:
        return None if value is None else round(value, DIGITS)

    leaves = {leaf.id for leaf in tree.leaves()}
    return {
        "verdict": found.verdict,
        "status": {back(name): found.derived_status[name] for name in leaves | {tree.top}},
        "count": found.minimal_cut_set_count,
        "by order": found.minimal_cut_sets_by_order,
        "cut sets": sets(found.minimal_cut_sets),
        "happened": sets(found.actual_cut_sets),
        "unbroken": sets(found.unbroken_cut_sets),
        "single points": {back(name) for name in found.single_points},
        "gain": {back(name): number(gain) for name, gain in found.evidence_gain.items()},
        "probability": _interval(found, number),
        "importance": {
            back(name): tuple(number(getattr(own, key)) for key in ("birnbaum", "criticality", "fussell_vesely", "raw"))
            for name, own in found.importance.items()
        },
        "indices": [(number(index.lower), number(index.upper)) for index in found.indices.values()],
        "plan": None if plan is None else (
            [(world.name, world.left, world.comes_about) for world in plan.worlds], plan.minimum, plan.still,
            [(own.id, own.alone, own.comes_back, own.needed) for own in plan.importance],
        ),
    }  # fmt: skip


def _interval(found: Findings, number: Callable[[float | None], float | None]) -> list[float | None]:
    return [
        number(bound)
        for own in (found.probability, found.probability_given_evidence)
        if own is not None
        for bound in (own.lower, own.upper)
    ]


@settings(deadline=None, max_examples=60)
@given(trees())
def test_other_names(tree: FaultTree) -> None:
    """Names sort the other way round afterwards, and every finding is the same under the old ones."""
    new = {name: f"{chr(ord('Z') - at)}-{name}" for at, name in enumerate(sorted(tree.nodes))}
    old = {name: own for own, name in new.items()}
    nodes = {
        new[name]: node._replace(id=new[name], causes=tuple(new[cause] for cause in node.causes))
        for name, node in tree.nodes.items()
    }
    review = with_actions(tree)
    actions = tuple(
        action.model_copy(update={"breaks": tuple(new[name] for name in action.breaks)})
        for action in review.actions or ()
    )

    renamed = told(
        FaultTree(new[tree.top], nodes), review.model_copy(update={"actions": actions}), lambda name: old[name]
    )

    assert renamed == told(tree, review)


@settings(deadline=None, max_examples=60)
@given(trees())
def test_another_order_of_causes(tree: FaultTree) -> None:
    """Causes written the other way round."""
    turned = {name: node._replace(causes=node.causes[::-1]) for name, node in tree.nodes.items()}
    review = with_actions(tree)

    assert told(FaultTree(tree.top, turned), review) == told(tree, review)


@settings(deadline=None, max_examples=60)
@given(trees())
def test_de_morgan(tree: FaultTree) -> None:
    """Every AND as NOT of the OR of negations, every OR as NOT of NONE, every vote as NOT of a vote of negations."""
    nodes: dict[str, Node] = {name: node for name, node in tree.nodes.items() if node.is_leaf}
    for node in tree.gates():
        negated = tuple(f"not {cause}" for cause in node.causes)
        for cause in node.causes:
            nodes[f"not {cause}"] = Node(f"not {cause}", "", "none_of", (cause,))
        count, inner = len(node.causes), f"inside {node.id}"
        match node.gate:
            case "all_of":
                nodes[node.id] = node._replace(gate="none_of", causes=negated)
            case "any_of":
                nodes[inner] = Node(inner, "", "none_of", node.causes)
                nodes[node.id] = node._replace(gate="none_of", causes=(inner,))
            case "at_least":
                nodes[inner] = Node(inner, "", "at_least", negated, count - (node.threshold or 0) + 1)
                nodes[node.id] = node._replace(gate="none_of", causes=(inner,), threshold=None)
            case "none_of":
                nodes[node.id] = node._replace(gate="all_of", causes=negated)
            case _:
                nodes[node.id] = node
    review = with_actions(tree)
    other = FaultTree(tree.top, nodes)

    assert told(FaultTree(tree.top, {each.id: each for each in other.top_down()}), review) == told(tree, review)


@settings(deadline=None, max_examples=60)
@given(trees(coherent=True))
def test_an_absorbed_cut_set(tree: FaultTree) -> None:
    """A cut set with one event more, beside the whole: it is never minimal, and its new event weighs nothing."""
    review = with_actions(tree)
    before = told(tree, review)
    smallest = min(before["cut sets"], key=lambda own: (len(own), sorted(own)), default=None)
    if smallest is None:
        return
    nodes = dict(tree.nodes)
    nodes["MORE"] = Node("MORE", "", status="confirmed", probability=0.5)
    nodes["WIDER"] = Node("WIDER", "", "all_of", (*sorted(smallest), "MORE"))
    nodes["ABOVE"] = Node("ABOVE", "", "any_of", ("WIDER", tree.top))

    found = told(FaultTree("ABOVE", nodes), review)

    assert found["importance"].pop("MORE") in ((0.0, 0.0, 0.0, 1.0), (0.0, None, None, None))
    for side in (found, before):
        side["status"] = {name: own for name, own in side["status"].items() if name in tree.nodes and name != tree.top}
        side["plan"] = side["unbroken"] = side["indices"] = None  # an action on a gate may be passed by on the new way
    assert found == before


@settings(deadline=None, max_examples=60)
@given(trees())
def test_a_gate_of_one_and_a_cause_named_twice(tree: FaultTree) -> None:
    """Gates of one cause above every gate, and each cause of AND and OR named twice, say nothing new."""
    nodes: dict[str, Node] = {}
    for name, node in tree.nodes.items():
        twice = node.causes * 2 if node.gate in ("all_of", "any_of", "none_of") else node.causes
        nodes[name] = node._replace(causes=tuple(f"as {own}" if not tree.nodes[own].is_leaf else own for own in twice))
        if not node.is_leaf:
            nodes[f"as {name}"] = Node(f"as {name}", "", "any_of", (name,))
    review = with_actions(tree)
    whole = FaultTree(tree.top, nodes)

    assert told(FaultTree(tree.top, {each.id: each for each in whole.top_down()}), review) == told(tree, review)


def model_from(tree: FaultTree, names: Callable[[str], str] = str) -> Model:
    """The tree as a model; a gate `none_of` is a NOR."""
    words: dict[str | None, Any] = {"all_of": "and", "any_of": "or", "none_of": "nor", "at_least": "atleast"}
    gates: dict[str, ModelGate] = {}
    basic: dict[str, BasicEvent] = {}
    for node in tree.top_down():
        inputs = tuple(names(cause) for cause in node.causes)
        if node.is_leaf:
            basic[names(node.id)] = BasicEvent(names(node.id), Expression("float", value=node.probability or 0.0))
        elif node.gate == "exactly_one_of":
            gates[names(node.id)] = ModelGate(names(node.id), "cardinality", inputs, 1, 1)
        else:
            gates[names(node.id)] = ModelGate(names(node.id), words[node.gate], inputs, node.threshold or 0)
    return Model("m", "", gates, basic)


def said(model: Model, top: str, back: Callable[[str], str] = str) -> dict[str, Any]:
    """What the analysis says of a model, under the old names."""
    chances = {name: event.expression.value for name, event in model.basic.items() if event.expression}
    found = analyse_model(model, top, chances)
    assert found.probability is not None
    return {
        "by order": found.by_order,
        "sets": {frozenset(map(back, own)) for own in found.minimal_cut_sets},
        "probability": round(found.probability.lower, DIGITS),
        "birnbaum": {back(name): round(own.birnbaum or 0.0, DIGITS) for name, own in found.importance.items()},
    }


@pytest.mark.parametrize("coherent", [True, False])
def test_models_under_other_names_orders_and_gates(*, coherent: bool) -> None:
    """Renamed, defined the other way round, with NAND and NOT for AND, with house events that change nothing."""
    for seed in range(60):
        tree = grown(40_000 + seed, 5 + seed % 14, 4 + seed % 12, coherent=coherent)
        plain = model_from(tree)
        before = said(plain, "TOP")
        renamed = model_from(tree, lambda name: f"Z{len(name)}.{name[::-1]}")
        assert said(renamed, "Z3.POT", lambda name: name.partition(".")[2][::-1]) == before

        turned = {name: gate._replace(inputs=gate.inputs[::-1]) for name, gate in list(plain.gates.items())[::-1]}
        assert said(plain._replace(gates=turned, basic=dict(list(plain.basic.items())[::-1])), "TOP") == before

        gates: dict[str, ModelGate] = {}
        for name, gate in plain.gates.items():
            if gate.word == "and":
                gates[f"{name}#1"] = gate._replace(name=f"{name}#1", word="nand", inputs=(*gate.inputs, "ON"))
                gates[name] = ModelGate(name, "not", (f"{name}#1",))
            elif gate.word == "or":
                gates[f"{name}#1"] = gate._replace(name=f"{name}#1", word="nor", inputs=(*gate.inputs, "OFF"))
                gates[name] = ModelGate(name, "imply", (f"{name}#1", "OFF"))
            else:
                gates[name] = gate
        house = {"ON": HouseEvent("ON", value=True), "OFF": HouseEvent("OFF")}
        assert said(plain._replace(gates=gates, house=house), "TOP") == before
