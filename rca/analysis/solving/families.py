"""Families of sets as zero-suppressed decision diagrams: minimal solutions, differences."""

from __future__ import annotations

from collections.abc import Callable

from rca.analysis.solving.deadline import NEVER, Deadline
from rca.analysis.solving.diagram import AT_ONCE, ONE, SHIFT, TERMINAL_LEVEL, ZERO, Diagram, ExhaustedError
from rca.analysis.solving.recursion import SHALLOW, deep

EMPTY = 0
"""The family without any set."""
UNIT = 1
"""The family that holds the empty set alone."""


class Families:
    """Families of sets over the levels of a diagram (Minato 1993), nodes numbered children first."""

    def __init__(self, budget: int, deadline: Deadline = NEVER) -> None:
        """Start with the two terminals; `budget` bounds the nodes, and eight times as much the remembered steps.

        What takes long raises `LimitError` once the deadline has passed.
        """
        self.budget = budget
        self.deadline = deadline
        self._steps = 0
        self.level: list[int] = [TERMINAL_LEVEL, TERMINAL_LEVEL]
        self.high: list[int] = [EMPTY, EMPTY]
        self.low: list[int] = [EMPTY, EMPTY]
        self._unique: dict[tuple[int, int, int], int] = {}
        self._sift: Callable[[int, int], int] | None = None

    def node(self, level: int, high: int, low: int) -> int:
        """The sets of `low`, and those of `high` with the element of `level` added."""
        if high == EMPTY:
            return low
        key = (level, high, low)
        found = self._unique.get(key)
        if found is None:
            found = len(self.level)
            if found > self.budget:
                raise ExhaustedError
            self._unique[key] = found
            self.level.append(level)
            self.high.append(high)
            self.low.append(low)
        return found

    def minimal(self, diagram: Diagram, root: int) -> int:
        """Minimal solutions of a monotone function: smallest sets of true variables that make it true.

        minsol(F) = x·(minsol(F1) without the models of F0) + minsol(F0) (Rauzy 1993). A set of minsol(F1) contains one
        of minsol(F0) just when it is itself a model of F0, so that the function serves as the second family.
        """
        if self._sift is None:
            self._sift = self._sifter(diagram)
        sift, node = self._sift, self.node
        level, high, low = diagram.level, diagram.high, diagram.low
        found = {ONE: UNIT, ZERO: EMPTY}
        with deep(diagram.deepest if diagram.deepest >= SHALLOW else 0):
            for place, edge in enumerate(diagram.below(root)):
                if place % AT_ONCE == 0:
                    diagram.deadline.look()
                own, negated = edge >> 1, edge & 1
                without_it = low[own] ^ negated
                larger, smaller = found[high[own] ^ negated], found[without_it]
                found[edge] = node(level[own], sift(larger, without_it), smaller) if larger else smaller
        return found[root]

    def without_models(self, family: int, diagram: Diagram, function: int) -> int:
        """The sets of the family that do not make the function true when all other variables are false.

        Uses one memory for all calls, so it must always be given the same diagram.
        """
        if self._sift is None:
            self._sift = self._sifter(diagram)
        if family == EMPTY:
            return EMPTY
        if diagram.deepest < SHALLOW:
            return self._sift(family, function)
        with deep(diagram.deepest):
            return self._sift(family, function)

    def _sifter(self, diagram: Diagram) -> Callable[[int, int], int]:
        """What does that for a family that is not empty."""
        level, high, low, node = self.level, self.high, self.low, self.node
        f_level, f_high, f_low, zero = diagram.level, diagram.high, diagram.low, diagram.zero
        seen: dict[int, int] = {}
        most = 8 * self.budget
        look = diagram.deadline.look
        pause = min(most, AT_ONCE)

        def sift(sets: int, f: int) -> int:
            nonlocal pause
            if sets == UNIT:
                return EMPTY if zero[f >> 1] ^ (f & 1) else UNIT
            own = level[sets]
            while f_level[f >> 1] < own:
                f = f_low[f >> 1] ^ (f & 1)
            if f <= ZERO:
                return sets if f == ZERO else EMPTY
            key = sets << SHIFT | f
            found = seen.get(key)
            if found is not None:
                return found
            if len(seen) > pause:
                look()
                if len(seen) > most:
                    raise ExhaustedError
                pause = min(most, pause + AT_ONCE)
            f_true = f_false = f
            if f_level[f >> 1] == own:
                f_true, f_false = f_high[f >> 1] ^ (f & 1), f_low[f >> 1] ^ (f & 1)
            without_it, with_it = low[sets], high[sets]
            if without_it and f_false != ZERO:
                without_it = sift(without_it, f_false)
            if with_it == UNIT:  # half of all calls end here
                with_it = EMPTY if zero[f_true >> 1] ^ (f_true & 1) else UNIT
            elif f_true != ZERO:
                with_it = sift(with_it, f_true)
            found = seen[key] = node(own, with_it, without_it) if with_it else without_it
            return found

        return sift

    def difference(self, first: int, second: int) -> int:
        """The sets of the first family that are not in the second. Cost at most the product of their sizes."""
        level, high, low = self.level, self.high, self.low
        seen: dict[tuple[int, int], int] = {}

        def known(a: int, b: int) -> int:
            """The result where it is at hand, else -1."""
            if a in (EMPTY, b):
                return EMPTY
            if b == EMPTY:
                return a
            return seen.get((a, b), -1)

        pending = [(first, second)]
        while pending and known(first, second) < 0:
            self._steps += 1
            if self._steps % AT_ONCE == 0:
                self.deadline.look()
            key = pending[-1]
            if key in seen:
                pending.pop()
                continue
            a, b = key
            own = min(level[a], level[b])
            a_high, a_low = (high[a], low[a]) if level[a] == own else (EMPTY, a)
            b_high, b_low = (high[b], low[b]) if level[b] == own else (EMPTY, b)
            with_it, without_it = known(a_high, b_high), known(a_low, b_low)
            if with_it >= 0 and without_it >= 0:
                pending.pop()
                seen[key] = self.node(own, with_it, without_it)
                continue
            if with_it < 0:
                pending.append((a_high, b_high))
            if without_it < 0:
                pending.append((a_low, b_low))
        return known(first, second)
