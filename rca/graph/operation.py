"""What an operation of an expression has to say: how many arguments it takes, its value, how it is drawn at random."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from numpy.random import Generator

Value: TypeAlias = float
"""A number; where many cases are computed at once, an array with a number for each, which obeys the same operators."""


class Mathematics(Protocol):
    """What formulas are written in, so that each stands once: for one case (`SCALAR`), or for an array of cases."""

    def exp(self, x: Value) -> Value:
        """eˣ"""

    def expm1(self, x: Value) -> Value:
        """eˣ − 1, exact for small x."""

    def log(self, x: Value) -> Value:
        """Natural logarithm."""

    def power(self, x: Value, y: Value) -> Value:
        """x to the power of y."""

    def floor(self, x: Value) -> Value:
        """The greatest whole number not above x."""

    def unary(self, word: str, x: Value) -> Value:
        """A function of that name in `math` and numpy."""

    def least(self, values: Sequence[Value]) -> Value:
        """The least of them, case by case."""

    def greatest(self, values: Sequence[Value]) -> Value:
        """The greatest of them, case by case."""

    def choose(self, test: Value, when_true: Value, when_false: Value) -> Value:
        """`when_true` where the test is not 0; both are computed."""

    def quotient(self, x: Value, y: Value) -> Value:
        """x over y."""

    def require(self, holds: Value, message: str, value: Value) -> None:
        """Nothing where it holds.

        Raises:
            ValueError: it does not; the message has `{}` for the value. An array of cases is never refused: what no
                formula can take comes out as no number, which is counted.
        """

    def repeats(self, times: Value) -> int:
        """The greatest whole number in `times`."""


class _Scalar:
    """The mathematics of one case."""

    exp = staticmethod(math.exp)
    expm1 = staticmethod(math.expm1)
    power = staticmethod(math.pow)

    def log(self, x: Value) -> Value:
        if x <= 0:
            msg = f"the logarithm of {x:g} is not a number"
            raise ValueError(msg)
        return math.log(x)

    def floor(self, x: Value) -> Value:
        return float(math.floor(x))

    def unary(self, word: str, x: Value) -> Value:
        function: Callable[[float], float] = getattr(math, word)
        try:
            return function(x)
        except ValueError:
            msg = f"`{word}` of {x:g} is not a number"
            raise ValueError(msg) from None

    def least(self, values: Sequence[Value]) -> Value:
        return min(values)

    def greatest(self, values: Sequence[Value]) -> Value:
        return max(values)

    def choose(self, test: Value, when_true: Value, when_false: Value) -> Value:
        return when_true if test else when_false

    def quotient(self, x: Value, y: Value) -> Value:
        return x / y

    def require(self, holds: Value, message: str, value: Value) -> None:
        if not holds:
            raise ValueError(message.format(f"{value:g}"))

    def repeats(self, times: Value) -> int:
        return int(times)


SCALAR: Mathematics = _Scalar()
Formula = Callable[[Mathematics, Sequence[Value]], Value]


class Operation(NamedTuple):
    """An operation of the Open-PSA Model Exchange Format."""

    word: str
    """Its element."""
    counts: tuple[int, ...] | None
    """How many arguments it takes; None: one or more."""
    formula: Formula
    """Its value. Of a distribution: the mean."""
    draw: Callable[[Generator, Sequence[float], int], Value] | None = None
    """Of a distribution: so many numbers drawn from it, its arguments being point values."""
    pairs: Literal["", "bin", "case"] = ""
    """Element that holds two arguments together: all but the first of a histogram, all but the last of a switch."""

    @property
    def takes(self) -> str:
        """How many arguments it takes, in words."""
        if self.counts is None:
            return f"one beside those in `{self.pairs}`, each of which has 2" if self.pairs else "at least 1"
        return " or ".join(str(count) for count in self.counts)

    def accepts(self, count: int) -> bool:
        """Whether it takes so many arguments."""
        if self.pairs:
            return count % 2 == 1 and (count > 1 or self.pairs == "case")
        return count >= 1 if self.counts is None else count in self.counts


def not_negative(m: Mathematics, **named: Value) -> None:
    """Nothing where no value is negative.

    Raises:
        ValueError: one is; the message has its name.
    """
    for name, value in named.items():
        m.require(value >= 0, f"the {name.replace('_', ' ')} {{}} is negative", value)


def chance(m: Mathematics, **named: Value) -> None:
    """Nothing where every value is a probability.

    Raises:
        ValueError: one is not.
    """
    for name, value in named.items():
        m.require((value >= 0) & (value <= 1), f"the {name.replace('_', ' ')} {{}} is outside 0 to 1", value)


def positive(m: Mathematics, what: str, *values: Value) -> None:
    """Nothing where every value is above zero.

    Raises:
        ValueError: one is not; `what` says what has to be.
    """
    for value in values:
        m.require(value > 0, f"{what} above zero, and {{}} is not", value)
