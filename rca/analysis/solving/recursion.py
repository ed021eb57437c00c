"""Recursion by Python functions alone, which takes no room on the processor's stack, as deep as a diagram has levels."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

SHALLOW = 200
"""So many levels are within what Python allows anyway."""


@contextmanager
def deep(levels: int) -> Iterator[None]:
    """Room for recursion through so many levels, one call each."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(before + 2 * levels)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
