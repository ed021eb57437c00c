"""Expressions of a model, and where in its files something stands."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """Where something is written."""

    file: str = ""
    line: int = 0
    column: int = 1


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
