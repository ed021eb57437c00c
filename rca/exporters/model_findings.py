"""What the analysis of a model says, as text, JSON and CSV."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rca.analysis.as_json import Json, interval_json
from rca.analysis.whole_numbers import shown_count
from rca.exporters.text_layout import safe, table, wrap

if TYPE_CHECKING:
    from rca.analysis.measures import Importance, Interval
    from rca.analysis.model_findings import ModelFindings
    from rca.analysis.quantities.expansion import Expansion
    from rca.analysis.quantities.further import Further
    from rca.analysis.quantities.outcome import Followed

SHOWN = 20
"""Rows of a list before it is cut, and said to be cut."""
MEASURES = ("birnbaum", "criticality", "fussell_vesely", "diagnostic", "raw", "rrw")
BOUNDS = ("fussell_vesely_lower", "fussell_vesely_upper")
CSV_HEAD = ("top", "event", "probability", *MEASURES, *BOUNDS)
Row = tuple[str | float | None, ...]
HEADS = ("event", "probability", "Birnbaum", "criticality", "Fussell-Vesely", "diagnostic", "RAW", "RRW")


def findings_data(
    found: Sequence[ModelFindings], tops: Sequence[str], left: Sequence[str], expanded: Sequence[Expansion] = (),
    trees: Followed | None = None,
) -> dict[str, Json]:  # fmt: skip
    """One object; where several tops were analysed it has them in `tops`.

    `left`: what was not carried from the files; `expanded`: common-cause groups that were put into the model; `trees`: what
    its event trees say.
    """
    own = [_data(each, left) for each in found]
    if expanded:
        from rca.exporters.expansions import expansions_json

        own = [{**data, **expansions_json(each, expanded)} for data, each in zip(own, found, strict=True)]
    whole: dict[str, Json] = own[0] if len(own) == 1 else {"id": found[0].model, "top_events": tops, "tops": own}
    if trees is not None:
        from rca.exporters.event_trees import event_trees_json

        whole = {**whole, **event_trees_json(trees)}
    return whole


def _data(found: ModelFindings, left: Sequence[str]) -> dict[str, Json]:
    data: dict[str, Json] = {
        "id": found.model,
        "top": found.top,
        "coherent": found.coherent,
        "gates": found.gates,
        "basic_events": found.basic_events,
        "proved_order": found.proved_order,
        "minimal_cut_set_count": found.minimal_cut_set_count,
        "minimal_cut_sets_by_order": found.by_order,
        "minimal_cut_sets": found.minimal_cut_sets,
        "single_points": found.single_points,
        "probability": chance_json(found.probability),
        "rare_event_approximation": found.rare_event,
        "min_cut_upper_bound": found.upper_bound,
        "importance": {name: measures_json(found.chances, name, own) for name, own in found.importance.items()},
        "method": {
            "engine": found.method.engine,
            "order": found.method.order,
            "modules": found.method.modules,
            "nodes": found.method.nodes,
            "seconds": round(found.method.seconds, 4),
        },
        "limits": (*left, *found.limits),
    }
    if found.prime_implicants is not None:
        data["prime_implicants"] = found.prime_implicants
    if found.uncertainty is None and found.course is None:
        return data
    from rca.exporters.model_quantities import quantities_json

    return {**data, **quantities_json(found)}


def measures_json(chances: Mapping[str, float], name: str, own: Importance) -> dict[str, Json]:
    """The importance of an event, with its probability."""
    return {
        "probability": chances.get(name),
        **dict(zip(MEASURES, measures(chances, name, own), strict=True)),
        "fussell_vesely_bounds": interval_json(own.fussell_vesely_bounds),
    }


def chance_json(value: Interval | None) -> dict[str, Json] | None:
    """A probability, or its bounds."""
    if value is None:
        return None
    return {"exact": value.lower} if value.value is not None else {"lower": value.lower, "upper": value.upper}


def measures(chances: Mapping[str, float], name: str, own: Importance) -> tuple[float | None, ...]:
    """By the words of `MEASURES`."""
    chance = chances.get(name)
    diagnostic = None if chance is None or own.raw is None else chance * own.raw
    return own.birnbaum, own.criticality, own.fussell_vesely, diagnostic, own.raw, own.rrw


def csv_rows(found: Sequence[ModelFindings], asked: Further) -> tuple[tuple[str, ...], list[Row]]:
    """A row for each basic event of each top, with its importance; an unknown number is None.

    Where uncertainty or a time curve was asked for, the rows are those of that instead.
    """
    if asked.asked:
        from rca.exporters.model_quantities import curve_rows, spread_rows

        return curve_rows(found) if asked.samples is None else spread_rows(found)
    return CSV_HEAD, [row for each in found for row in importance_rows(each.top, each.chances, each.importance)]


def importance_rows(top: str, chances: Mapping[str, float], importance: Mapping[str, Importance]) -> list[Row]:
    """A row for each event."""
    return [(top, name, chances.get(name), *measures(chances, name, own), *bounds_cells(own))
            for name, own in importance.items()]  # fmt: skip


def bounds_cells(own: Importance) -> tuple[float | None, float | None]:
    """Bounds on Fussell–Vesely, twice the value where it is exact."""
    bounds = own.fussell_vesely_bounds
    return (None, None) if bounds is None else (bounds.lower, bounds.upper)


def written(head: Sequence[str], rows: Sequence[Sequence[str | float | None]]) -> str:
    """A table as CSV: an unknown number is an empty cell, and what a spreadsheet would take for a formula begins with an apostrophe."""
    import csv

    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow(
            [
                f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
                for cell in row
            ]
        )
    return target.getvalue()


def as_text(
    found: Sequence[ModelFindings], expanded: Sequence[Expansion] = (), trees: Followed | None = None, *,
    importance: bool,
) -> str:  # fmt: skip
    """A block for each top: cut sets, probability, importance, method, limits; then the event trees.

    `importance`: every event's, not that of the first.
    """
    blocks = [block for each in found for block in _blocks(each, expanded, importance=importance)]
    if trees is not None:
        from rca.exporters.event_trees import event_trees_text

        blocks.extend(event_trees_text(trees))
    return "\n\n".join(blocks)


def _blocks(found: ModelFindings, expanded: Sequence[Expansion], *, importance: bool) -> Iterator[str]:
    kind = "" if found.coherent else ", non-coherent"
    yield f"{safe(found.model)}, top {safe(found.top)}: {found.gates} gates, {found.basic_events} basic events{kind}"
    if expanded:
        from rca.exporters.expansions import expansions_text

        yield from expansions_text(found, expanded)
    yield "\n".join(_cut_sets(found))
    if found.prime_implicants is not None:
        yield "\n".join((f"Prime implicants: {len(found.prime_implicants)}", *_rows(found.prime_implicants, "json")))
    if found.single_points:
        yield wrap("Single points (one event alone is enough): " + ", ".join(found.single_points), "  ", "")
    if found.probability is not None:
        yield "\n".join(_probability(found, found.probability))
    if any(own.birnbaum is not None for own in found.importance.values()):
        yield importance_block(found.chances, found.importance, whole=importance)
    if found.uncertainty is not None or found.course is not None:
        from rca.exporters.model_quantities import quantities_text

        yield from quantities_text(found, [name for name, _ in ranked(found.importance)], whole=importance)
    method = found.method
    yield (f"Method: {method.engine}, order {method.order}; {method.modules} modules, {method.nodes} nodes, "
           f"{method.seconds:.3f} s")  # fmt: skip
    for each in found.limits:
        yield wrap(f"Limit: {each}", "  ", "")


def _cut_sets(found: ModelFindings) -> Iterator[str]:
    held = [f"{shown_count(n)} of order {order}" for order, n in enumerate(found.by_order, 1) if n]
    orders = ", ".join(held[:SHOWN]) + (f", … up to order {len(found.by_order)}" if len(held) > SHOWN else "")
    certain = "; the top is certain" if found.minimal_cut_set_count == 1 and not found.by_order else ""
    whole = found.proved_order is None
    never = "; the top cannot happen" if found.minimal_cut_set_count == 0 and whole and found.method.nodes == 0 else ""
    yield (
        f"Minimal cut sets: {'' if whole else 'at least '}{shown_count(found.minimal_cut_set_count)}"
        + (f" ({orders})" if orders else "")
        + certain
        + never
    )
    yield from _rows(found.minimal_cut_sets, "json", found.minimal_cut_set_count)


def _rows(sets: Sequence[Sequence[str]], form: str, count: int | None = None) -> Iterator[str]:
    for each in sets[:SHOWN]:
        yield wrap(" + ".join(each) or "(nothing)", "      ", "    ")
    more = (len(sets) if count is None else count) - SHOWN
    if more > 0:
        yield f"    … and {shown_count(more)} more (--format {form} lists {'them' if len(sets) > SHOWN else 'what was found'})"


def _probability(found: ModelFindings, value: Interval) -> Iterator[str]:
    yield f"Probability of the top event: {shown_chance(value)}" + (" (exact)" if value.value is not None else "")
    if found.rare_event is not None:
        yield f"  rare-event approximation: {found.rare_event:.6g}"
    if found.upper_bound is not None:
        yield f"  min-cut upper bound: {found.upper_bound:.6g}"


def shown_chance(value: Interval) -> str:
    """Six digits, or two numbers."""
    return f"{value.lower:.6g}" if value.value is not None else f"{value.lower:.6g} to {value.upper:.6g}"


def importance_block(chances: Mapping[str, float], importance: Mapping[str, Importance], *, whole: bool) -> str:
    """The table of importance; `whole`: of every event, not of the first."""
    ordered = ranked(importance)
    shown = ordered if whole else ordered[:SHOWN]
    rows = [HEADS, *((name, cell(chances.get(name)), *_cells(chances, name, own)) for name, own in shown)]
    more = f"\n  … and {len(ordered) - len(shown)} more (--importance shows them)" if len(shown) < len(ordered) else ""
    return "Importance:\n" + table(rows) + more


def _cells(chances: Mapping[str, float], name: str, own: Importance) -> Iterator[str]:
    for measure, value in zip(MEASURES, measures(chances, name, own), strict=True):
        yield interval_cell(own.fussell_vesely_bounds) if measure == "fussell_vesely" else cell(value)


def ranked(importance: Mapping[str, Importance]) -> list[tuple[str, Importance]]:
    """The greatest Birnbaum importance first; what is equal to ten digits by name."""
    return sorted(importance.items(), key=lambda item: (-float(f"{item[1].birnbaum or 0:.10g}"), item[0]))


def cell(value: float | None) -> str:
    """Four digits, or a dash."""
    return "–" if value is None else f"{value:.4g}"


def interval_cell(value: Interval | None) -> str:
    """Four digits; two numbers where the bounds differ in them."""
    if value is None:
        return cell(None)
    lower, upper = cell(value.lower), cell(value.upper)
    return lower if lower == upper else f"{lower} to {upper}"
