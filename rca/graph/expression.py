"""Expressions of a model, and where in its files something stands."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """Where something is written. All places are equal, so that what says the same is equal wherever it is written."""

    file: str = ""
    line: int = 0
    column: int = 1

    def __eq__(self, other: object) -> bool:
        """Whether the other is a place."""
        return isinstance(other, Place)

    def __ne__(self, other: object) -> bool:
        """Whether the other is none."""
        return not isinstance(other, Place)

    def __hash__(self) -> int:
        """The same for all."""
        return hash(Place)


NOWHERE = Place()


class Expression(NamedTuple):
    """An expression for a probability, a rate (per hour) or a time (hours)."""

    op: str
    """Element of the exchange format: `float`, `parameter`, `exponential`, `mul` …"""
    inputs: tuple[Expression, ...] = ()
    value: float = 0.0
    """Of a `float` or `int`."""
    name: str = ""
    """Of a `parameter`, or of the event that a test names."""
    state: str = ""
    """Of a `test-functional-event`."""
