"""Closer bounds on the top's probability: the tree is told apart by the leaves that keep the bounds apart."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from rca.analysis.measures import Interval
from rca.analysis.outer_bounds import OuterBounds
from rca.analysis.solving.circuit import FIRST_LEAF, TRUE, Circuit
from rca.analysis.solving.context import in_context
from rca.analysis.solving.deadline import NEVER, Deadline, LimitError
from rca.analysis.solving.diagram import ExhaustedError
from rca.analysis.solving.one_diagram import probability_by_diagram

STEPS = 2_000_000
"""Inputs of gates that are read, some 2 µs each: a few seconds."""
SIMPLIFIED = 6
"""Steps for each input of a gate to make a case."""
WIDTH = 60
"""Leaves that are tried in a case: those that did best in the case before."""
MOST_TRIED = 250
"""Of the leaves that occur most often, before any was tried."""
SMALL = 400
"""Inputs of all gates of a case up to which a diagram is tried first."""
MANY = 1 << 60
"""Ways to the top that are told apart."""
NODES = 3_000
"""Of that diagram."""
CLOSE = 1e-6
"""Bounds that lie no further apart than this share of the upper one are not made closer."""

FEW = 2_000
"""Gates of a tree that is simplified whatever time is left: some hundredths of a second."""


class _Case(NamedTuple):
    """What is left of the tree when some leaves are known."""

    rest: Circuit
    bounds: Interval
    weight: float
    """Probability of the case, 0..1."""
    leaves: tuple[int, ...]
    """The next to be tried, the most promising first."""

    @property
    def gap(self) -> float:
        """How far it keeps the bounds of the whole apart."""
        return self.weight * (self.bounds.upper - self.bounds.lower)


def pivoted_bounds(
    circuit: Circuit, known: Mapping[str, float], steps: int | None = None, deadline: Deadline = NEVER
) -> Interval:
    """Bounds on the top's probability that hold, as close as so many steps (by default `STEPS`) and the deadline allow, leaves being independent.

    The case that keeps them furthest apart is split at a leaf (pivotal decomposition, Barlow and Proschan 1975): at the one that brings
    `OuterBounds` closest together of those that occur more than once. What a known leaf leaves of a tree is smaller, often much so;
    where little is left the case is solved by a diagram. `known`: probabilities, 0..1; a leaf that is missing may have any.
    """
    try:
        search = _Search(circuit, known, STEPS if steps is None else steps, deadline)
    except LimitError:
        return OuterBounds(circuit, known).whole()
    while not deadline.passed() and search.split():
        pass
    return search.bounds()


class _Search:
    """Cases that are told apart."""

    def __init__(self, circuit: Circuit, known: Mapping[str, float], steps: int, deadline: Deadline) -> None:
        self.deadline = deadline
        self.known = known
        self.left = steps
        self.lower = 0.0
        """Of the cases that are not split any more, each by its probability."""
        self.apart = 0.0
        """How far these keep the bounds apart."""
        self.open: list[tuple[float, int, _Case]] = []
        self.made = 0
        few = len(circuit.gates) <= FEW
        self.add(in_context(circuit, deadline=NEVER if few else deadline), 1.0, ())

    def bounds(self) -> Interval:
        """Of the whole."""
        cases = [case for _, _, case in self.open]
        lower = self.lower + sum(case.weight * case.bounds.lower for case in cases)
        apart = self.apart + sum(case.gap for case in cases)
        return Interval(lower, min(1.0, lower + apart))

    def add(self, rest: Circuit, weight: float, leaves: tuple[int, ...]) -> None:
        """A case, of which `rest` is left."""
        links = _links(rest)
        self.left -= SIMPLIFIED * links
        exact = self.solved(rest) if links <= SMALL else None
        bounds = OuterBounds(rest, self.known).whole() if exact is None else Interval(exact, exact)
        case = _Case(rest, bounds, weight, leaves)
        self.made += 1
        if case.gap > 0:
            heapq.heappush(self.open, (-case.gap, self.made, case))
        else:
            self.lower += weight * bounds.lower

    def solved(self, rest: Circuit) -> float | None:
        """Probability of the top by a diagram; None where a leaf has none or the diagram is too large."""
        if abs(rest.top) == TRUE:
            return float(rest.top > 0)
        used = {abs(literal) for gate in rest.gates for literal in gate.inputs} | {abs(rest.top)}
        order = [number for number in range(FIRST_LEAF, rest.first_gate) if number in used]
        if any(rest.leaves[number - FIRST_LEAF] not in self.known for number in order):
            return None
        try:
            found, nodes = probability_by_diagram(rest, order, self.known, NODES)
        except ExhaustedError:
            return None
        self.left -= nodes
        return found

    def split(self) -> bool:
        """The case that keeps the bounds furthest apart is told apart; False when nothing more is to be gained."""
        whole = self.bounds()
        if not self.open or self.left < 0 or whole.upper - whole.lower <= CLOSE * whole.upper:
            return False
        entry = heapq.heappop(self.open)
        _, _, case = entry
        ranked = self.ranked(case)
        if not ranked:
            self.lower += case.weight * case.bounds.lower
            self.apart += case.gap
            return True
        chance = self.known[case.rest.leaves[ranked[0] - FIRST_LEAF]]
        try:
            halves = [in_context(case.rest, {ranked[0]: value}, self.deadline) for value in (True, False)]
        except LimitError:
            heapq.heappush(self.open, entry)
            return False
        for rest, share in zip(halves, (chance, 1.0 - chance), strict=True):
            self.add(rest, case.weight * share, ranked[1:])
        return True

    def ranked(self, case: _Case) -> tuple[int, ...]:
        """Leaves that reach the top in several ways, by how far apart the bounds are where each is known."""
        shared = _shared(case.rest)
        before = [number for number in case.leaves if number in shared]
        tried = before[:WIDTH] or [
            number for number in shared if case.rest.leaves[number - FIRST_LEAF] in self.known
        ][:MOST_TRIED]  # fmt: skip
        outer = OuterBounds(case.rest, self.known)
        gaps: list[tuple[float, int]] = []
        for number in tried:
            above = outer.above(number)
            self.left -= 2 * sum(len(case.rest.gates[place].inputs) for place in above) + len(case.rest.gates) // 8
            chance = self.known[case.rest.leaves[number - FIRST_LEAF]]
            true, false = (outer.given(number, above, value=value) for value in (True, False))
            gaps.append((chance * (true.upper - true.lower) + (1.0 - chance) * (false.upper - false.lower), number))
            if self.left < 0:
                break
        return tuple(number for _, number in sorted(gaps)) + tuple(before[WIDTH:])


def _shared(circuit: Circuit) -> list[int]:
    """Leaves that reach the top in more than one way, those first that most gates name, then those with most ways."""
    uses: Counter[int] = Counter()
    ways: Counter[int] = Counter({abs(circuit.top): 1})
    for number in range(circuit.first_gate + len(circuit.gates) - 1, circuit.first_gate - 1, -1):
        for literal in circuit.gate(number).inputs:
            uses[abs(literal)] += 1
            ways[abs(literal)] = min(MANY, ways[abs(literal)] + ways[number])
    shared = [number for number in range(FIRST_LEAF, circuit.first_gate) if ways[number] > 1]
    return sorted(shared, key=lambda number: (-uses[number], -ways[number]))


def _links(circuit: Circuit) -> int:
    return sum(len(gate.inputs) for gate in circuit.gates)
