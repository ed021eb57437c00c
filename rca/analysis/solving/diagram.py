"""Binary decision diagrams with complemented edges, built within a budget."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rca.analysis.solving.deadline import NEVER, Deadline
from rca.analysis.solving.recursion import SHALLOW, deep

ONE = 0
ZERO = 1
"""Edges to the only terminal. An edge is twice the number of its node, plus one where it is complemented."""
TERMINAL_LEVEL = 1 << 60
SHIFT = 32
"""Two edges make one key."""
AT_ONCE = 16_384
"""Remembered steps between two looks at the deadline."""


class ExhaustedError(Exception):
    """The budget of nodes or steps is used up; never leaves `rca.analysis`."""


class Diagram:
    """Reduced ordered diagrams that share their nodes (Bryant 1986; complemented edges: Brace, Rudell, Bryant 1990).

    Nodes are numbered children first, so that a loop over the numbers is a walk from the leaves to the root. The high
    edge of a node is never complemented. `zero[node]` is the node's value when every variable is false.
    """

    def __init__(self, budget: int, deadline: Deadline = NEVER) -> None:
        """Start with the terminal; `budget` bounds the nodes, and eight times as much the steps that are remembered.

        What takes long raises `LimitError` once the deadline has passed.
        """
        self.budget = budget
        self.deadline = deadline
        self.level: list[int] = [TERMINAL_LEVEL]
        self.high: list[int] = [ONE]
        self.low: list[int] = [ONE]
        self.zero: list[int] = [1]
        self.deepest = 0
        """The deepest level of any node."""
        self._unique: dict[tuple[int, int, int], int] = {}
        self._join = self._joiner()

    def node(self, level: int, high: int, low: int) -> int:
        """Edge to the function `high` where the variable of `level` is true and `low` where it is false."""
        if high == low:
            return high
        negated = high & 1
        key = (level, high ^ negated, low ^ negated)
        found = self._unique.get(key)
        if found is None:
            found = len(self.level)
            if found > self.budget:
                raise ExhaustedError
            self._unique[key] = found
            self.deepest = max(self.deepest, level)
            self.level.append(level)
            self.high.append(key[1])
            self.low.append(key[2])
            self.zero.append(self.zero[key[2] >> 1] ^ (key[2] & 1))
        return found << 1 | negated

    def variable(self, level: int) -> int:
        """Edge to the function that is the variable of `level`."""
        return self.node(level, ONE, ZERO)

    def at_zero(self, edge: int) -> bool:
        """Value of the function when every variable is false."""
        return bool(self.zero[edge >> 1] ^ (edge & 1))

    def children(self, edge: int) -> tuple[int, int]:
        """High and low edge of a function that is not constant."""
        negated = edge & 1
        return self.high[edge >> 1] ^ negated, self.low[edge >> 1] ^ negated

    def both(self, first: int, second: int) -> int:
        """AND of two functions. Cost at most the product of their sizes."""
        if self.deepest < SHALLOW:
            return self._join(first, second)
        with deep(self.deepest):
            return self._join(first, second)

    def _joiner(self) -> Callable[[int, int], int]:
        """What gives the AND of two functions: the innermost loop of every small tree."""
        level, high, low, node = self.level, self.high, self.low, self.node
        seen: dict[int, int] = {}
        most = 8 * self.budget
        look = self.deadline.look
        pause = min(most, AT_ONCE)

        def join(f: int, g: int) -> int:
            nonlocal pause
            if f == g or g == ONE:  # noqa: PLR1714 -- a tuple costs as much as the rest
                return f
            if f == ONE:
                return g
            if f == ZERO or g == ZERO or f ^ g == 1:  # noqa: PLR1714
                return ZERO
            key = f << SHIFT | g if f < g else g << SHIFT | f
            found = seen.get(key)
            if found is not None:
                return found
            if len(seen) > pause:
                look()
                if len(seen) > most:
                    raise ExhaustedError
                pause = min(most, pause + AT_ONCE)
            own, other = level[f >> 1], level[g >> 1]
            f_high = f_low = f
            g_high = g_low = g
            if own <= other:
                f_high, f_low = high[f >> 1] ^ (f & 1), low[f >> 1] ^ (f & 1)
            if other <= own:
                g_high, g_low = high[g >> 1] ^ (g & 1), low[g >> 1] ^ (g & 1)
                own = other
            found = seen[key] = node(own, join(f_high, g_high), join(f_low, g_low))
            return found

        return join

    def either(self, first: int, second: int) -> int:
        """OR of two functions."""
        return self.both(first ^ 1, second ^ 1) ^ 1

    def choice(self, test: int, when_true: int, when_false: int) -> int:
        """`when_true` where `test` holds, else `when_false`."""
        if self._is_literal(test):
            own = self.level[test >> 1]
            if own < self.level[when_true >> 1] and own < self.level[when_false >> 1]:
                return self.node(own, when_false, when_true) if test & 1 else self.node(own, when_true, when_false)
        return self.either(self.both(test, when_true), self.both(test ^ 1, when_false))

    def all_of(self, edges: Sequence[int]) -> int:
        """AND of many functions, the lowest joined first."""
        result = ONE
        for edge in sorted(edges, key=lambda edge: (self.level[edge >> 1], edge), reverse=True):
            if self._is_literal(edge) and self.level[edge >> 1] < self.level[result >> 1]:
                high, low = (ZERO, result) if edge & 1 else (result, ZERO)
                result = self.node(self.level[edge >> 1], high, low)
            else:
                result = self.both(edge, result)
        return result

    def _is_literal(self, edge: int) -> bool:
        """Whether the function is a variable or its negation."""
        node = edge >> 1
        return node > 0 and self.high[node] == ONE and self.low[node] == ZERO

    def at_least(self, edges: Sequence[int], threshold: int) -> int:
        """At least `threshold` of the functions; dynamic programming over how many of them are true so far."""
        ordered = sorted(edges, key=lambda edge: (self.level[edge >> 1], edge), reverse=True)
        reach = [ONE] + [ZERO] * threshold
        for place, edge in enumerate(ordered):
            self.deadline.look()
            still = len(ordered) - place - 1
            for count in range(min(threshold, place + 1), max(0, threshold - still - 1), -1):
                reach[count] = self.choice(edge, reach[count - 1], reach[count])
        return reach[threshold]

    def exactly_one(self, edges: Sequence[int]) -> int:
        """Exactly one of the functions."""
        none, one = ONE, ZERO
        for edge in sorted(edges, key=lambda edge: (self.level[edge >> 1], edge), reverse=True):
            one = self.choice(edge, none, one)
            none = self.both(edge ^ 1, none)
        return one

    def below(self, root: int) -> list[int]:
        """Edges that the function is made of, itself last, constants left out; parts stand before wholes."""
        high, low = self.high, self.low
        seen = {ONE, ZERO}
        pending = [root]
        while pending:
            edge = pending.pop()
            if edge not in seen:
                seen.add(edge)
                negated = edge & 1
                pending.append(high[edge >> 1] ^ negated)
                pending.append(low[edge >> 1] ^ negated)
        return sorted(seen)[2:]

    def upward(self, root: int) -> int:
        """The least monotone function above this one: true where leaving out some events makes `root` true.

        Its minimal solutions are those of `root`.
        """
        found = {ONE: ONE, ZERO: ZERO}
        for edge in self.below(root):
            high, low = self.children(edge)
            found[edge] = self.node(self.level[edge >> 1], self.either(found[high], found[low]), found[low])
        return found[root]
