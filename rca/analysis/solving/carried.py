"""Minimal cut sets up to an order, carried upward gate by gate, each gate as far as its effects have room for."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rca.analysis.solving.circuit import FIRST_LEAF, TRUE, Circuit
from rca.analysis.solving.deadline import Deadline
from rca.analysis.solving.demands import Asked, Demand, demands, least_orders, room_of
from rca.analysis.solving.diagram import ExhaustedError
from rca.analysis.solving.modules import grouped, modules

CANDIDATES = 20
"""So many times more sets may be held before those that contain another are left out."""


FEW = 64
"""Pairs of sets that are joined without a closer look."""


class Most(NamedTuple):
    """What one order may take."""

    sets: int
    """Of a gate."""
    steps: int
    """In all: sets joined and compared."""


class _Room:
    """What is left of it."""

    def __init__(self, most: Most, deadline: Deadline) -> None:
        self.sets = most.sets
        self.steps = most.steps
        self.deadline = deadline

    def take(self, steps: int) -> None:
        """So many steps are done.

        Raises:
            ExhaustedError: there are none left.
            LimitError: the deadline has passed.
        """
        self.deadline.look()
        self.steps -= steps
        if self.steps < 0:
            raise ExhaustedError


class Carrier:
    """The minimal cut sets of a circuit up to one order after the other, one bit a leaf.

    A set of a gate is cut when too few events are left for what its effects need beside it (MOCUS, Fussell and Vesely 1972,
    cuts by the order alone): at an AND for the least orders of the inputs that share no event with the one it is of. A
    module is one event with as many bits as its least order, and is taken apart in the sets of the top.
    """

    def __init__(self, circuit: Circuit, most: Most, deadline: Deadline) -> None:
        """`circuit` as it is to be read; `most` and `deadline` hold for each order.

        Raises:
            ExhaustedError: a negated event or an exclusive gate.
        """
        self.circuit = grouped(circuit)
        self.most = most
        self.deadline = deadline
        self.demands = demands(self.circuit)
        self.heads = {module.gate for module in modules(self.circuit)} - {abs(self.circuit.top)}
        self.least: dict[Asked, int] = least_orders(self.circuit, self.demands)
        self.free = len(circuit.leaves)
        """The first bit that stands for no leaf."""

    def sets(self, order: int) -> list[int]:
        """Those of at most `order` leaves. To be asked for in ascending order: what one teaches saves steps of the next.

        Raises:
            ExhaustedError: too many sets or steps.
            LimitError: the deadline has passed.
        """
        room = _Room(self.most, self.deadline)
        top: Asked = (abs(self.circuit.top), self.circuit.top > 0)
        if abs(self.circuit.top) == TRUE:
            return [0] if self.circuit.top > 0 else []
        most = room_of(self.circuit, self.demands, self.least, order)
        found: dict[Asked, list[int]] = {}
        inside: dict[int, list[int]] = {}
        free = self.free
        for asked, demand in self.demands.items():
            own = []
            if self.least[asked] <= most[asked]:
                own = _at_least([self._sets_of(cause, found) for cause in demand.causes], demand, most[asked], room)
            self.least[asked] = min(map(int.bit_count, own), default=max(self.least[asked], most[asked] + 1))
            if own and asked[0] in self.heads:
                event = (1 << self.least[asked]) - 1 << free
                free += self.least[asked]
                inside[event & -event] = own
                own = [event]
            found[asked] = own
        return _taken_apart(self._sets_of(top, found), inside, self.free, order, room)

    def _sets_of(self, asked: Asked, found: dict[Asked, list[int]]) -> list[int]:
        number, _ = asked
        return [1 << number - FIRST_LEAF] if self.circuit.is_leaf(number) else found[asked]


def _at_least(inputs: Sequence[list[int]], demand: Demand, order: int, room: _Room) -> list[int]:
    """Minimal sets for at least so many of the inputs as are needed (all: AND, one: OR), of at most `order` bits."""
    needed = demand.needed
    if needed == 1:
        room.take(sum(map(len, inputs)))
        return _minimal(itertools.chain(*inputs), order, room)
    reach: list[list[int]] = [[0]] + [[] for _ in range(needed)]
    for place, own in enumerate(sorted(inputs, key=len)):
        still = len(inputs) - place - 1
        for count in range(min(needed, place + 1), max(0, needed - still - 1), -1):
            reach[count] = _minimal(itertools.chain(reach[count], _joined(own, reach[count - 1], room)), order, room)
    return reach[needed]


def _joined(first: list[int], second: list[int], room: _Room) -> Iterable[int]:
    """A set of each made one, without what contains another of these.

    A set that contains one of the other family stands for itself, and makes all that it would be joined with needless: where
    two gates say nearly the same, as trains of a plant do, few are left to be joined.
    """
    if len(first) * len(second) <= FEW:
        room.take(len(first) * len(second) + 1)
        return [a | b for a in first for b in second]
    alone, left = _told_apart(first, second, room)
    other_alone, other_left = _told_apart(second, first, room)
    room.take(len(left) * len(other_left))
    return itertools.chain(alone, other_alone, (a | b for a in left for b in other_left))


def _told_apart(sets: list[int], others: list[int], room: _Room) -> tuple[list[int], list[int]]:
    """The sets that contain one of the others, and those that do not."""
    room.take(sum(min(len(others) // 8 + 1, 1 << mask.bit_count()) for mask in sets))
    known = set(others)
    found: tuple[list[int], list[int]] = ([], [])
    for mask in sets:
        found[_contains_none(mask, known)].append(mask)
    return found


def _contains_none(mask: int, sets: set[int]) -> bool:
    """Whether the set contains none of these: by its parts or one by one, whichever are fewer."""
    if len(sets) > 1 << mask.bit_count():
        return sets.isdisjoint(_parts(mask))
    return not any(mask & other == other for other in sets)


def _minimal(masks: Iterable[int], order: int, room: _Room) -> list[int]:
    """The sets of at most `order` bits of which none contains another."""
    by_order: list[set[int]] = [set() for _ in range(order + 1)]
    for mask in masks:
        count = mask.bit_count()
        if count <= order:
            by_order[count].add(mask)
            if len(by_order[count]) > CANDIDATES * room.sets:
                raise ExhaustedError
    kept: set[int] = set()
    for count, own in enumerate(by_order):
        room.take(len(own) * min(len(kept) // 8 + 1, 1 << count))
        if len(kept) + len(own) > room.sets:
            raise ExhaustedError
        kept |= {mask for mask in own if _contains_none(mask, kept)} if kept else own
    return sorted(kept)


def _parts(mask: int) -> list[int]:
    """Every set that this one contains, itself among them."""
    found = [0]
    while mask:
        lowest = mask & -mask
        mask ^= lowest
        found += [part | lowest for part in found]
    return found


def _taken_apart(sets: list[int], inside: dict[int, list[int]], free: int, order: int, room: _Room) -> list[int]:
    """The sets with each module replaced by each of its own, as far as the order allows."""
    whole: list[int] = []
    pending = sets
    while pending:
        mask = pending.pop()
        events = mask >> free << free
        if not events:
            whole.append(mask)
            if len(whole) > room.sets:
                raise ExhaustedError
            continue
        own = inside[events & -events]
        rest = mask & ~_bits(events & -events, own)
        room.take(len(own))
        pending.extend(joined for part in own if (joined := rest | part).bit_count() <= order)
    return sorted(whole)


def _bits(lowest: int, own: list[int]) -> int:
    """Those of a module's event, of which the lowest is known."""
    return (lowest << min(map(int.bit_count, own))) - lowest
