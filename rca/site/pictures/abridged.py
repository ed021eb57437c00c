"""A tree as it is drawn where a gate has more causes than anyone can look at."""

from __future__ import annotations

from rca.graph.tree import FaultTree, Node

MOST_CAUSES = 200
"""Causes of one gate that are drawn: a page a metre wide."""


def abridged(tree: FaultTree, most: int = MOST_CAUSES) -> tuple[FaultTree, tuple[str, ...]]:
    """The tree with at most so many causes a gate, in the order written, and what was left out, a line a gate.

    In the place of the others stands one undeveloped event that says how many they are; what stands below them alone is left
    out with them. A tree without such a gate is given back as it is. Linear; depth is no limit.
    """
    wide = [node for node in tree.nodes.values() if len(node.causes) > most]
    if not wide:
        return tree, ()
    nodes: dict[str, Node] = {}
    said: list[str] = []
    pending = [tree.top]
    while pending:
        name = pending.pop()
        if name in nodes:
            continue
        node = tree.nodes[name]
        if len(node.causes) > most:
            rest = f"… {name}"
            while rest in tree.nodes:
                rest += "…"
            left = len(node.causes) - most + 1
            nodes[rest] = Node(rest, f"{left:,} more causes, not drawn", status="open")
            said.append(f"{left:,} of the {len(node.causes):,} inputs of `{name}`: they were not drawn")
            node = node._replace(causes=(*node.causes[: most - 1], rest))
        nodes[name] = node
        pending.extend(reversed(node.causes))
    return FaultTree(tree.top, nodes), tuple(said)
