"""Bounds on the top's probability that hold whatever events the gates share: one pass, no diagram."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rca.analysis.measures import Interval
from rca.analysis.solving.circuit import FIRST_LEAF, TRUE, Circuit, Op
from rca.analysis.solving.demands import WIDE, supports


class Sides(NamedTuple):
    """Bounds on the probability that a literal is true, and on that it is false: near zero both keep their digits."""

    least: float
    most: float
    least_false: float
    most_false: float

    def negated(self) -> Sides:
        """Those of the negation."""
        return Sides(self.least_false, self.most_false, self.least, self.most)


CERTAIN = Sides(1.0, 1.0, 0.0, 0.0)
UNKNOWN = Sides(0.0, 1.0, 0.0, 1.0)


class OuterBounds:
    """Bounds of one circuit, for leaves that are independent, with one of them taken as true or false on demand.

    An AND of events that rise with the same leaves, or fall with them, is at least as likely as if they were independent
    (association: Esary, Proschan and Walkup 1967); of any other at least as likely as the sum less n − 1 (Fréchet 1935). It is at
    most as likely as those of its inputs that share no leaf. At least k: exact where no leaf is shared; else at most the
    sum over k (Markov), at least (sum − k + 1) / (n − k + 1), or as the likeliest k that are associated.
    """

    def __init__(self, circuit: Circuit, known: Mapping[str, float]) -> None:
        """`known`: probabilities of leaves, 0..1; one that is missing may have any."""
        self.circuit = circuit
        own = supports(circuit)
        self.below = [*own, *reversed(own[1:])]
        """By literal; a negative one counts from the end, as an index of a list does."""
        self.associated = _associated(circuit)
        self.is_told_apart = len(circuit.leaves) <= WIDE
        """Whether each leaf has a bit of its own in `below`."""
        self.sides = [CERTAIN] * len(self.below)
        self.sides[-TRUE] = CERTAIN.negated()
        for number, name in enumerate(circuit.leaves, FIRST_LEAF):
            _put(self.sides, number, UNKNOWN if (chance := known.get(name)) is None else _sides(chance))
        for place in range(len(circuit.gates)):
            _put(self.sides, circuit.first_gate + place, self._of_gate(place, self.sides, -1))

    def whole(self) -> Interval:
        """Of the top."""
        return self._of_top(self.sides)

    def above(self, leaf: int) -> list[int]:
        """Places of the gates that a leaf stands below."""
        own = self.below[leaf]
        first = self.circuit.first_gate
        return [place for place in range(len(self.circuit.gates)) if self.below[first + place] & own]

    def given(self, leaf: int, above: Sequence[int], *, value: bool) -> Interval:
        """Of the top when the leaf is known to be true or false; `above` as found before. Only gates above it are read."""
        sides = list(self.sides)
        _put(sides, leaf, CERTAIN if value else CERTAIN.negated())
        others = ~self.below[leaf] if self.is_told_apart else -1
        first = self.circuit.first_gate
        for place in above:
            _put(sides, first + place, self._of_gate(place, sides, others))
        return self._of_top(sides)

    def _of_top(self, sides: Sequence[Sides]) -> Interval:
        own = sides[self.circuit.top]
        return Interval(own.least, max(own.least, own.most))

    def _of_gate(self, place: int, sides: Sequence[Sides], leaves: int) -> Sides:
        """`leaves`: bits of those that inputs may share."""
        gate = self.circuit.gates[place]
        inputs = [sides[literal] for literal in gate.inputs]
        below = [self.below[literal] & leaves for literal in gate.inputs]
        match gate.op:
            case Op.AND:
                return _all_of(inputs, below, associated=self.associated[place])
            case Op.COUNT:
                return _at_least(inputs, below, gate.threshold, associated=self.associated[place])
            case Op.ONE:
                most = min(1.0, sum(own.most for own in inputs))
                return Sides(0.0, most, 1.0 - most, 1.0)


def _put(sides: list[Sides], number: int, own: Sides) -> None:
    sides[number], sides[-number] = own, own.negated()


def _sides(chance: float) -> Sides:
    return Sides(chance, chance, 1.0 - chance, 1.0 - chance)


def _associated(circuit: Circuit) -> list[bool]:
    """By gate whether all its inputs certainly rise with the leaves, or all fall."""
    direction = [0, 0, *(1 for _ in circuit.leaves)]
    found: list[bool] = []
    for gate in circuit.gates:
        own = {direction[abs(literal)] * (1 if literal > 0 else -1) for literal in gate.inputs}
        found.append(len(own) == 1 and 0 not in own and gate.op is not Op.ONE)
        direction.append(own.pop() if found[-1] else 0)
    return found


def _all_of(inputs: Sequence[Sides], below: Sequence[int], *, associated: bool) -> Sides:
    least, most, least_false, most_false = CERTAIN
    taken, shares = 0, False
    for place in sorted(range(len(inputs)), key=lambda place: inputs[place].most):
        own_least, own_most, own_least_false, own_most_false = inputs[place]
        least *= own_least
        most_false += own_most_false * (1.0 - most_false)
        if taken & below[place]:
            shares = True
        else:
            taken |= below[place]
            most *= own_most
            least_false += own_least_false * (1.0 - least_false)
    if shares and not associated:
        most_false = min(1.0, sum(own.most_false for own in inputs))
        least = max(0.0, 1.0 - most_false)
    return Sides(least, most, least_false, most_false)


def _at_least(inputs: Sequence[Sides], below: Sequence[int], needed: int, *, associated: bool) -> Sides:
    taken, shares = 0, False
    for own in below:
        shares = shares or bool(taken & own)
        taken |= own
    if not shares:
        least, most_false = _tail([own.least for own in inputs], needed)
        most, least_false = _tail([own.most for own in inputs], needed)
        return Sides(least, most, least_false, most_false)
    least, most = _of_shared(inputs, needed, associated=associated)
    negated = [own.negated() for own in inputs]
    least_false, most_false = _of_shared(negated, len(inputs) - needed + 1, associated=associated)
    return Sides(
        max(least, 1.0 - most_false),
        min(most, 1.0 - least_false),
        max(least_false, 1.0 - most),
        min(most_false, 1.0 - least),
    )


def _of_shared(inputs: Sequence[Sides], needed: int, *, associated: bool) -> tuple[float, float]:
    """Least and most probability that so many are true."""
    total = sum(own.least for own in inputs)
    least = max(0.0, (total - needed + 1) / (len(inputs) - needed + 1))
    if associated:
        joint = 1.0
        for chance in sorted((own.least for own in inputs), reverse=True)[:needed]:
            joint *= chance
        least = max(least, joint)
    return least, min(1.0, sum(own.most for own in inputs) / needed)


def _tail(chances: Sequence[float], needed: int) -> tuple[float, float]:
    """Probabilities that at least so many of independent events are true, and that fewer are."""
    counts = [1.0] + [0.0] * needed
    for chance in chances:
        counts[needed] += counts[needed - 1] * chance
        for count in range(needed - 1, 0, -1):
            counts[count] += (counts[count - 1] - counts[count]) * chance
        counts[0] *= 1.0 - chance
    return counts[needed], sum(counts[:needed])
