"""Sequences and consequences of a model's event trees, as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rca.analysis.measures import Interval
from rca.analysis.quantities.outcome import ConsequenceFindings, Curve, Followed, SequenceFindings
from rca.analysis.whole_numbers import shown_count
from rca.exporters.model_quantities import SPREAD_HEAD, spread_cells

HEAD = (
    "initiating_event", "initiating_frequency", "event_tree", "sequence", "paths", "lower", "upper", "frequency_lower",
    "frequency_upper", *SPREAD_HEAD, "kind", "consequence", "minimal_cut_set_count", "minimal_cut_sets",
)  # fmt: skip
CURVE_HEAD = ("kind", "initiating_event", "event_tree", "name", "hours", "probability", "frequency")
SETS = 20
"""Minimal cut sets in a cell of a table, and in a block of text."""
Row = tuple[str | float | None, ...]


def sequence_rows(found: Followed) -> tuple[tuple[str, ...], list[Row]]:
    """A row for each sequence of each initiating event, then for each consequence and group; an unknown number is None.

    With a time curve, a row for each of their times instead.
    """
    curves = [(kind, event, tree, name, own) for kind, event, tree, name, own in _curves(found) if own is not None]
    if curves:
        return CURVE_HEAD, [
            (kind, event, tree, name, *point) for kind, event, tree, name, own in curves for point in _points(own)
        ]
    rows: list[Row] = []
    for each in found.trees:
        for own in each.sequences:
            often = None if each.frequency is None else times(own.probability, each.frequency)
            rows.append((
                each.initiating_event, each.frequency, own.event_tree, own.name, own.paths, *_ends(own.probability),
                *_ends(often), *spread_cells(own.spread), "sequence", None, *_sets_cells([own]),
            ))  # fmt: skip
    return HEAD, [*rows, *map(_consequence, found.consequences)]


def _consequence(found: ConsequenceFindings) -> Row:
    """The initiating event stands there where one alone leads to it."""
    single = found.parts[0] if len(found.parts) == 1 else None
    event = (None, None) if single is None else (single.root, single.frequency)
    return (
        *event, None, None, sum(each.found.paths for each in found.parts), *_ends(found.probability),
        *_ends(found.frequency), *spread_cells(found.spread), kind_of(found), found.name,
        *_sets_cells([each.found for each in found.parts]),
    )  # fmt: skip


def _curves(found: Followed) -> Iterator[tuple[str, str | None, str | None, str, Curve | None]]:
    for each in found.trees:
        for own in each.sequences:
            yield "sequence", each.initiating_event, own.event_tree, own.name, own.curve
    for bin_ in found.consequences:
        yield kind_of(bin_), bin_.parts[0].root if len(bin_.parts) == 1 else None, None, bin_.name, bin_.curve


def _points(curve: Curve) -> Iterator[tuple[float | None, ...]]:
    none = (None,) * len(curve.hours)
    yield from zip(curve.hours, curve.probability or none, curve.frequency or none, strict=True)


def kind_of(found: ConsequenceFindings) -> str:
    """What it is called in a table."""
    return "consequence group" if found.group else "consequence"


def _ends(value: Interval | None) -> tuple[float | None, float | None]:
    return (None, None) if value is None else (value.lower, value.upper)


def _sets_cells(found: Sequence[SequenceFindings]) -> tuple[str | None, str | None]:
    """How many there are, and the first of them; nothing where they are not known."""
    counts = [each.count for each in found if each.count is not None]
    if len(counts) < len(found):
        return None, None
    sets = [each for own in found for each in own.cut_sets or ()]
    return shown_count(sum(counts)), "; ".join(" + ".join(each) or "(nothing)" for each in sets[:SETS])


def times(value: Interval, frequency: float) -> Interval:
    """The interval, each end so many times."""
    return Interval(value.lower * frequency, value.upper * frequency)
