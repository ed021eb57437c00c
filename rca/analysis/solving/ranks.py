"""Sets of leaves as whole numbers in the order in which they are listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

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
        self.bit = {place: bit for bit, place in enumerate(ordered)}
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
