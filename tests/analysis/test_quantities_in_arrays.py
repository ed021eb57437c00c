"""Formulas give an array of cases what they give each case alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rca.analysis.quantities.arrays import ARRAYS, many, row
from rca.graph.expressions import operations
from rca.graph.operation import SCALAR, Operation

CASES = 7
RATE, TIME, CHANCE = st.floats(1e-6, 1e-1), st.floats(0, 5000), st.floats(0, 1)
TAU = st.floats(10, 2000)
ARGUMENTS = {
    "exponential": [(RATE, TIME)],
    "GLM": [(CHANCE, RATE, RATE, TIME)],
    "Weibull": [(TAU, st.floats(0.3, 4), TIME, TIME)],
    "periodic-test": [
        (RATE, TAU, TIME, TIME),
        (RATE, RATE, TAU, TIME, TIME),
        (RATE, RATE, RATE, TAU, TIME, CHANCE, st.floats(0.1, 9), st.sampled_from((0.0, 1.0)), CHANCE, CHANCE, TIME),
    ],
    "uniform-deviate": [(st.floats(0, 0.5), st.floats(0.5, 1))],
    "lognormal-deviate": [(RATE, st.floats(1, 20), st.floats(0.6, 0.99)), (st.floats(-9, 0), st.floats(0, 2))],
    "gamma-deviate": [(RATE, RATE)],
    "beta-deviate": [(RATE, RATE)],
    "histogram": [(st.floats(0, 0.4), st.floats(0.5, 0.6), RATE, st.floats(0.7, 1), RATE)],
    "acos": [(CHANCE,)],
    "asin": [(CHANCE,)],
    "pow": [(RATE, CHANCE)],
    "log": [(RATE,)],
    "log10": [(RATE,)],
    "pi": [()],
    "switch": [(st.sampled_from((0.0, 1.0)), RATE, st.sampled_from((0.0, 1.0)), TIME, CHANCE)],
    "mod": [(st.floats(-50, 50), st.floats(1, 9))],
}
"""Of operations that do not take just any numbers."""


def arguments(operation: Operation) -> list[tuple[st.SearchStrategy[float], ...]]:
    """What to try an operation on."""
    counts = operation.counts or (1, 3)
    return ARGUMENTS.get(operation.word) or [(st.floats(0.01, 20),) * count for count in counts]


@pytest.mark.parametrize("word", sorted(operations()))
@given(data=st.data())
@settings(max_examples=10, deadline=None)
def test_an_array_is_its_cases_one_by_one(word: str, data: st.DataObject) -> None:
    """Of every operation, and every number of arguments that it takes."""
    operation = operations()[word]
    for own in arguments(operation):
        columns = [tuple(data.draw(each) for each in own) for _ in range(CASES)]
        inputs = [many(np.array(each)) for each in zip(*columns, strict=True)]

        with np.errstate(all="ignore"):
            found = row(operation.formula(ARRAYS, inputs), CASES)

        alone = [operation.formula(SCALAR, column) for column in columns]
        assert found == pytest.approx(alone, rel=1e-9, abs=1e-12)
