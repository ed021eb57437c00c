"""Which nodes of a large function its minimal solutions are asked of."""

from __future__ import annotations

from collections.abc import Sequence

from rca.analysis.solving.large_nodes import MANY, Nodes


def wanted(function: Nodes, rises: Sequence[bool | None]) -> tuple[Sequence[int], Sequence[int]]:
    """For every node its value when every variable is false, and the nodes that are asked, children first.

    A node is asked in the one sign in which it is false there: in the other its only minimal solution is the empty set, and
    nothing below it matters. `rises` as in `minimal_of_any`.
    """
    return (_at_once if len(function.level) > MANY else _one_by_one)(function, rises)


def _one_by_one(function: Nodes, rises: Sequence[bool | None]) -> tuple[Sequence[int], Sequence[int]]:
    level, high, low = function.level, function.high, function.low
    at_zero = bytearray(len(level))
    at_zero[0] = 1
    for node in range(1, len(level)):
        edge = low[node]
        at_zero[node] = at_zero[edge >> 1] ^ (edge & 1)
    asked = bytearray(len(level))
    asked[function.root >> 1] = not at_zero[function.root >> 1] ^ (function.root & 1)
    for node in range(len(level) - 1, 0, -1):
        if asked[node]:
            asked[low[node] >> 1] = 1
            edge = high[node]
            if rises[level[node]] is not False and not at_zero[edge >> 1] ^ (edge & 1) ^ at_zero[node]:
                asked[edge >> 1] = 1
    return at_zero, [node for node in range(1, len(level)) if asked[node]]


def _at_once(function: Nodes, rises: Sequence[bool | None]) -> tuple[Sequence[int], Sequence[int]]:
    """The same level by level with numpy."""
    import numpy as np

    from rca.analysis.solving.large_values import nodes_by_level

    level, high, low = (np.asarray(column, dtype=np.int64) for column in (function.level, function.high, function.low))
    by_level = nodes_by_level(level, len(rises))
    at_zero = np.zeros(len(level), dtype=np.int64)
    at_zero[0] = 1
    for nodes in reversed(by_level):
        at_zero[nodes] = at_zero[low[nodes] >> 1] ^ (low[nodes] & 1)
    asked = np.zeros(len(level), dtype=bool)
    asked[function.root >> 1] = not at_zero[function.root >> 1] ^ (function.root & 1)
    for nodes, rising in zip(by_level, rises, strict=True):
        own = nodes[asked[nodes]]
        asked[low[own] >> 1] = True
        if rising is not False:
            edges = high[own]
            asked[edges[(at_zero[edges >> 1] ^ (edges & 1) ^ at_zero[own]) == 0] >> 1] = True
    asked[0] = False
    return at_zero.tolist(), np.flatnonzero(asked).tolist()
