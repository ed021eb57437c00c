"""A review's tree with its barriers in it: an event that is guarded comes about when its barriers fail as well."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rca.analysis.bow_tie.sides import Sides
from rca.graph.build import prior
from rca.graph.tree import FaultTree, Node
from rca.records.barrier import Barrier

_WHOLE, _NONE = " all of it", " none of them"
"""A name in a review begins with no blank, so that no event can have these."""


class Fails(NamedTuple):
    """How a barrier fails."""

    barrier: Barrier
    event: str
    """Name of the node that says so: an event of the tree, or a leaf of its own."""
    chance: float | None
    """Probability of failure on demand of that leaf; None where it is not known, or where the tree has it."""

    @property
    def is_leaf_of_its_own(self) -> bool:
        """Whether nothing else depends on the failure."""
        return self.barrier.failure_event != self.event

    @property
    def is_known(self) -> bool:
        """Whether the review says how it fails: by a number, or by an event of the tree."""
        return self.chance is not None or not self.is_leaf_of_its_own

    @property
    def is_absent(self) -> bool:
        """Whether it was not there, so that it never works."""
        return self.is_leaf_of_its_own and self.chance == 1.0 and self.barrier.failure_on_demand is None


@dataclass(frozen=True, slots=True)
class Guarded:
    """The tree with barriers: a gate above every guarded event, over the event and the failures of its barriers."""

    nodes: Mapping[str, Node]
    """Those of the tree as they are, and beside them the guarded ones."""
    names: Mapping[str, str]
    """By event the node in which its barriers and those below it are; left out where there are none."""
    knot: str
    """Node of the knot, with the barriers before it."""
    copies: Mapping[str, str]
    """By event the copy of its gate over guarded causes."""
    behind: tuple[Fails, ...]
    """Barriers that stand behind the knot, in the order written."""
    before: tuple[Fails, ...]
    """Barriers that count in the knot: those with a number, or with their failure in the tree."""

    def of(self, event: str) -> str:
        """The node of an event, its barriers included."""
        return self.names.get(event, event)

    def tree(
        self, true: Sequence[str], false: Sequence[str] = (), certain: Mapping[str, bool] | None = None
    ) -> FaultTree:
        """The tree whose top says that all nodes in `true` came about and none in `false`.

        `certain`: nodes that are taken as true or false, in the tree and in their copies over what is guarded.
        """
        nodes = dict(self.nodes)
        for name, holds in (certain or {}).items():
            for each in (name, self.copies.get(name, name)):
                nodes[each] = Node(each, "", "all_of" if holds else "any_of")
        if false:
            nodes[_NONE] = Node(_NONE, "", "none_of", tuple(false))
            true = (*true, _NONE)
        nodes[_WHOLE] = Node(_WHOLE, "", "all_of", tuple(true))
        whole = FaultTree(_WHOLE, nodes)
        return FaultTree(whole.top, {node.id: node for node in whole.top_down()})


def guarded(tree: FaultTree, parted: Sides) -> Guarded:
    """The tree with every barrier that counts; cost is linear in causes and guarded events.

    A barrier behind the knot guards an event that the knot does not need, or the knot itself where that is the top event:
    it counts whether its number is known or not. Any other counts where its number is known: without one, how it failed is
    left to the tree. A barrier that is missing and has no number fails always.
    """
    below = _below(tree, parted.knot)
    behind: list[Fails] = []
    before: list[Fails] = []
    stops: dict[str, list[str]] = {}
    after = {each.id for each in parted.after}
    for barrier in (*parted.before, *parted.after):
        events = [name for name in dict.fromkeys(barrier.guards) if name in tree.nodes]
        is_behind = barrier.id in after and any(name not in below for name in events)
        own = _fails(barrier, tree, absent=is_behind)
        if not events or not (is_behind or own.is_known):
            continue
        (behind if is_behind else before).append(own)
        for name in events:
            stops.setdefault(name, []).append(own.event)
    nodes: dict[str, Node] = {**tree.influences, **tree.nodes}
    nodes.update(
        (own.event, Node(own.event, own.barrier.what, status="open", probability=own.chance))
        for own in (*before, *behind)
        if own.is_leaf_of_its_own
    )
    names, copies, knot = _copied(tree, nodes, stops, parted.knot, {own.event for own in behind})
    return Guarded(nodes, names, knot, copies, tuple(behind), tuple(before))


def _fails(barrier: Barrier, tree: FaultTree, *, absent: bool) -> Fails:
    """`absent`: whether a barrier that was missing and has no number is one that fails always."""
    known = barrier.failure_event
    if known is not None and (known in tree.nodes or known in tree.influences):
        return Fails(barrier, known, None)
    stated = barrier.failure_on_demand
    chance = 1.0 if absent and stated is None and barrier.state == "missing" else prior(stated)
    return Fails(barrier, _made(barrier.id, "fails"), chance)


def _made(name: str, what: str) -> str:
    """Name of a node that is made, as no event can have it."""
    return f" {name} {what}"


def _copied(
    tree: FaultTree, nodes: dict[str, Node], stops: Mapping[str, Sequence[str]], knot: str, behind: Collection[str]
) -> tuple[dict[str, str], dict[str, str], str]:
    """Write the guarded nodes beside the others; their names, the copies of gates, and the node of the knot.

    The failures of `behind` at the knot itself stand above the node of the knot.
    """
    names: dict[str, str] = {}
    copies: dict[str, str] = {}
    for node in tree.bottom_up():
        inner = node.id
        causes = tuple(names.get(cause, cause) for cause in node.causes)
        if causes != node.causes:
            inner = copies[node.id] = _made(node.id, "over what is guarded")
            nodes[inner] = node._replace(id=inner, causes=causes)
        own = stops.get(node.id, ())
        at_once = [name for name in own if node.id != knot or name not in behind]
        if at_once:
            name = _made(node.id, "guarded")
            nodes[name] = Node(name, "", "all_of", (inner, *at_once))
            inner = name
        if node.id == knot:
            top = inner
            later = [name for name in own if name in behind]
            if later:
                inner = _made(node.id, "behind the knot")
                nodes[inner] = Node(inner, "", "all_of", (top, *later))
        if inner != node.id:
            names[node.id] = inner
    return names, copies, top


def _below(tree: FaultTree, name: str) -> set[str]:
    """What stands below an event, itself left out."""
    found: set[str] = set()
    pending = list(tree.nodes[name].causes)
    while pending:
        each = pending.pop()
        if each not in found:
            found.add(each)
            pending.extend(tree.nodes[each].causes)
    return found
