"""What would have happened had a barrier worked or an event not occurred, by the tree's own logic."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rca.analysis.solving.evaluate import Rails, evaluate
from rca.analysis.verdict import status_of
from rca.graph.tree import FaultTree, Node
from rca.records.barrier import Barrier


def happened(tree: FaultTree) -> frozenset[str]:
    """Leaves that are confirmed or likely."""
    return frozenset(node.id for node in tree.leaves() if status_of(node) in ("confirmed", "likely"))


def supposed(tree: FaultTree) -> frozenset[str]:
    """Leaves that are supposed true when one asks what would have stopped the accident.

    Those that happened; where these alone do not reach the top, also what is open or possible, since the accident did
    happen. Empty when the top is not reached even then.
    """
    true = happened(tree)
    if top_holds(tree, true):
        return true
    wider = frozenset(node.id for node in tree.leaves() if status_of(node) != "refuted")
    return wider if top_holds(tree, wider) else frozenset()


def top_holds(tree: FaultTree, true: Collection[str], prevented: Iterable[str] = ()) -> bool:
    """Whether the top holds when just the leaves `true` are true and the events `prevented` (gates too) are not."""
    return event_holds(tree, tree.top, true, prevented)


def event_holds(tree: FaultTree, name: str, true: Collection[str], prevented: Iterable[str] = ()) -> bool:
    """Whether an event of the tree holds in the same world."""

    def rails(node: Node) -> Rails:
        bit = int(node.id in true)
        return bit, bit

    return bool(evaluate(tree, rails, 1, dict.fromkeys(prevented, 1))[name][0])


def guarded(tree: FaultTree, barrier: Barrier) -> tuple[str, ...]:
    """Events of the tree's logic that a barrier guards against."""
    return tuple(name for name in barrier.guards if name in tree.nodes)


def enough(tree: FaultTree, barrier: Barrier) -> bool | None:
    """Whether a barrier alone, had it worked, would have stopped the accident.

    None where that cannot be said: it guards no event of the logic, or the tree does not reach its top.
    """
    true, events = supposed(tree), guarded(tree, barrier)
    if not events or not true:
        return None
    return not top_holds(tree, true, events)


def is_minimal_cut_set(tree: FaultTree, events: Collection[str]) -> bool:
    """Whether the events bring about the top and none can be left out."""
    return top_holds(tree, events) and not any(top_holds(tree, set(events) - {each}) for each in events)
