"""Which action breaks which actual path of a review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from rca.analysis.paths import Path, PathsInOrder, broken
from rca.graph.gate import Cases
from rca.graph.tree import FaultTree, Node


def broken_by(tree: FaultTree, paths: Sequence[Path], forced: Mapping[str, Collection[str]]) -> dict[str, Cases]:
    """What `broken` says, for paths that are actual paths of the tree; most of it without the tree being evaluated.

    A minimal cut set of a coherent tree is none without any of its events, so that an action on a leaf breaks the paths
    that hold the leaf. So does one on a gate with the leaves below it, where they reach the top through the gate alone.
    """
    if not tree.is_coherent:
        return broken(tree, paths, forced)
    on = _Leaves(tree).on
    leaves = {action: [on(event) for event in events if event in tree.nodes] for action, events in forced.items()}
    holding = cache(paths.sets.holding if isinstance(paths, PathsInOrder) else _holding(paths).__getitem__)
    evaluated = broken(tree, paths, {action: forced[action] for action, own in leaves.items() if None in own})
    found: dict[str, Cases] = {}
    for action, own in leaves.items():
        cases = evaluated.get(action, 0)
        if action not in evaluated:
            for name in {name for names in own for name in names or ()}:
                cases |= holding(name)
        found[action] = cases
    return found


def _holding(paths: Sequence[Path]) -> Counter[str]:
    """For every event the paths that hold it, bit `i` for path `i`."""
    found: Counter[str] = Counter()
    for place, path in enumerate(paths):
        bit = 1 << place
        for event in path.events:
            found[event] |= bit
    return found


class _Leaves:
    """Leaves that stand for an event, as far as the top is concerned."""

    def __init__(self, tree: FaultTree) -> None:
        self.tree = tree
        self.on = cache(self._on)
        self.uses: Counter[str] = Counter()

    def _on(self, event: str) -> tuple[str, ...] | None:
        """The leaves below the event; None where they also reach the top beside it, or the event may hold without them."""
        nodes = self.tree.nodes
        if nodes[event].is_leaf:
            return (event,)
        if not self.uses:
            self.uses.update(cause for node in nodes.values() for cause in node.causes)
        met: Counter[str] = Counter()
        pending = [event]
        while pending:
            node = nodes[pending.pop()]
            if _holds_of_itself(node):
                return None
            pending.extend(cause for cause in dict.fromkeys(node.causes) if cause not in met)
            met.update(node.causes)
        if any(self.uses[name] != times for name, times in met.items()):
            return None
        return tuple(name for name in met if nodes[name].is_leaf)


def _holds_of_itself(node: Node) -> bool:
    """Whether a gate holds though none of its causes does."""
    return (node.gate == "all_of" and not node.causes) or (node.gate == "at_least" and not node.threshold)
