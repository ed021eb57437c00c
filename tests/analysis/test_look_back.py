"""The look-back after one year."""

from __future__ import annotations

import datetime as dt

import pytest
from tree_cases import findings_of

TREE = "TOP: {all_of: [A]}\nA: {status: confirmed}\n"


@pytest.mark.parametrize(
    ("process", "as_of", "expected"),
    [
        ("{}", "2024-06-30", ("not-due", None)),
        ("{report_approved: 2023-06-30}", "2024-03-01", ("not-due", -121)),
        ("{report_approved: 2023-06-30}", "2024-05-01", ("due", -60)),
        ("{report_approved: 2023-06-30}", "2024-06-30", ("due", 0)),
        ("{report_approved: 2023-06-30}", "2024-07-10", ("overdue", 10)),
        ("{report_approved: 2024-02-29}", "2025-03-01", ("overdue", 1)),
        ("{report_approved: 2023-06-30, look_back: {due: 2025-01-01}}", "2024-07-10", ("not-due", -175)),
        ("{look_back: {done: 2024-01-01}}", "2024-07-10", ("done", None)),
        ("{look_back: {done: 2024-07-10}}", "2024-07-10", ("done", None)),
        ("{look_back: {due: 2024-07-09, done: 2024-07-11}}", "2024-07-10", ("overdue", 1)),
        ("{report_approved: 2023-06-30}", "2024-04-30", ("due", -61)),
        ("{report_approved: 2023-06-30}", "2024-04-29", ("not-due", -62)),
        ("{look_back: {due: 2024-01-01, done: 2025-01-01}}", "2024-07-10", ("overdue", 191)),
        ("{basis: public-record, report_approved: 2023-06-30}", "2024-07-10", ("unknown", None)),
        ("{basis: public-record, look_back: {due: 2024-01-01}}", "2024-07-10", ("unknown", None)),
        ("{basis: public-record, look_back: {done: 2024-01-01}}", "2024-07-10", ("done", None)),
    ],
)
def test_look_back(process: str, as_of: str, expected: tuple[str, int | None]) -> None:
    """Due one year after approval or on the stated date; in a public record known only where it says so."""
    found = findings_of(TREE + f"review: {process}\n", dt.date.fromisoformat(as_of))

    assert (found.look_back, found.look_back_days) == expected
