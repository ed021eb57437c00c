"""Sets of actions after which what happened could not bring the top about."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rca.analysis.solving.automatic import Automatic
from rca.analysis.solving.circuit import circuit
from rca.analysis.solving.cut_sets import count_by_order
from rca.analysis.solving.engine import Engine
from rca.analysis.solving.evaluate import Rails, evaluate
from rca.analysis.solving.listing import list_sets
from rca.graph.tree import FaultTree, Node

MOST_SETS = 100
"""Sets of the least size that are listed; all are counted."""
MOST_TRIED = 500
"""Actions that are left out one by one where no smallest set is known; one pass over the tree each."""
NODES = 100_000
"""Of a decision diagram of one module, as for the tree of a review."""


@dataclass(frozen=True, slots=True)
class Breaking:
    """The minimal sets of actions that stop the top from coming about as it did."""

    size: int | None
    """Actions in the smallest set; 0 where nothing more is needed, None where no set does it."""
    sets: tuple[tuple[str, ...], ...]
    """Sets of that size, sorted ids each, at most `MOST_SETS`."""
    count: int
    """How many sets have that size."""
    minimal: int
    """How many sets there are of any size, none of which contains another."""
    proved_order: int | None = None
    """Only sets of so many actions or fewer are known; None: all."""
    some: tuple[str, ...] = ()
    """Where no smallest set is known, one of which no action can be left out; empty where there is none, or it was not looked for."""


def breaking_sets(
    tree: FaultTree,
    true: Collection[str],
    actions: Mapping[str, Collection[str]],
    in_force: Collection[str] = (),
    engine: Engine | None = None,
) -> Breaking:
    """The smallest sets of `actions` that make the top false while everything in `true` still happens.

    `actions` gives the events (gates too) that each makes impossible, and `in_force` events that are impossible
    already. Leaves outside `true` do not happen. A set hits every path that happened, and every other way by which the
    same events could bring the top about once an action has changed the tree.

    The tree is negated with the actions as its leaves, so that its minimal cut sets are the minimal hitting sets (the
    dual tree; Rauzy 1993). They are found on the decision diagram, exactly, for however many paths; no path is listed.
    """
    solution = (engine or Automatic(most_nodes=NODES)).solve(circuit(_stopped(tree, true, actions, in_force)))
    counts = count_by_order(solution)
    size = next((order for order, count in enumerate(counts) if count), None)
    if size is None:
        some = () if solution.proved_order is None else _some_set(tree, true, actions, in_force)
        return Breaking(None, (), 0, 0, solution.proved_order, some)
    least = (*[0] * size, counts[size])
    sets = list_sets(solution, least, MOST_SETS).sets
    return Breaking(size, sets, counts[size], sum(counts), solution.proved_order)


def _some_set(
    tree: FaultTree, true: Collection[str], actions: Mapping[str, Collection[str]], in_force: Collection[str]
) -> tuple[str, ...]:
    """A set that stops the top, none of which can be left out: from all actions, those that break least are left out first."""
    kept = sorted(actions, key=lambda name: (-len(actions[name]), name))

    def stops(names: Sequence[str]) -> bool:
        return not come_about(tree, true, [{*in_force, *(event for name in names for event in actions[name])}])[0]

    if len(kept) > MOST_TRIED or not stops(kept):
        return ()
    for name in kept[::-1]:
        fewer = [other for other in kept if other != name]
        kept = fewer if stops(fewer) else kept
    return tuple(sorted(kept))


def come_about(tree: FaultTree, true: Collection[str], forced: Sequence[Collection[str]]) -> tuple[bool, ...]:
    """For each collection of impossible events whether the top holds while everything in `true` still happens."""
    every = (1 << len(forced)) - 1
    off: dict[str, int] = {}
    for place, events in enumerate(forced):
        for event in events:
            off[event] = off.get(event, 0) | 1 << place

    def rails(node: Node) -> Rails:
        cases = every if node.id in true else 0
        return cases, cases

    holds = evaluate(tree, rails, every, off)[tree.top][0] if forced else 0
    return tuple(bool(holds >> place & 1) for place in range(len(forced)))


def _stopped(
    tree: FaultTree, true: Collection[str], actions: Mapping[str, Collection[str]], in_force: Collection[str]
) -> FaultTree:
    """The tree whose leaves are actions and whose top is that the event does not come about.

    An event's name is marked, so that it cannot be that of an action.
    """
    by: dict[str, list[str]] = {}
    nodes: dict[str, Node] = {}
    for action, events in actions.items():
        nodes[action] = Node(action, action)
        for event in dict.fromkeys(events):
            by.setdefault(event, []).append(action)
    for node in tree.bottom_up():
        name = _marked(node.id)
        if node.id in in_force or (node.is_leaf and node.id not in true):
            nodes[name] = Node(name, "", "any_of")
            continue
        stopping = tuple(by.get(node.id, ()))
        own = f"{name} itself" if stopping else name
        causes = tuple(_marked(cause) for cause in node.causes)
        nodes[own] = Node(own, "", "all_of" if node.gate is None else node.gate, causes, node.threshold)
        if stopping:
            none = f"{name} not stopped"
            nodes[none] = Node(none, "", "none_of", stopping)
            nodes[name] = Node(name, "", "all_of", (own, none))
    top = f"{_marked(tree.top)} stopped"
    nodes[top] = Node(top, "", "none_of", (_marked(tree.top),))
    return FaultTree(top, nodes)


def _marked(event: str) -> str:
    return f"event {event}"
