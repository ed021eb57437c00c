"""The fault tree as a networkx graph, for those who want to work on with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rca.graph.tree import FaultTree, Node

if TYPE_CHECKING:
    import networkx as nx


def to_networkx(tree: FaultTree) -> nx.DiGraph[str]:
    """A directed graph from effect to cause; the graph's `top` attribute names the top event.

    Node attributes: `label`, `gate` (None for a leaf), `threshold`, `status`, `probability`, `kind`, `defect`, `depth`,
    `defined`, `continues_in`, `role` (`logic` or `influence`). Edge attributes: `kind` (`cause` or `influence`) and,
    for a cause, `position` among the causes of its gate, from 0.
    """
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph(top=tree.top)
    for role, nodes in (("logic", tree.nodes), ("influence", tree.influences)):
        for node in nodes.values():
            graph.add_node(node.id, **_attributes(node), role=role)
    for node in (*tree.nodes.values(), *tree.influences.values()):
        for name in node.shaped_by:
            graph.add_edge(node.id, name, kind="influence")
        for position, cause in enumerate(node.causes):
            graph.add_edge(node.id, cause, kind="cause", position=position)
    return graph


def _attributes(node: Node) -> dict[str, object]:
    return {
        "label": node.label,
        "gate": node.gate,
        "threshold": node.threshold,
        "status": node.status,
        "probability": node.probability,
        "kind": node.kind,
        "defect": node.defect,
        "depth": node.depth,
        "defined": node.defined,
        "continues_in": node.continues_in,
    }
