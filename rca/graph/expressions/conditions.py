"""Boolean and conditional operations; true is 1 and false is 0."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from rca.graph.operation import Formula, Mathematics, Operation, Value


def _truth(m: Mathematics, test: Value) -> Value:
    return m.choose(test, 1.0, 0.0)


def _switch(m: Mathematics, x: Sequence[Value]) -> Value:
    """The value of the first case that holds, else the last argument: test, value, test, value …, default."""
    found = x[-1]
    for at in range(len(x) - 3, -1, -2):
        found = m.choose(x[at], x[at + 1], found)
    return found


_OWN: dict[str, tuple[tuple[int, ...] | None, Formula]] = {
    "not": ((1,), lambda m, x: _truth(m, x[0] == 0)),
    "and": (None, lambda m, x: _truth(m, reduce(lambda a, b: a & b, (each != 0 for each in x)))),
    "or": (None, lambda m, x: _truth(m, reduce(lambda a, b: a | b, (each != 0 for each in x)))),
    "eq": ((2,), lambda m, x: _truth(m, x[0] == x[1])),
    "df": ((2,), lambda m, x: _truth(m, x[0] != x[1])),
    "lt": ((2,), lambda m, x: _truth(m, x[0] < x[1])),
    "gt": ((2,), lambda m, x: _truth(m, x[0] > x[1])),
    "leq": ((2,), lambda m, x: _truth(m, x[0] <= x[1])),
    "geq": ((2,), lambda m, x: _truth(m, x[0] >= x[1])),
    "ite": ((3,), lambda m, x: m.choose(x[0], x[1], x[2])),
}
OPERATIONS = (
    *(Operation(word, counts, formula) for word, (counts, formula) in _OWN.items()),
    Operation("switch", None, _switch, pairs="case"),
)
