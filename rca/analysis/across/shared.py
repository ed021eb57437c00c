"""Causes that several cases share: by their authors' word, and by the same defect at the same place of the tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rca.analysis.across.known import KnownCase
from rca.graph.tree import Node
from rca.library.kinship import same_causes


@dataclass(frozen=True, slots=True)
class SharedCause:
    """One cause that acted in several cases, by `see:`."""

    events: tuple[str, ...]
    """`review#EVENT`, oldest case first."""
    reviews: tuple[str, ...]
    defects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedPlace:
    """The same defect at the same place of the trees of several cases."""

    defect: str
    beside: str
    """Defect of another cause under the same gate; empty for the place under a barrier."""
    under: str
    """The gate's word, or the layer of the barrier that guards it."""
    events: tuple[str, ...]
    reviews: tuple[str, ...]


def shared_causes(cases: Sequence[KnownCase]) -> tuple[SharedCause, ...]:
    """Causes that acted in two cases or more, the most widely shared first."""
    order = {case.review.id: place for place, case in enumerate(cases)}
    nodes = {
        f"{case.review.id}#{name}": node
        for case in cases
        for name, node in {**case.tree.influences, **case.tree.nodes}.items()
        if case.findings.derived_status.get(name, node.status) in ("confirmed", "likely")
    }
    found: dict[frozenset[str], SharedCause] = {}
    for name, others in same_causes(case.review for case in cases).items():
        group = frozenset(each for each in (name, *others) if each in nodes)
        reviews = {each.partition("#")[0] for each in group}
        if len(reviews) > 1 and group not in found:
            events = sorted(group, key=lambda each: (order[each.partition("#")[0]], each))
            defects = dict.fromkeys(code for each in events for code in nodes[each].defect)
            found[group] = SharedCause(tuple(events), tuple(sorted(reviews, key=order.__getitem__)), tuple(defects))
    return tuple(sorted(found.values(), key=lambda each: (-len(each.reviews), each.events)))


def shared_places(cases: Sequence[KnownCase]) -> tuple[SharedPlace, ...]:
    """Defects that stand at the same place in two cases or more, the most widely shared first.

    Two places are the same when another cause under the same kind of gate carries the same other defect, or when a
    barrier of the same layer guards the event or a gate above it. Only events on a path that happened count.
    """
    held: dict[tuple[str, str, str], dict[str, None]] = defaultdict(dict)
    for case in cases:
        for key, event in _places(case):
            held[key][f"{case.review.id}#{event}"] = None
    found = []
    for (defect, beside, under), events in held.items():
        reviews = tuple(dict.fromkeys(each.partition("#")[0] for each in events))
        if len(reviews) > 1:
            found.append(SharedPlace(defect, beside, under, tuple(events), reviews))
    return tuple(sorted(found, key=lambda each: (-len(each.reviews), each.defect, each.beside, each.under)))


def _places(case: KnownCase) -> list[tuple[tuple[str, str, str], str]]:
    on_path = case.on_path()
    layer_above: dict[str, set[str]] = defaultdict(set)
    for barrier in case.review.barriers:
        for event in barrier.guards:
            if barrier.layer and barrier.state not in ("worked", "unknown"):
                layer_above[event].add(barrier.layer)
    for node in reversed(case.tree.bottom_up()):
        for cause in node.causes:
            layer_above[cause] |= layer_above[node.id]
    found: list[tuple[tuple[str, str, str], str]] = []
    for gate in case.tree.gates():
        carrying: list[Node] = [case.tree.nodes[cause] for cause in gate.causes if cause in on_path]
        for node in carrying:
            others = {code for other in carrying if other.id != node.id for code in other.defect}
            found.extend(
                ((code, other, str(gate.gate)), node.id)
                for code in node.defect
                for other in sorted(others)
                if code < other
            )
    for node in case.tree.nodes.values():
        if node.id in on_path:
            found.extend(((code, "", layer), node.id) for code in node.defect for layer in sorted(layer_above[node.id]))
    return found
