"""Minimal solutions of a large function that is not monotone."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

from rca.analysis.solving.deadline import Deadline
from rca.analysis.solving.diagram import TERMINAL_LEVEL, ExhaustedError
from rca.analysis.solving.families import EMPTY, UNIT
from rca.analysis.solving.large_nodes import MANY, Nodes
from rca.analysis.solving.large_wanted import wanted
from rca.analysis.solving.recursion import deep

AT_ONCE = 256
"""Nodes between two looks at the clock."""
MOST_STEPS = 8_000_000
"""Pairs of families that are remembered, 0.1 kB each."""
SHIFT = 32
LAST = (1 << SHIFT) - 1
"""Two nodes make one key."""


def minimal_of_any(function: Nodes, rises: Sequence[bool | None], deadline: Deadline, most: int = MOST_STEPS) -> Nodes:
    """Minimal solutions of any function: of minsol(F1) the sets stay that contain none of minsol(F0) (Rauzy 1993).

    `rises` says by level whether the function rises (True) or falls (False) with the variable. Where it rises, the
    plain difference does; where it falls, no minimal solution holds the variable.

    Raises:
        ExhaustedError: more than `most` steps were needed.
        OutOfTimeError: the deadline has passed.
    """
    sets = _Sets(most, deadline)
    with deep(len(rises)):
        root = (_at_once if len(function.level) > MANY else _one_by_one)(function, rises, sets, deadline)
    return sets.below(root)


def _one_by_one(function: Nodes, rises: Sequence[bool | None], sets: _Sets, deadline: Deadline) -> int:
    at_zero, nodes = wanted(function, rises)
    found = [EMPTY] * len(function.level)
    level, high, low = list(function.level), list(function.high), list(function.low)
    for node in nodes:
        if node % AT_ONCE == 0:
            deadline.look()
        own, result = level[node], found[low[node] >> 1]
        if rises[own] is not False:
            edge = high[node] ^ at_zero[node]
            with_it = UNIT if at_zero[edge >> 1] ^ (edge & 1) else found[edge >> 1]
            result = sets.joined(own, with_it, result, rises=rises[own])
        found[node] = result
    return UNIT if at_zero[function.root >> 1] ^ (function.root & 1) else found[function.root >> 1]


def _at_once(function: Nodes, rises: Sequence[bool | None], sets: _Sets, deadline: Deadline) -> int:
    """The same level by level with numpy: nodes whose children have the same families are done once (two thirds are)."""
    import numpy as np

    from rca.analysis.solving.large_values import nodes_by_level

    asked, nodes = wanted(function, rises)
    level, high, low, at_zero = (
        np.asarray(column, dtype=np.int64) for column in (function.level, function.high, function.low, asked)
    )
    found = np.full(len(level), EMPTY, dtype=np.int64)
    place = np.asarray(nodes, dtype=np.int64)
    by_level = [place[each - 1] for each in nodes_by_level(np.append(0, level[place]), len(rises))]
    for own in range(len(rises) - 1, -1, -1):
        deadline.look()
        here = by_level[own]
        if rises[own] is False:
            found[here] = found[low[here] >> 1]
            continue
        edges = high[here] ^ at_zero[here]
        with_it = np.where(at_zero[edges >> 1] ^ (edges & 1), UNIT, found[edges >> 1])
        pairs, same = np.unique(with_it << SHIFT | found[low[here] >> 1], return_inverse=True)
        joined = [sets.joined(own, pair >> SHIFT, pair & LAST, rises=rises[own]) for pair in pairs.tolist()]
        found[here] = np.asarray(joined, dtype=np.int64)[same]
    return UNIT if asked[function.root >> 1] ^ (function.root & 1) else int(found[function.root >> 1])


class _Sets:
    """Families of sets as zero-suppressed diagrams (Minato 1993), none of whose sets holds another.

    Recursion goes as deep as there are levels, and by Python functions only, which take no room on the processor's stack.
    """

    def __init__(self, most: int, deadline: Deadline) -> None:
        self.level: list[int] = [TERMINAL_LEVEL, TERMINAL_LEVEL]
        self.high: list[int] = [EMPTY, EMPTY]
        self.low: list[int] = [EMPTY, EMPTY]
        self.node = self._noder()
        self.difference = self._operation(most, deadline, contained=False)
        self.without = self._operation(most, deadline, contained=True)

    def _noder(self) -> Callable[[int, int, int], int]:
        """What gives the sets of `low`, and those of `high`, of which there are some, with the level's element added."""
        level, high, low = self.level, self.high, self.low
        unique: dict[tuple[int, int, int], int] = {}

        def node(own: int, with_it: int, without_it: int) -> int:
            key = (own, with_it, without_it)
            found = unique.get(key)
            if found is None:
                found = unique[key] = len(level)
                level.append(own)
                high.append(with_it)
                low.append(without_it)
            return found

        return node

    def _operation(self, most: int, deadline: Deadline, *, contained: bool) -> Callable[[int, int], int]:
        """What gives the sets of one family that contain none of another's (`contained`), or that are not in it."""
        level, high, low, node = self.level, self.high, self.low, self.node
        seen: dict[int, int] = {}

        def reduced(a: int, b: int) -> int:
            own = level[a]
            while level[b] < own:
                b = low[b]
            if b == EMPTY:
                return a
            if a == b or (contained and b == UNIT):
                return EMPTY
            key = a << SHIFT | b
            found = seen.get(key)
            if found is not None:
                return found
            if len(seen) % 65_536 == 0:
                deadline.look()
                if len(seen) > most:
                    raise ExhaustedError
            with_it, without_it, rest = high[a], low[a], b
            if level[b] == own:
                rest = low[b]
                if contained and rest:
                    with_it = reduced(with_it, rest)
                if with_it:
                    with_it = reduced(with_it, high[b])
            elif contained:
                with_it = reduced(with_it, b)
            if without_it and rest:
                without_it = reduced(without_it, rest)
            if with_it == high[a] and without_it == low[a]:
                found = a  # every second time
            else:
                found = node(own, with_it, without_it) if with_it else without_it
            seen[key] = found
            return found

        return reduced

    def joined(self, own: int, with_it: int, without_it: int, *, rises: bool | None) -> int:
        """Minimal solutions of a function from those of its two halves: those of `with_it` that stay, and the others."""
        if with_it and without_it:
            with_it = (self.difference if rises else self.without)(with_it, without_it)
        return self.node(own, with_it, without_it) if with_it else without_it

    def below(self, root: int) -> Nodes:
        """The nodes that a family is made of, children first."""
        used = bytearray(len(self.level))
        used[root] = 1
        for node in range(root, UNIT, -1):
            if used[node]:
                used[self.high[node]] = used[self.low[node]] = 1
        kept = [node for node in range(UNIT + 1, root + 1) if used[node]]
        place = {EMPTY: EMPTY, UNIT: UNIT} | {node: at for at, node in enumerate(kept, UNIT + 1)}
        return Nodes(
            level=array("q", [0, 0, *(self.level[node] for node in kept)]),
            high=array("q", [0, 0, *(place[self.high[node]] for node in kept)]),
            low=array("q", [0, 0, *(place[self.low[node]] for node in kept)]),
            root=place[root],
        )
