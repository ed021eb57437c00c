"""The actual paths, and which corrective action breaks which."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, overload

from rca.analysis.sentence import Sentence
from rca.analysis.solving.circuit import Circuit
from rca.analysis.solving.circuit import circuit as cofactor
from rca.analysis.solving.cut_sets import carrying_leaves, count_by_order
from rca.analysis.solving.engine import Engine
from rca.analysis.solving.evaluate import Rails, evaluate
from rca.analysis.solving.listing import list_sets, sets_in_order
from rca.analysis.solving.primes import NOT, positive_and_negative, prime_solution
from rca.analysis.solving.ranks import SetsInOrder
from rca.analysis.solving.solution import Solution
from rca.analysis.verdict import status_of
from rca.graph.gate import Cases
from rca.graph.tree import FaultTree, Node

MOST_PATHS = 5_000
"""So many actual paths are held one by one; beyond, they are counted on the diagram."""
CASES_AT_ONCE = 1_000_000
TRUE_STATUSES = frozenset(("confirmed", "likely"))


NO_PRIMES = Sentence(
    "The tree is too large for its prime implicants; its actual paths leave out which events must be absent.",
    "故障树过大，无法求素蕴涵；所列实际路径未注明哪些事件必须不出现。",
)


class Path(NamedTuple):
    """An actual path: events that happened, and events (of a non-coherent tree) whose absence it needs."""

    events: tuple[str, ...]
    absent: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """`A + B`, or `A + not C`."""
        return " + ".join((*self.events, *(f"{NOT}{name}" for name in self.absent))) or "(nothing)"

    def sort_key(self) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
        """By the number of events, then by name."""
        return len(self.events), self.events, self.absent


class PathsInOrder(Sequence[Path]):
    """Actual paths that are listed: of thousands a page shows the first, so that the others are named when asked for."""

    def __init__(self, sets: SetsInOrder, shown: int) -> None:
        """`shown`: how many are shown."""
        self.sets = sets
        self.shown = tuple(map(Path, sets.names(0, shown)))

    def __len__(self) -> int:
        """How many there are."""
        return len(self.sets)

    def __iter__(self) -> Iterator[Path]:
        """All of them, in order."""
        yield from self.shown
        yield from map(Path, self.sets.names(len(self.shown)))

    @overload
    def __getitem__(self, place: int) -> Path: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Path]: ...
    def __getitem__(self, place: int | slice) -> Path | Sequence[Path]:
        """One of them, or some."""
        if isinstance(place, slice):
            return [self[own] for own in range(len(self))[place]]
        if place < len(self.shown):
            return self.shown[place]
        return next(map(Path, self.sets.names(place, place + 1)))


def distinct_events(paths: Iterable[Path], limit: int) -> tuple[tuple[str, ...], ...]:
    """The events of the first paths, at most `limit` different ones: two paths may differ in what must be absent alone."""
    found: dict[tuple[str, ...], None] = {}
    for path in paths:
        if len(found) >= limit:
            break
        found[path.events] = None
    return tuple(found)


@dataclass(frozen=True, slots=True)
class ActualPaths:
    """How many actual paths there are, and the paths themselves as far as they can be held."""

    count: int
    paths: Sequence[Path]
    """By order and then by name. All of them when `complete`."""
    complete: bool
    counted: bool = True
    """Whether `count` is all of them, though they may be too many to hold."""
    carrying: frozenset[str] | None = None
    """Leaves that stand in a path, where they are found without listing all paths."""
    limits: tuple[str, ...] = ()

    def carrying_leaves(self) -> frozenset[str]:
        """Leaves that stand in at least one actual path."""
        if self.carrying is not None:
            return self.carrying
        return frozenset(name for path in self.paths for name in path.events)


def happened(tree: FaultTree) -> frozenset[str]:
    """Leaves that are confirmed or likely."""
    return frozenset(node.id for node in tree.leaves() if status_of(node) in TRUE_STATUSES)


def actual_paths(tree: FaultTree, circuit: Circuit, solution: Solution, engine: Engine, limit: int) -> ActualPaths:
    """Minimal cut sets whose every event is confirmed or likely; all of them, or the first `limit` of too many.

    For a non-coherent tree the prime implicants that the evidence satisfies: what they need happened, and what they
    need to be absent is refuted. Where `solution` is not whole, the tree is solved again by `engine` with all other
    leaves impossible, which makes it much smaller.
    """
    true = happened(tree)
    if not tree.is_coherent:
        facts = {node.id: node.id in true for node in tree.leaves() if node.id in true or status_of(node) == "refuted"}
        primes = prime_solution(circuit, facts)
        if primes is not None:
            counts = count_by_order(primes)
            count = sum(counts)
            sets = list_sets(primes, counts, count if count <= MOST_PATHS else limit).sets
            satisfied = tuple(sorted((Path(*positive_and_negative(own)) for own in sets), key=Path.sort_key))
            return ActualPaths(count, satisfied, complete=len(satisfied) == count)
    limits = () if tree.is_coherent else (NO_PRIMES,)
    if solution.proved_order is not None and tree.is_coherent:
        never = frozenset(node.id for node in tree.leaves() if node.id not in true)
        solution = engine.solve(cofactor(tree, never)) if never else solution
    if solution.proved_order is not None:
        proved = solution.proved_order
        said = Sentence(f"Actual paths are proved up to order {proved} only.", f"实际路径只证到 {proved} 阶。")
        limits = (*limits, said)
    among = [name in true for name in solution.leaves]
    counts = count_by_order(solution, among)
    count = sum(counts)
    held = count if count <= MOST_PATHS else limit
    paths = PathsInOrder(sets_in_order(solution, counts, held, among), limit)
    counted = solution.proved_order is None
    complete = counted and len(paths) == count
    return ActualPaths(
        count, paths, complete=complete, counted=counted, carrying=carrying_leaves(solution, among), limits=limits
    )


def broken(tree: FaultTree, paths: Sequence[Path], forced: Mapping[str, Collection[str]]) -> dict[str, Cases]:
    """For every action the paths that it breaks, bit `i` for path `i`; `forced` gives the events it makes impossible.

    An action breaks a path when the top is false once its events (gates too) are forced false and every other leaf
    keeps the truth that the path gives it: true in the path, false outside it. Paths and actions are evaluated
    together, one bit for each pair.
    """
    result = dict.fromkeys(forced, 0)
    actions = [action for action, events in forced.items() if any(event in tree.nodes for event in events)]
    stretch = max(1, CASES_AT_ONCE // max(1, len(actions)))
    for start in range(0, len(paths) if actions else 0, stretch):
        some = paths[start : start + stretch]
        every = (1 << len(some)) - 1
        holds = _tops(tree, some, [forced[action] for action in actions])
        for place, action in enumerate(actions):
            result[action] |= (every & ~(holds >> place * len(some))) << start
    return result


def _tops(tree: FaultTree, paths: Sequence[Path], forced: Sequence[Collection[str]]) -> int:
    """Cases in which the top still holds; case `action × paths + path`."""
    block = (1 << len(paths)) - 1
    repeated = sum(1 << place * len(paths) for place in range(len(forced)))
    members: dict[str, int] = {}
    for index, path in enumerate(paths):
        bit = 1 << index
        for event in path.events:
            members[event] = members.get(event, 0) | bit
    off: dict[str, int] = {}
    for place, events in enumerate(forced):
        for event in events:
            off[event] = off.get(event, 0) | block << place * len(paths)

    def rails(node: Node) -> Rails:
        cases = members.get(node.id, 0) * repeated
        return cases, cases

    return evaluate(tree, rails, block * repeated, off)[tree.top][0]
