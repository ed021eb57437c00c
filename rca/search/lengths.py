"""How long records are, in ninety steps of about ten per cent: one sign for each in what a browser reads."""

from __future__ import annotations

import numpy as np

from rca.search.postings import Real, Whole

LENGTH_SIGNS = "".join(chr(code) for code in range(32, 127) if chr(code) not in '"\\<>&')
STEPS = 7
"""Steps of an octave."""


def length_steps(lengths: Whole) -> Whole:
    """Step of each length in words."""
    steps: Whole = np.rint(STEPS * np.log2(1.0 + lengths)).astype(np.int64)
    return np.minimum(len(LENGTH_SIGNS) - 1, steps)


def lengths_of(steps: Whole) -> Real:
    """The lengths in words that the steps stand for."""
    by_step = np.array([2 ** (step / STEPS) - 1 for step in range(len(LENGTH_SIGNS))])
    found: Real = by_step[steps]
    return found
