"""The fault tree as a networkx graph."""

from __future__ import annotations

import subprocess
import sys

import networkx as nx

from rca.graph.networkx_graph import to_networkx
from rca.graph.tree import FaultTree, Node

TREE = FaultTree(
    "TOP",
    {
        "TOP": Node("TOP", "It burned", "all_of", ("A", "B")),
        "A": Node("A", "Fuel", status="confirmed", probability=0.5, shaped_by=("PRICE",)),
        "B": Node("B", "Spark", status="open"),
    },
    influences={"PRICE": Node("PRICE", "Fuel was cheap", status="open")},
)


def test_nodes_and_edges_carry_what_the_tree_says() -> None:
    """Effects point at causes; influences are edges of their own kind."""
    graph = to_networkx(TREE)

    assert graph.graph["top"] == "TOP"
    assert dict(graph.edges) == {
        ("TOP", "A"): {"kind": "cause", "position": 0},
        ("TOP", "B"): {"kind": "cause", "position": 1},
        ("A", "PRICE"): {"kind": "influence"},
    }
    assert graph.nodes["A"]["probability"] == 0.5
    assert graph.nodes["PRICE"]["role"] == "influence"
    assert nx.is_directed_acyclic_graph(graph)


def test_analysis_does_not_import_networkx() -> None:
    """The analysis of a review does not pay for networkx."""
    code = "import sys, rca.analysis.analyse, rca.graph.networkx_graph; print('networkx' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"
