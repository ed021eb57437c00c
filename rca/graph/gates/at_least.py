"""k out of n: a vote among the causes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rca.graph.gate import Cases, Gate
from rca.graph.tree import GateKind


class AtLeast(Gate):
    """Holds when at least `threshold` causes hold; a cause listed twice counts twice."""

    word: ClassVar[GateKind] = "at_least"
    coherent: ClassVar[bool] = True
    iec: ClassVar[str] = "≥k"
    ansi: ClassVar[str] = "vote"

    def cases(
        self, certain: Sequence[Cases], possible: Sequence[Cases], every: Cases, threshold: int | None
    ) -> tuple[Cases, Cases]:
        """Certain where enough causes are certain, possible where enough are possible."""
        needed = threshold or 0
        return _enough(certain, needed, every), _enough(possible, needed, every)

    def words(self, threshold: int | None, causes: int) -> str:
        """`at least 2 of these 3`"""
        return f"at least {threshold} of these {causes}"

    def symbol(self, threshold: int | None) -> str:
        """`≥2`"""
        return f"≥{threshold}"


def _enough(causes: Sequence[Cases], needed: int, every: Cases) -> Cases:
    """Cases in which at least `needed` causes hold.

    The causes are counted in all cases at once by a binary counter whose digits are sets of cases: n·log n steps.
    """
    digits: list[Cases] = []
    for cause in causes:
        carry = cause
        for place, digit in enumerate(digits):
            if not carry:
                break
            digits[place], carry = digit ^ carry, digit & carry
        if carry:
            digits.append(carry)
    if needed.bit_length() > len(digits):
        return 0
    more, equal = 0, every
    for place in reversed(range(len(digits))):
        if needed >> place & 1:
            equal &= digits[place]
        else:
            more |= equal & digits[place]
            equal &= ~digits[place]
    return more | equal
