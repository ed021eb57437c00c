"""Sequences and consequences of a model's event trees, as text and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rca.analysis.as_json import Json
from rca.analysis.measures import Interval
from rca.analysis.quantities.outcome import (
    ConsequenceFindings,
    ConsequencePart,
    EventTreeFindings,
    Followed,
    SequenceFindings,
)
from rca.analysis.whole_numbers import shown_count
from rca.exporters.event_tree_curves import curve_json, curves_text
from rca.exporters.event_tree_rows import SETS, kind_of, times
from rca.exporters.model_quantities import SHOWN, spread_json
from rca.exporters.text_layout import safe, table, wrap


def event_trees_json(found: Followed) -> dict[str, Json]:
    """Event trees, then consequences and groups where the model has them, and the events that paths set."""
    data: dict[str, Json] = {"event_trees": [_tree(each) for each in found.trees]}
    single = [each for each in found.consequences if not each.group]
    groups = [each for each in found.consequences if each.group]
    if single:
        data["consequences"] = [_consequence(each) for each in single]
    if groups:
        data["consequence_groups"] = [_consequence(each) for each in groups]
    if found.set_events:
        data["set_events"] = {
            name: {"event": of, "probability": chance} for name, (of, chance) in found.set_events.items()
        }
    return data


def sequences_data(found: Followed, name: str, left: Sequence[str]) -> dict[str, Json]:
    """One object with the event trees of the model with that name. `left`: what was not carried from its files."""
    return {"id": name, **event_trees_json(found), "limits": left}


def _tree(found: EventTreeFindings) -> Mapping[str, Json]:
    return {
        "initiating_event": found.initiating_event,
        **({} if found.root == found.initiating_event else {"begins_with": found.root}),
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
        **_solved(found, frequency),
        **_further(found),
    }


def _solved(found: SequenceFindings, frequency: float | None) -> Mapping[str, Json]:
    return {
        "paths": found.paths,
        "probability": _interval(found.probability),
        "frequency": None if frequency is None else _interval(times(found.probability, frequency)),
        "minimal_cut_set_count": found.count,
        "minimal_cut_sets_by_order": found.by_order,
        "minimal_cut_sets": found.cut_sets,
    }


def _further(found: SequenceFindings | ConsequenceFindings) -> dict[str, Json]:
    data: dict[str, Json] = {}
    if found.spread is not None:
        data["uncertainty"] = spread_json(found.spread)
    if found.curve is not None:
        data["time_curve"] = curve_json(found.curve)
    return data


def _consequence(found: ConsequenceFindings) -> Mapping[str, Json]:
    return {
        "consequence_group" if found.group else "consequence": found.name,
        "label": found.label,
        **({"consequences": found.consequences} if found.group else {}),
        "probability": None if found.probability is None else _interval(found.probability),
        "frequency": None if found.frequency is None else _interval(found.frequency),
        "initiating_events": [
            {"initiating_event": each.root, "frequency_of_event": each.frequency, **_solved(each.found, each.frequency)}
            for each in found.parts
        ],
        **_further(found),
        "limits": found.limits,
    }


def _interval(value: Interval) -> Mapping[str, Json]:
    return {"exact": value.lower} if value.value is not None else {"lower": value.lower, "upper": value.upper}


def _total(found: EventTreeFindings) -> Interval:
    own = [each.probability for each in found.sequences]
    return Interval(sum(each.lower for each in own), sum(each.upper for each in own))


def event_trees_text(found: Followed) -> Iterator[str]:
    """A block for each initiating event, one for the consequences, then what paths set and what could not be done."""
    for each in found.trees:
        yield _tree_text(each)
        yield from curves_text([(own.name, own.curve) for own in each.sequences])
        for limit in each.limits:
            yield wrap(f"Limit: {limit}", "  ", "")
    if found.consequences:
        yield _consequences_text(found.consequences)
        for bin_ in found.consequences[:SHOWN]:
            for part in bin_.parts[:SHOWN]:
                yield from _cut_sets_text(bin_, part)
        if len(found.consequences) > SHOWN:
            yield f"… and the minimal cut sets of {len(found.consequences) - SHOWN} more (--format json lists them)"
        yield from curves_text([(each.name, each.curve) for each in found.consequences])
        for limit in dict.fromkeys(limit for each in found.consequences for limit in each.limits):
            yield wrap(f"Limit: {limit}", "  ", "")
    if found.set_events:
        rows = [("event", "stands for", "probability")]
        rows += [(name, of, f"{chance:.4g}") for name, (of, chance) in found.set_events.items()]
        yield "Basic events where a path sets them, or what they depend on:\n" + table(rows)


def _tree_text(each: EventTreeFindings) -> str:
    often = "" if each.frequency is None else f", frequency {each.frequency:.6g}"
    begun = "" if each.root == each.initiating_event else f" (after {safe(each.root)})"
    head = f"Initiating event {safe(each.initiating_event)}{begun}{often}: event tree {safe(each.event_tree)}"
    spread = ("mean", "5 %", "50 %", "95 %") if any(own.spread is not None for own in each.sequences) else ()
    often_head = () if each.frequency is None else ("frequency",)
    columns = ("sequence", "paths", "probability", *often_head, *spread)
    rows = [columns, *((*_cells(own, each), *_spread(own, len(spread))) for own in each.sequences)]
    return f"{head}\n{table(rows)}\n  all sequences together: {_shown(_total(each))}"


def _consequences_text(found: Sequence[ConsequenceFindings]) -> str:
    spread = ("mean", "5 %", "50 %", "95 %") if any(each.spread is not None for each in found) else ()
    rows = [("consequence", "of", "paths", "probability", "frequency", *spread)]
    for each in found:
        of = ", ".join(each.consequences) if each.group else ", ".join(part.root for part in each.parts)
        paths = str(sum(part.found.paths for part in each.parts))
        numbers = ["–" if own is None else _shown(own) for own in (each.probability, each.frequency)]
        rows.append((each.name, of or "–", paths, *numbers, *_spread(each, len(spread))))
    return "Consequences, and groups of them\n" + table(rows)


def _cut_sets_text(found: ConsequenceFindings, part: ConsequencePart) -> Iterator[str]:
    """The first minimal cut sets of a consequence or group after one initiating event."""
    sets = part.found.cut_sets
    count = part.found.count
    if sets is None or count is None:
        return
    after = f" after {part.root}" if len(found.parts) > 1 else ""
    lines = [wrap(f"Minimal cut sets of {kind_of(found)} {found.name}{after}: {shown_count(count)}", "  ", "")]
    lines += [wrap(" + ".join(each) or "(nothing)", "      ", "    ") for each in sets[:SETS]]
    if count > len(lines) - 1:
        lines.append(f"    … and {shown_count(count - len(lines) + 1)} more (--format json lists them)")
    yield "\n".join(lines)


def _cells(own: SequenceFindings, tree: EventTreeFindings) -> tuple[str, ...]:
    name = own.name if own.event_tree == tree.event_tree else f"{own.name} (of {own.event_tree})"
    often = () if tree.frequency is None else (_shown(times(own.probability, tree.frequency)),)
    return name, str(own.paths), _shown(own.probability), *often


def _spread(own: SequenceFindings | ConsequenceFindings, columns: int) -> tuple[str, ...]:
    if own.spread is None:
        return ("–",) * columns
    return tuple(f"{each:.4g}" for each in (own.spread.mean, own.spread.low, own.spread.median, own.spread.high))


def _shown(value: Interval) -> str:
    return f"{value.lower:.6g}" if value.value is not None else f"{value.lower:.6g} to {value.upper:.6g}"
