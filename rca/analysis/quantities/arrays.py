"""The mathematics of formulas for many cases at once; numpy is loaded with this module, and with no other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from rca.graph.operation import Mathematics, Value

Floats: TypeAlias = NDArray[np.float64]
_NAMES = {"acos": "arccos", "asin": "arcsin", "atan": "arctan"}


class _Arrays:
    """Every value is a number, or an array with one for each case; what has no value comes out as no number."""

    def exp(self, x: Value) -> Value:
        return cast("Value", np.exp(x))

    def expm1(self, x: Value) -> Value:
        return cast("Value", np.expm1(x))

    def log(self, x: Value) -> Value:
        return cast("Value", np.log(x))

    def power(self, x: Value, y: Value) -> Value:
        return cast("Value", np.power(np.asarray(x, dtype=float), y))

    def floor(self, x: Value) -> Value:
        return cast("Value", np.floor(x))

    def unary(self, word: str, x: Value) -> Value:
        return cast("Value", getattr(np, _NAMES.get(word, word))(x))

    def least(self, values: Sequence[Value]) -> Value:
        return reduce(np.minimum, values)

    def greatest(self, values: Sequence[Value]) -> Value:
        return reduce(np.maximum, values)

    def choose(self, test: Value, when_true: Value, when_false: Value) -> Value:
        return cast("Value", np.where(test, when_true, when_false))

    def quotient(self, x: Value, y: Value) -> Value:
        return cast("Value", np.divide(x, y))

    def require(self, holds: Value, message: str, value: Value) -> None:
        del holds, message, value

    def repeats(self, times: Value) -> int:
        greatest = float(np.max(np.nan_to_num(np.asarray(times, dtype=float))))
        return int(greatest)


ARRAYS: Mathematics = _Arrays()


def many(values: Floats) -> Value:
    """An array as what formulas take."""
    return cast("Value", values)


def row(value: Value | Floats, count: int) -> Floats:
    """The value as an array of so many numbers."""
    return np.broadcast_to(np.asarray(value, dtype=np.float64), (count,))
