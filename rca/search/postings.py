"""Which records hold a word and how often, as a short list of whole numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

Postings: TypeAlias = tuple[list[int], list[int]]
"""Records in ascending order, and for each the weighted count of the word."""


def packed(postings: Iterable[tuple[int, int]]) -> list[int]:
    """Steps between records, four times over, plus the count less one; a count above 3 follows by itself.

    >>> packed([(0, 1), (5, 2), (6, 9)])
    [0, 21, 7, 9]
    """
    found: list[int] = []
    last = 0
    for record, count in postings:
        step = (record - last) * 4
        last = record
        if count <= 3:
            found.append(step + count - 1)
        else:
            found.extend((step + 3, count))
    return found


def unpacked(numbers: Sequence[int]) -> Postings:
    """The inverse of `packed`.

    >>> unpacked([0, 21, 7, 9])
    ([0, 5, 6], [1, 2, 9])
    """
    records: list[int] = []
    counts: list[int] = []
    record = 0
    each = iter(numbers)
    for number in each:
        record += number >> 2
        records.append(record)
        count = (number & 3) + 1
        counts.append(next(each) if count > 3 else count)
    return records, counts


def merged(lists: Sequence[Postings]) -> Postings:
    """Records that any of the lists holds, counts added."""
    if len(lists) == 1:
        return lists[0]
    counts: dict[int, int] = {}
    for records, found in lists:
        for record, count in zip(records, found, strict=True):
            counts[record] = counts.get(record, 0) + count
    ordered = sorted(counts)
    return ordered, [counts[record] for record in ordered]


def common(lists: Sequence[Postings]) -> Postings:
    """Records that all of the lists hold, with the least of the counts."""
    if len(lists) == 1:
        return lists[0]
    counts = dict(zip(*lists[0], strict=True))
    for records, found in lists[1:]:
        counts = {
            record: min(counts[record], count) for record, count in zip(records, found, strict=True) if record in counts
        }
    ordered = sorted(counts)
    return ordered, [counts[record] for record in ordered]
