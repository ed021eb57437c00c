"""How a count of cut sets is shown to readers, however many digits it has."""

from __future__ import annotations

import sys

import pytest

from rca.analysis.whole_numbers import shown_count


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, "0"),
        (123, "123"),
        (999_999_999_999_999, "999999999999999"),
        (1_000_000_000_000_000, "about 1.000·10^15"),
        (25_319_000_000_000_000, "about 2.531·10^16"),
    ],
)
def test_a_count_is_whole_up_to_fifteen_digits(count: int, shown: str) -> None:
    """Beyond them four digits and the power of ten."""
    assert shown_count(count) == shown


def test_more_digits_than_python_writes_are_no_error() -> None:
    """Its own limit stands again afterwards."""
    limit = sys.get_int_max_str_digits()

    assert shown_count(7 * 10**5000) == "about 7.000·10^5000"
    assert sys.get_int_max_str_digits() == limit
