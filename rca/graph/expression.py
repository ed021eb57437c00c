"""Expressions of a model, and where in its files something stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is written."""

    file: str = ""
    line: int = 0
    column: int = 1


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Expression:
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
