"""Sequences of a model's event trees, as text, JSON and CSV."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from rca.analysis.as_json import Json
from rca.analysis.findings import Interval
from rca.analysis.quantities.sequences import EventTreeFindings, SequenceFindings
from rca.exporters.model_quantities import SPREAD_HEAD, spread_cells, spread_json
from rca.exporters.text_layout import safe, table, wrap

HEAD = (
    "initiating_event", "initiating_frequency", "event_tree", "sequence", "paths", "lower", "upper", "frequency_lower",
    "frequency_upper", *SPREAD_HEAD,
)  # fmt: skip
Row = tuple[str | float | None, ...]


def event_trees_json(found: Sequence[EventTreeFindings]) -> dict[str, Json]:
    """A list of them; nothing where there are none."""
    return {"event_trees": [_tree(each) for each in found]} if found else {}


def sequences_as_json(found: Sequence[EventTreeFindings], name: str, left: Sequence[str]) -> str:
    """One object with the event trees of the model with that name. `left`: what was not carried from its files."""
    return json.dumps({"id": name, **event_trees_json(found), "limits": left}, indent=2, ensure_ascii=False)


def _tree(found: EventTreeFindings) -> Mapping[str, Json]:
    return {
        "initiating_event": found.initiating_event,
        "event_tree": found.event_tree,
        "frequency": found.frequency,
        "sequences": [_sequence(each, found.frequency) for each in found.sequences],
        "total": _interval(_total(found)),
        "limits": found.limits,
    }


def _sequence(found: SequenceFindings, frequency: float | None) -> Mapping[str, Json]:
    return {
        "sequence": found.name,
        "event_tree": found.event_tree,
        "paths": found.paths,
        "probability": _interval(found.probability),
        "frequency": None if frequency is None else _interval(_times(found.probability, frequency)),
        "minimal_cut_sets_by_order": found.by_order,
        **({} if found.spread is None else {"uncertainty": spread_json(found.spread)}),
    }


def _interval(value: Interval) -> Mapping[str, Json]:
    return {"exact": value.lower} if value.value is not None else {"lower": value.lower, "upper": value.upper}


def _times(value: Interval, frequency: float) -> Interval:
    return Interval(value.lower * frequency, value.upper * frequency)


def _total(found: EventTreeFindings) -> Interval:
    own = [each.probability for each in found.sequences]
    return Interval(sum(each.lower for each in own), sum(each.upper for each in own))


def sequence_rows(found: Sequence[EventTreeFindings]) -> tuple[tuple[str, ...], list[Row]]:
    """A row for each sequence of each initiating event; an unknown number is None."""
    rows: list[Row] = []
    for tree in found:
        for each in tree.sequences:
            own = None if tree.frequency is None else _times(each.probability, tree.frequency)
            rows.append((
                tree.initiating_event, tree.frequency, each.event_tree, each.name, each.paths, each.probability.lower,
                each.probability.upper, None if own is None else own.lower, None if own is None else own.upper,
                *spread_cells(each.spread),
            ))  # fmt: skip
    return HEAD, rows


def event_trees_text(found: Sequence[EventTreeFindings]) -> Iterator[str]:
    """A block for each initiating event, then what could not be done."""
    for each in found:
        often = "" if each.frequency is None else f", frequency {each.frequency:.6g}"
        head = f"Initiating event {safe(each.initiating_event)}{often}: event tree {safe(each.event_tree)}"
        spread = ("mean", "5 %", "50 %", "95 %") if any(own.spread is not None for own in each.sequences) else ()
        often_head = () if each.frequency is None else ("frequency",)
        columns = ("sequence", "paths", "probability", *often_head, *spread)
        rows = [columns, *((*_cells(own, each), *_spread(own, len(spread))) for own in each.sequences)]
        total = _total(each)
        yield f"{head}\n{table(rows)}\n  all sequences together: {_shown(total)}"
        for limit in each.limits:
            yield wrap(f"Limit: {limit}", "  ", "")


def _cells(own: SequenceFindings, tree: EventTreeFindings) -> tuple[str, ...]:
    name = own.name if own.event_tree == tree.event_tree else f"{own.name} (of {own.event_tree})"
    often = () if tree.frequency is None else (_shown(_times(own.probability, tree.frequency)),)
    return name, str(own.paths), _shown(own.probability), *often


def _spread(own: SequenceFindings, columns: int) -> tuple[str, ...]:
    if own.spread is None:
        return ("–",) * columns
    return tuple(f"{each:.4g}" for each in (own.spread.mean, own.spread.low, own.spread.median, own.spread.high))


def _shown(value: Interval) -> str:
    return f"{value.lower:.6g}" if value.value is not None else f"{value.lower:.6g} to {value.upper:.6g}"
