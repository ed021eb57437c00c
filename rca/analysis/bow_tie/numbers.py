"""The event tree behind the knot of a review: what its barriers come to in numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from rca.analysis.bow_tie.frequency import failure_rates, yearly
from rca.analysis.bow_tie.guarded import Fails, Guarded, guarded
from rca.analysis.bow_tie.outcome import BarrierOdds, BarrierSequence, BowTieNumbers, Chance, Consequence
from rca.analysis.bow_tie.sides import sides
from rca.analysis.bow_tie.solved import Solved
from rca.analysis.bow_tie.unused import unused
from rca.analysis.bow_tie.worth import worth
from rca.analysis.measures import Interval
from rca.analysis.sentence import Sentence
from rca.graph.build import prior
from rca.graph.tree import FaultTree
from rca.records.review import Review

MOST_BRANCHING = 6
"""Barriers of an event tree whose sequences are listed: 64 of them."""


def bow_tie_numbers(review: Review, tree: FaultTree) -> BowTieNumbers | None:
    """The event tree behind the knot; None where no barrier has a number.

    The knot is that of the picture (`sides`). A barrier stops the events that it guards unless it fails, so that a guarded
    event comes about with all its barriers failed; its own causes stay as the tree has them. Sequences are all combinations
    of barriers behind the knot that worked and failed (IEC 62502); each is solved as one tree with the knot, and so is each
    consequence, so that whatever events they share counts once (Andrews and Dunnett 2000). A barrier on several lines is one
    event. Numbers are priors: neither status of events nor the state of barriers on the day enters, but that a barrier
    that was missing and has no number fails always. A number that is missing lies in [0, 1].

    Cost: two solutions for each consequence and two more; two a sequence, and one a barrier and consequence, where the
    failures of barriers are events of the tree. All else is a pass over what was solved.
    """
    if all(value is None for value in _stated(review, tree)):
        return None
    return _EventTree(review, tree).numbers()


def _stated(review: Review, tree: FaultTree) -> Iterator[float | None]:
    """Numbers that the barriers state, themselves or by an event of the tree with a number below it."""
    for barrier in review.barriers:
        yield prior(barrier.failure_on_demand)
        if barrier.failure_event is not None and barrier.failure_event in tree.nodes:
            part = FaultTree(barrier.failure_event, tree.nodes)
            yield from (node.probability for node in part.top_down() if node.is_leaf)


class _EventTree:
    """The event tree of one review while it is solved."""

    def __init__(self, review: Review, tree: FaultTree) -> None:
        self.review, self.tree = review, tree
        parted = sides(review.barriers, tree)
        self.event = parted.knot
        self.own: Guarded = guarded(tree, parted)
        self.solved = Solved(self.own)
        self.events = self._behind()
        knot, _, solution = self.solved.part([self.own.knot], [], {})
        self.probability = self.solved.probability([self.own.knot])
        self.frequency = yearly(knot, solution, failure_rates(review)) if self.probability.value is not None else None
        fails = [each.event for each in self.own.behind]
        rest = self.own.tree([*map(self.own.of, self.events), *fails], certain={self.own.knot: True})
        self.shared = {node.id for node in knot.leaves()} & {node.id for node in rest.leaves()}
        self.coherent = all(part.is_coherent for part in (knot, rest))

    def numbers(self) -> BowTieNumbers:
        """All that is asked of it."""
        sequences = tuple(self._sequences())
        consequences = tuple(self._consequence(event) for event in self.events)
        known = Interval(1.0, 1.0) if self.probability.upper > 0 else None
        often = None if self.frequency is None else Interval(self.frequency, self.frequency)
        odds = tuple(
            BarrierOdds(own.barrier.id, behind, self._failure(own), "" if own.is_leaf_of_its_own else own.event)
            for group, behind in ((self.own.behind, True), (self.own.before, False))
            for own in group
        )
        limits = tuple(self._limits(len(sequences)))
        return BowTieNumbers(self.event, Chance(self.probability, known, often), odds, sequences, consequences, limits)

    def _behind(self) -> list[str]:
        """Guarded events that the knot does not need, the top last."""
        below = {node.id for node in FaultTree(self.event, self.tree.nodes).top_down()}
        guards = (name for own in self.own.behind for name in own.barrier.guards)
        found = dict.fromkeys(name for name in guards if name in self.tree.nodes and name not in below)
        found.pop(self.tree.top, None)
        return [*found, self.tree.top]

    def _failure(self, own: Fails) -> Interval:
        return self.solved.probability([own.event])

    def _sequences(self) -> Iterator[BarrierSequence]:
        branching = [own for own in self.own.behind if not own.is_absent]
        if not self.own.behind or len(branching) > MOST_BRANCHING or not self.solved.whole:
            return
        top = self.own.of(self.tree.top)
        for state in product((False, True), repeat=len(branching)):
            worked = [own for own, failed in zip(branching, state, strict=True) if not failed]
            failed = [own for own in self.own.behind if own not in worked]
            true, false = [own.event for own in failed], [own.event for own in worked]
            yield BarrierSequence(
                tuple(own.barrier.id for own in worked),
                tuple(own.barrier.id for own in failed),
                self._chance(true, false),
                self._chance([top, *true], false),
            )

    def _consequence(self, event: str) -> Consequence:
        node = self.own.of(event)
        now = self._chance([node])
        gone = {own.event: True for own in self.own.behind}
        true = [self.own.knot, node]
        return Consequence(
            event, now, self._chance([node], certain=gone),
            {
                own.barrier.id: worth(self.solved, own, true, now.probability, coherent=self.coherent)
                for own in (*self.own.behind, *self.own.before)
            },
            self.solved.probability([node], [self.own.knot]),
        )  # fmt: skip

    def _chance(self, true: Sequence[str], false: Sequence[str] = (), certain: dict[str, bool] | None = None) -> Chance:
        """Of the nodes together with the knot; `certain`: failures that are taken as true, in the knot as well."""
        knot = self.own.knot
        joint = self.solved.probability([knot, *true], false, certain)
        before = self.solved.probability([knot], certain=certain) if certain else self.probability
        given = often = None
        if before.value:
            given = Interval(*(min(1.0, bound / before.value) for bound in joint))
        elif not self.shared:
            given = self.solved.probability(true, false, {**(certain or {}), knot: True})
        if self.frequency is not None and self.probability.value:
            often = Interval(*(bound / self.probability.value * self.frequency for bound in joint))
        return Chance(joint, given, often)

    def _limits(self, sequences: int) -> Iterator[Sentence]:
        yield from unused(self.review, self.tree, self.own)
        if sum(not own.is_absent for own in self.own.behind) > MOST_BRANCHING:
            yield Sentence(
                f"The sequences are not listed: more than {MOST_BRANCHING} barriers behind the knot branch.",
                f"未列出事件序列：结点之后的分支屏障多于 {MOST_BRANCHING} 个。",
            )
        elif self.own.behind and not sequences:
            yield Sentence(
                "The sequences are not listed: the tree is too large to be solved whole.",
                "未列出事件序列：故障树过大，无法整体求解。",
            )
        if not self.solved.whole:
            yield Sentence(
                "The bounds of the bow-tie hold, but closer ones could not be computed.",
                "蝴蝶结图的上下界成立，但未能算得更紧的界。",
            )
        if self.frequency is not None and self.shared & set(failure_rates(self.review)):
            yield Sentence(
                "What lies behind the knot shares events with a rate with it: frequencies are the knot's, times the "
                "probability given the knot.",
                "结点之后与结点之前共有带失效率的事件：频率按结点频率乘以给定结点的条件概率计算。",
            )
