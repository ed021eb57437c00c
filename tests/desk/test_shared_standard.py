"""The day of issue of a standard that several reviews cite stands once, and counts in each of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from rca.api import KnowledgeBase

REVIEW = """\
format: 1
id: tank
title: A tank
event: {date: 2014-03-02}
fault_tree: {top: T, events: {T: {event: It ran over, status: confirmed}}}
standards: {S-ONE: {title: One, ref: one, field: {sites_seen: 4, sites_conforming: 3}}}
"""
SHARED = "format: 1\nid: one\ntitle: One\nissued: {issued}\n"


@pytest.mark.parametrize(("issued", "counted"), [("2015-01-01", 0.75), ("2030-01-01", None)])
def test_a_standard_counts_from_its_day_of_issue(tmp_path: Path, issued: str, counted: float | None) -> None:
    for name, text in (("reviews/tank.yaml", REVIEW), ("standards/one.yaml", SHARED.format(issued=issued))):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    found = KnowledgeBase(tmp_path, dt.date(2020, 1, 1)).findings["tank"]

    assert found.implementation.lower == counted
