"""Small trees and reviews for tests, and answers found by trying every assignment."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from hypothesis import strategies as st

from rca.analysis.analyse import analyse
from rca.analysis.findings import Findings
from rca.graph.build import fault_tree
from rca.graph.gates import gates
from rca.graph.tree import FaultTree, Node
from rca.records.review import Review

TODAY = dt.date(2024, 6, 30)


def review_of(text: str) -> Review:
    """A review from a few lines of YAML; what every review needs is added, and the tree's sentences may be left out."""
    data: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return Review.model_validate(_plain(_whole(data)), strict=False)


def tree_of(text: str) -> FaultTree:
    """The fault tree of events written as in a review; the first is the top."""
    return fault_tree(review_of(text))


def findings_of(text: str, as_of: dt.date = TODAY, limit: int = 1000) -> Findings:
    """Findings of a review in a few lines of YAML."""
    return analyse(review_of(text), as_of, limit)


def _whole(data: dict[str, Any]) -> dict[str, Any]:
    if "fault_tree" not in data:
        known = set(Review.model_fields) & set(data)
        events = {name: event for name, event in data.items() if name not in known}
        data = {name: data[name] for name in known} | {"fault_tree": {"top": next(iter(events)), "events": events}}
    pending = list(data["fault_tree"]["events"].items())
    while pending:
        name, event = pending.pop()
        event.setdefault("event", name)
        for causes in event.values():
            if isinstance(causes, list):
                pending.extend((cause["id"], cause) for cause in causes if isinstance(cause, dict))
    return {"id": "case", "title": "A case", "event": {"date": "2020-01-01"}, **data}


def _plain(value: Any) -> Any:
    """Text that is a number or a truth value is one; dates stay text."""
    if isinstance(value, dict):
        return {name: _plain(own) for name, own in value.items()}
    if isinstance(value, list):
        return [_plain(own) for own in value]
    if value in ("true", "false"):
        return value == "true"
    for kind in (int, float):
        try:
            return kind(value)
        except ValueError:
            continue
    return value


STATUSES = ("confirmed", "likely", "possible", "open", "refuted")


@st.composite
def trees(draw: st.DrawFn, *, coherent: bool | None = None, most_leaves: int = 6, most_gates: int = 7) -> FaultTree:
    """Trees with shared events and shared gates; `coherent` None draws either kind."""
    monotone = draw(st.booleans()) if coherent is None else coherent
    kinds = ["all_of", "any_of", "at_least"] + ([] if monotone else ["none_of", "exactly_one_of"])
    nodes: dict[str, Node] = {}
    for name in "ABCDEFGH"[: draw(st.integers(1, most_leaves))]:
        chance = draw(st.sampled_from((0.0, 0.01, 0.1, 0.25, 0.5, 0.9, 1.0)))
        nodes[name] = Node(name, name, status=draw(st.sampled_from(STATUSES)), probability=chance)
    for number in range(draw(st.integers(1, most_gates))):
        kind = draw(st.sampled_from(kinds))
        causes = tuple(draw(st.lists(st.sampled_from(list(nodes)), min_size=1, max_size=4)))
        threshold = draw(st.integers(1, len(causes))) if kind == "at_least" else None
        nodes[f"G{number}"] = Node(f"G{number}", "", kind, causes, threshold)
    top = list(nodes)[-1]
    whole = FaultTree(top, nodes)
    return FaultTree(top, {node.id: node for node in whole.top_down()})


def names(tree: FaultTree) -> list[str]:
    """Ids of the leaves, sorted."""
    return sorted(node.id for node in tree.leaves())


def holds(tree: FaultTree, true: Mapping[str, bool], forced: frozenset[str] = frozenset()) -> bool:
    """Truth of the top by evaluating every gate, events in `forced` being false."""
    found: dict[str, bool] = {}
    for node in tree.bottom_up():
        if node.gate is None:
            value = true[node.id]
        else:
            value = gates()[node.gate].holds([found[cause] for cause in node.causes], node.threshold)
        found[node.id] = value and node.id not in forced
    return found[tree.top]


def assignments(tree: FaultTree) -> Iterator[dict[str, bool]]:
    """Every way the leaves may turn out."""
    leaves = names(tree)
    for outcome in itertools.product((False, True), repeat=len(leaves)):
        yield dict(zip(leaves, outcome, strict=True))


def minimal_sets(tree: FaultTree) -> list[tuple[str, ...]]:
    """Sets of leaves that make the top true, none of which contains another, by order and name."""
    models = [frozenset(name for name in own if own[name]) for own in assignments(tree) if holds(tree, own)]
    found = [tuple(sorted(own)) for own in models if not any(other < own for other in models)]
    return sorted(found, key=lambda own: (len(own), own))


def implicants(tree: FaultTree) -> list[dict[str, bool]]:
    """Prime implicants: smallest partial outcomes after which the top is true however the rest turns out."""
    leaves = names(tree)
    found: list[dict[str, bool]] = []
    for size in range(len(leaves) + 1):
        for chosen in itertools.combinations(leaves, size):
            for outcome in itertools.product((False, True), repeat=size):
                own = dict(zip(chosen, outcome, strict=True))
                if any(other.items() <= own.items() for other in found):
                    continue
                if all(holds(tree, case) for case in assignments(tree) if own.items() <= case.items()):
                    found.append(own)
    return found


def chance_of(tree: FaultTree, probabilities: Mapping[str, float], *, given: Mapping[str, bool] | None = None) -> float:
    """Probability of the top as a sum over all assignments, some leaves being given."""
    total = 0.0
    for own in assignments(tree):
        if any(own.get(name) is not value for name, value in (given or {}).items() if name in own):
            continue
        if holds(tree, own):
            weight = 1.0
            for name, value in own.items():
                if name not in (given or {}):
                    weight *= probabilities[name] if value else 1.0 - probabilities[name]
            total += weight
    return total
