"""The table of paths names the action that proves most, whatever the order in the file."""

from __future__ import annotations

import datetime as dt

import pytest

from rca.analysis.analyse import analyse
from rca.graph.build import fault_tree
from rca.records.review import Review
from rca.site.case.paths import path_table

WARNING = {"id": "A-SIGN", "do": "Put up a sign", "breaks": ("A",), "kind": "warning", "function": "prevent"}
STOP = {"id": "A-STOP", "do": "Stop it", "breaks": ("A",), "kind": "forcing-function", "function": "prevent"}


@pytest.mark.parametrize(
    ("actions", "best"),
    [
        ((WARNING | {"status": "implemented"}, STOP | {"status": "implemented"}), "A-STOP"),
        ((STOP | {"status": "implemented"}, WARNING | {"status": "implemented"}), "A-STOP"),
        ((STOP | {"status": "implemented"}, WARNING | {"status": "verified"}), "A-SIGN"),
        ((STOP | {"status": "proposed"}, WARNING | {"status": "implemented"}), "A-SIGN"),
        ((STOP | {"status": "verified", "function": "mitigate"}, WARNING | {"status": "implemented"}), "A-SIGN"),
        ((STOP | {"status": "verified", "function": "mitigate"},), ""),
    ],
)
def test_the_best_is_seen_before_said_and_then_the_strongest(actions: tuple[dict[str, object], ...], best: str) -> None:
    review = Review.model_validate(
        {
            "format": 1, "id": "x", "title": "X", "event": {"date": "2020-01-01"}, "actions": actions,
            "fault_tree": {"top": "TOP", "events": {"TOP": {"event": "t", "all_of": ("A",)}, "A": {"event": "a", "status": "confirmed"}}},
        }
    )  # fmt: skip
    tree = fault_tree(review)
    (row,) = path_table(review, tree, analyse(review, dt.date(2021, 1, 1), tree=tree)).rows

    assert row.best == best
