"""Sets of leaves as whole numbers in the order in which they are listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

LEAVES_FOR_ONE = 4096
"""Joining sets over so many leaves counts twice."""


class Ranks:
    """Sets of leaves as whole numbers.

    A set of k leaves is k·2^n − m, where m has a bit for each leaf, the first name being the highest of n bits: fewer
    leaves come first, then the earlier name, and the number of a union of disjoint sets is the sum of theirs.
    """

    def __init__(self, leaves: Sequence[str]) -> None:
        """`leaves` in any order; they are asked for by their place."""
        ordered = sorted(range(len(leaves)), key=leaves.__getitem__, reverse=True)
        self.names = tuple(leaves[place] for place in ordered)
        self.bit: dict[int, int] = {place: bit for bit, place in enumerate(ordered)}
        self.width = len(leaves)
        self.weight = 1 + len(leaves) // LEAVES_FOR_ONE

    def of(self, place: int) -> int:
        """The set that holds the leaf at that place alone."""
        return (1 << self.width) - (1 << self.bit[place])

    def names_of(self, ranks: Iterable[int]) -> Iterator[tuple[str, ...]]:
        """The names of each set, in order. Quick where the sets stand in order: they share their first names then."""
        every = (1 << self.width) - 1
        names = self.names
        held: list[str] = []
        before = 0
        for rank in ranks:
            mask = -rank & every
            changed = (mask ^ before).bit_length()
            shared = mask >> changed
            del held[shared.bit_count() :]
            rest = mask ^ shared << changed
            while rest:
                highest = rest.bit_length() - 1
                held.append(names[highest])
                rest ^= 1 << highest
            before = mask
            yield tuple(held)


class SetsInOrder:
    """Sets that are listed, named when they are asked for: of thousands a page shows the first."""

    def __init__(self, ranks: Ranks, held: Sequence[int]) -> None:
        """`held` are the numbers of the sets, in order."""
        self.ranks = ranks
        self.held = held

    def __len__(self) -> int:
        """How many there are."""
        return len(self.held)

    def names(self, start: int = 0, stop: int | None = None) -> Iterator[tuple[str, ...]]:
        """The names of the sets from one place to before another."""
        return self.ranks.names_of(self.held[start:stop])

    def holding(self, name: str) -> int:
        """The sets that hold the leaf, bit `i` for set `i`; 0 for a name that is no leaf."""
        bit = self._bit_of.get(name)
        if bit is None:
            return 0
        octets, size = self._octets
        column = octets[size - 1 - bit // 8 :: size][::-1]
        return int(column.translate(_BITS[bit % 8]) or b"0", 2)

    @cached_property
    def _bit_of(self) -> dict[str, int]:
        return {name: bit for bit, name in enumerate(self.ranks.names)}

    @cached_property
    def _octets(self) -> tuple[bytes, int]:
        """All sets, one bit a leaf, and the octets of one: a leaf's bits stand in one column."""
        size = self.ranks.width // 8 + 1
        every = (1 << self.ranks.width) - 1
        return b"".join([(-rank & every).to_bytes(size, "big") for rank in self.held]), size


_BITS = tuple(bytes(48 + (octet >> bit & 1) for octet in range(256)) for bit in range(8))
"""By bit of an octet: the digit `0` or `1` that it is, for every octet."""
