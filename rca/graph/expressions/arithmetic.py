"""Numerical operations."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial, reduce

from rca.graph.operation import Formula, Mathematics, Operation, Value

_FUNCTIONS = {
    "abs": "fabs", "acos": "acos", "asin": "asin", "atan": "atan", "cos": "cos", "cosh": "cosh", "sin": "sin",
    "sinh": "sinh", "tan": "tan", "tanh": "tanh", "sqrt": "sqrt", "ceil": "ceil",
}  # fmt: skip


def _function(word: str, m: Mathematics, x: Sequence[Value]) -> Value:
    return m.unary(word, x[0])


def _product(m: Mathematics, x: Sequence[Value]) -> Value:
    del m
    return reduce(lambda found, each: found * each, x)


def _modulo(m: Mathematics, x: Sequence[Value]) -> Value:
    """The remainder of whole numbers, with the sign of the first, as SCRAM 0.16 has it."""
    first, second = m.unary("trunc", x[0]), m.unary("trunc", x[1])
    return first - second * m.unary("trunc", m.quotient(first, second))


_OWN: dict[str, tuple[tuple[int, ...] | None, Formula]] = {
    "neg": ((1,), lambda _, x: -x[0]),
    "add": (None, lambda _, x: sum(x[1:], x[0])),
    "sub": (None, lambda _, x: x[0] - sum(x[1:])),
    "mul": (None, _product),
    "div": (None, lambda m, x: reduce(m.quotient, x)),
    "mod": ((2,), _modulo),
    "pow": ((2,), lambda m, x: m.power(x[0], x[1])),
    "exp": ((1,), lambda m, x: m.exp(x[0])),
    "log": ((1,), lambda m, x: m.log(x[0])),
    "log10": ((1,), lambda m, x: m.log(x[0]) / math.log(10)),
    "floor": ((1,), lambda m, x: m.floor(x[0])),
    "min": (None, lambda m, x: m.least(x)),
    "max": (None, lambda m, x: m.greatest(x)),
    "mean": (None, lambda _, x: sum(x[1:], x[0]) / len(x)),
    "pi": ((0,), lambda _, __: math.pi),
}
OPERATIONS = (
    *(Operation(word, counts, formula) for word, (counts, formula) in _OWN.items()),
    *(Operation(word, (1,), partial(_function, name)) for word, name in _FUNCTIONS.items()),
)
