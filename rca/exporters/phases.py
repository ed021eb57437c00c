"""Alignments of a model, phase by phase and as means by time, as text, JSON and rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rca.analysis.as_json import Json
from rca.exporters.event_trees import event_trees_json, event_trees_text
from rca.exporters.model_findings import (
    as_text,
    chance_json,
    csv_rows,
    findings_data,
    importance_block,
    importance_rows,
    measures_json,
    shown_chance,
)
from rca.exporters.text_layout import WIDTH, safe, table, wrap

if TYPE_CHECKING:
    from rca.analysis.model_findings import InState
    from rca.analysis.quantities.further import Further
    from rca.analysis.quantities.outcome import Followed
    from rca.analysis.quantities.phases import Aligned, InPhase, MeanTop

HEAD = ("alignment", "phase", "time_fraction", "top_lower", "top_upper")
"""Before the columns of the table of one state: of the model as written the first three are empty, of a mean the phase is."""
Row = tuple[str | float | None, ...]


def alignments_json(found: Sequence[Aligned]) -> dict[str, Json]:
    """A list of alignments, each with the findings in every phase and the means."""
    return {"alignments": [_alignment(each) for each in found]}


def _alignment(found: Aligned) -> dict[str, Json]:
    means: list[dict[str, Json]] = [_mean(each) for each in found.tops]
    mean: dict[str, Json] = means[0] if len(means) == 1 else {"tops": means}
    if found.trees is not None:
        trees = event_trees_json(found.trees)
        mean = {**mean, **{key: _without_sets(own) for key, own in trees.items()}}
    return {
        "alignment": found.alignment.name,
        "label": found.alignment.label,
        "phases": [_phase(each) for each in found.phases],
        "mean": mean,
    }


def _phase(found: InPhase) -> dict[str, Json]:
    own = found.found
    head: dict[str, Json] = {
        "phase": found.phase.name,
        "label": found.phase.label,
        "time_fraction": found.phase.time_fraction,
        "mission_time": found.hours,
        "house_events": dict(found.phase.house_events),
    }
    if own.tops:
        return {**head, **findings_data(own.tops, [each.top for each in own.tops], (), own.expanded, own.trees)}
    return {**head, **(event_trees_json(own.trees) if own.trees is not None else {})}


def _mean(found: MeanTop) -> dict[str, Json]:
    return {
        "top": found.top,
        "probability": chance_json(found.probability),
        "rare_event_approximation": found.rare_event,
        "min_cut_upper_bound": found.upper_bound,
        "importance": {name: measures_json(found.chances, name, own) for name, own in found.importance.items()},
    }


def _without_sets(data: Json) -> Json:
    """The same without what a mean has not: cut sets and limits."""
    if isinstance(data, dict):
        return {key: _without_sets(own) for key, own in data.items() if key != "limits" and "cut_set" not in key}
    return [_without_sets(each) for each in data] if isinstance(data, list | tuple) else data


def alignments_text(found: Sequence[Aligned], *, importance: bool) -> Iterator[str]:
    """For each alignment its phases in a table with the means, then every phase in full."""
    for each in found:
        yield _summary(each)
        for top in each.tops:
            if any(own.birnbaum is not None for own in top.importance.values()):
                yield (f"At a random time of {safe(each.alignment.name)}, top {safe(top.top)}\n"
                       + importance_block(top.chances, top.importance, whole=importance))  # fmt: skip
        if each.trees is not None:
            yield wrap(f"Mean over the phases of {each.alignment.name}:")
            yield from event_trees_text(each.trees)
        for phase in each.phases:
            name = f"Phase {phase.phase.name} of alignment {each.alignment.name}"
            head = f"{name}: {phase.phase.time_fraction:g} of the time, {phase.hours:g} hours; {_settings(phase)}"
            yield wrap(head, "  ", "") + "\n" + "-" * WIDTH
            yield as_text(phase.found.tops, phase.found.expanded, phase.found.trees, importance=importance)


def _settings(found: InPhase) -> str:
    words = [f"{name} {str(value).lower()}" for name, value in found.phase.house_events.items()]
    return f"sets {', '.join(words)}" if words else "sets nothing"


def _summary(found: Aligned) -> str:
    tops = [f"P of {each.top}" for each in found.tops]
    rows = [("phase", "time", "sets", *tops)]
    for each in found.phases:
        values = [own.probability for own in each.found.tops]
        own = ["–" if value is None else shown_chance(value) for value in values]
        rows.append((each.phase.name, f"{each.phase.time_fraction:g}", _settings(each).removeprefix("sets "), *own))
    means = ["–" if each.probability is None else shown_chance(each.probability) for each in found.tops]
    rows.append(("mean by time", "1", "", *means))
    label = f" ({found.alignment.label})" if found.alignment.label else ""
    return wrap(f"Alignment {found.alignment.name}{label}: {len(found.phases)} phases") + "\n" + table(rows)


def phase_rows(written: InState, found: Sequence[Aligned], asked: Further) -> tuple[tuple[str, ...], list[Row]]:
    """The table of the model as written, then of each phase, then of the means, with `HEAD` before its columns.

    Means have no rows where uncertainty or a time curve was asked for.
    """
    if not written.tops:
        return _sequence_rows(written, found)
    own_head, _ = csv_rows(written.tops, asked)
    states: list[tuple[Row, InState]] = [((None, None, None), written)]
    rows: list[Row] = []
    for each in found:
        states += [((each.alignment.name, own.phase.name, own.phase.time_fraction), own.found) for own in each.phases]
    for head, state in states:
        for top in state.tops:
            ends = (None, None) if top.probability is None else tuple(top.probability)
            rows.extend((*head, *ends, *row) for row in csv_rows([top], asked)[1])
    for each in found if not asked.asked else ():
        for mean in each.tops:
            ends = (None, None) if mean.probability is None else tuple(mean.probability)
            own = importance_rows(mean.top, mean.chances, mean.importance)
            rows.extend((each.alignment.name, None, 1.0, *ends, *row) for row in own)
    return (*HEAD, *own_head), rows


def _sequence_rows(written: InState, found: Sequence[Aligned]) -> tuple[tuple[str, ...], list[Row]]:
    from rca.exporters.event_tree_rows import sequence_rows

    states: list[tuple[Row, Followed | None]] = [((None, None, None), written.trees)]
    states += [
        ((each.alignment.name, own.phase.name, own.phase.time_fraction), own.found.trees)
        for each in found
        for own in each.phases
    ]
    head: tuple[str, ...] = ()
    rows: list[Row] = []
    for before, trees in states:
        if trees is not None:
            head, own = sequence_rows(trees)
            rows.extend((*before, *row) for row in own)
    for each in found:
        own_head, own = sequence_rows(each.trees) if each.trees is not None else ((), [])
        rows.extend((each.alignment.name, None, 1.0, *row) for row in own if own_head == head)
    return (*HEAD[:3], *head), rows
