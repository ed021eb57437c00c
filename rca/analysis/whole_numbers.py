"""Counts of cut sets as text: they may have thousands of digits, which Python refuses to write."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

MOST_DIGITS = 15
"""Of a count that a reader is shown whole."""
SHOWN_DIGITS = 4


@contextmanager
def all_digits() -> Iterator[None]:
    """Room to write whole numbers of any length. Python's limit guards against numbers that strangers wrote; these are counted."""
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(before)


def shown_count(count: int) -> str:
    """A count for readers: whole up to 15 digits, else about, as in `2.531·10^859`. JSON has all digits."""
    with all_digits():
        digits = str(count)
    if len(digits) <= MOST_DIGITS:
        return digits
    return f"about {digits[0]}.{digits[1:SHOWN_DIGITS]}·10^{len(digits) - 1}"
