"""Which defects come together on the paths that happened, over all cases."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import networkx as nx

from rca.analysis.across.known import KnownCase

LARGEST = 3
"""Defects in one combination; more read as a case, not as a pattern."""


@dataclass(frozen=True, slots=True)
class Combination:
    """Defects that stood together on an actual path of several cases."""

    defects: tuple[str, ...]
    reviews: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CauseRank:
    """How a defect stands among all defects."""

    defect: str
    reviews: tuple[str, ...]
    """Cases in which it stood on a path that happened."""
    events: int
    together: int
    """Other defects with which it shared a path in at least one case."""
    betweenness: float
    """0..1, of the graph of defects that share a path (Freeman 1977)."""


def path_defects(case: KnownCase) -> frozenset[str]:
    """Defects of the events on paths that happened."""
    return frozenset(code for node in case.tree.nodes.values() if node.id in case.on_path() for code in node.defect)


def frequent_combinations(cases: Sequence[KnownCase], fewest: int = 2) -> tuple[Combination, ...]:
    """Combinations of two or three defects on one actual path in at least `fewest` cases, the most frequent first.

    A combination that is part of a larger one of the same cases is left out (closed sets, Pasquier et al. 1999).
    Cost: with d defects on a path, d³/6 for each case; reviews have some ten.
    """
    held: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    for case in cases:
        together = {
            tuple(sorted({code for name in path.events for code in case.tree.nodes[name].defect}))
            for path in case.findings.paths
        }
        for codes in together:
            for size in range(2, LARGEST + 1):
                for chosen in combinations(codes, size):
                    held[chosen][case.review.id] = None
    frequent = {codes: tuple(reviews) for codes, reviews in held.items() if len(reviews) >= fewest}
    closed = {
        codes: reviews
        for codes, reviews in frequent.items()
        if not any(
            len(other) > len(codes) and set(codes) < set(other) and frequent[other] == reviews for other in frequent
        )
    }
    order = sorted(closed.items(), key=lambda item: (-len(item[1]), -len(item[0]), item[0]))
    return tuple(Combination(codes, reviews) for codes, reviews in order)


def cause_graph(cases: Sequence[KnownCase]) -> nx.Graph[str]:
    """Defects as nodes (`reviews`, `events`), joined (`weight`: number of cases) where one case had both on its paths."""
    graph: nx.Graph[str] = nx.Graph()
    events: Counter[str] = Counter()
    reviews: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        for node in case.tree.nodes.values():
            if node.id in case.on_path():
                events.update(node.defect)
        found = sorted(path_defects(case))
        for code in found:
            reviews[code].append(case.review.id)
        for first, second in combinations(found, 2):
            weight = graph.get_edge_data(first, second, {"weight": 0})["weight"]
            graph.add_edge(first, second, weight=weight + 1)
    for code, names in reviews.items():
        graph.add_node(code, reviews=tuple(names), events=events[code])
    return graph


def cause_ranks(cases: Sequence[KnownCase]) -> tuple[CauseRank, ...]:
    """Every defect with its standing, the most frequent first. Heavier edges count as shorter."""
    graph = cause_graph(cases)
    for _, _, data in graph.edges(data=True):
        data["distance"] = 1 / data["weight"]
    between = nx.betweenness_centrality(graph, weight="distance") if len(graph) > 2 else dict.fromkeys(graph, 0.0)
    ranks = [
        CauseRank(code, data["reviews"], data["events"], graph.degree(code), between[code])
        for code, data in graph.nodes(data=True)
    ]
    return tuple(sorted(ranks, key=lambda each: (-len(each.reviews), -each.betweenness, each.defect)))
