"""How long records are, in ninety steps of about ten per cent: one sign for each in what a browser reads."""

from __future__ import annotations

import numpy as np

from rca.search.postings import Real, Whole

LENGTH_SIGNS = "".join(chr(code) for code in range(32, 127) if chr(code) not in '"\\<>&')
LENGTHS = len(LENGTH_SIGNS)
STEPS = 7
"""Steps of an octave."""


def length_steps(lengths: Whole) -> Whole:
    """Step of each length in words."""
    steps: Whole = np.rint(STEPS * np.log2(1.0 + lengths)).astype(np.int64)
    return np.minimum(LENGTHS - 1, steps)


def marks_of(counts: Whole, steps: Whole) -> Whole:
    """A count and the length of its record in one number, so that what BM25 makes of the two is one look-up."""
    marks: Whole = counts.astype(np.int64) * LENGTHS + steps
    return marks


def saturated(most: int, average: float, saturation: float, length: float) -> Real:
    """For every mark up to the count `most`: count · (k1 + 1) / (count + k1 · (1 - b + b · length / average length)).

    That is BM25 without the weight of the word (Robertson and Zaragoza 2009); `saturation` is k1, `length` is b.
    """
    lengths = lengths_of(np.arange(LENGTHS))
    norms = saturation * (1 - length + length * lengths / (average or 1.0))
    counts = np.arange(most + 1, dtype=np.float64)[:, None]
    found: Real = counts * (saturation + 1) / (counts + norms)
    return found.ravel()


def spread(steps: Whole) -> float:
    """How much lengths differ: their standard deviation as a share of their mean; 0 for records without a word."""
    lengths = lengths_of(steps)
    mean = float(lengths.mean()) if len(lengths) else 0.0
    return float(lengths.std()) / mean if mean else 0.0


def lengths_of(steps: Whole) -> Real:
    """The lengths in words that the steps stand for."""
    by_step = np.array([2 ** (step / STEPS) - 1 for step in range(LENGTHS)])
    found: Real = by_step[steps]
    return found
