"""CSV with a row for each moment: time, what, lane."""

from __future__ import annotations

from dataclasses import replace

from rca.importers.begin import Answers, begin
from rca.importers.clean import Given, NotReadable
from rca.importers.draft import Draft
from rca.importers.formats.csv_tree import table
from rca.importers.rows import is_timeline, timeline_entries

RANK = 1


def recognises(given: Given) -> bool:
    """A table with a moment and what happened in each row, and no parents."""
    if given.suffix not in (".csv", ".tsv"):
        return False
    try:
        headings, _ = table(given)
    except NotReadable:
        return False
    return is_timeline(headings)


def bring(given: Given) -> Draft:
    """The timeline, with an empty tree to be drawn from it.

    Raises:
        NotReadable: it is no table with moments, or no moment of it can be read.
    """
    headings, rows = table(given)
    if not is_timeline(headings):
        msg = f"`{given.name}` has no column for the time and one for what happened"
        raise NotReadable(msg)
    left: list[str] = []
    entries, day = timeline_entries(rows, headings, left)
    if not entries:
        msg = f"`{given.name}` has no row with a time that can be read and something that happened"
        raise NotReadable(msg)
    return replace(begin("fault-tree", Answers()), date=day, timeline=entries, left=tuple(left))
