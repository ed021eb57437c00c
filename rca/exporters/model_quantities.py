"""Uncertainty and time curve of a top, as text, JSON and rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rca.analysis.as_json import Json
from rca.analysis.model_findings import ModelFindings
from rca.analysis.quantities.course import Course
from rca.analysis.quantities.integrity import BANDS, HIGH_DEMAND, LOW_DEMAND, band, level
from rca.analysis.quantities.spread import MEASURES, Spread, Uncertainty
from rca.exporters.text_layout import table

SHOWN = 20
"""Rows of a list before it is cut, and said to be cut."""
SPREAD_HEAD = ("mean", "standard_deviation", "standard_error", "p5", "p50", "p95")
CURVE_HEAD = ("top", "hours", "probability", "failures_per_hour")
_HEADS = {"birnbaum": "Birnbaum", "criticality": "criticality", "fussell_vesely": "F-V", "raw": "RAW"}
"""Measures whose ends are shown in text."""
Row = tuple[str | float | None, ...]


def quantities_json(found: ModelFindings) -> dict[str, Json]:
    """What was asked for, and nothing else."""
    data: dict[str, Json] = {}
    if found.uncertainty is not None:
        data["uncertainty"] = _uncertainty(found.uncertainty)
    if found.course is not None:
        data["time_curve"] = _course(found.course)
    return data


def _uncertainty(found: Uncertainty) -> dict[str, Json]:
    importance: dict[str, Json] = {
        name: {word: spread_json(own) for word, own in measures.items()} for name, measures in found.importance.items()
    }
    return {
        "samples": found.samples,
        "seed": found.seed,
        "generator": "PCG64",
        "uncertain_events": found.moving,
        **dict(zip(SPREAD_HEAD, _numbers(found.top), strict=True)),
        "importance_samples": found.importance_samples,
        "importance": importance,
        "taken_as_0_or_1": dict(found.clipped),
    }


def spread_json(found: Spread | None) -> Json:
    """By the words of `SPREAD_HEAD`."""
    return None if found is None else dict(zip(SPREAD_HEAD, _numbers(found), strict=True))


def _numbers(found: Spread) -> tuple[float, ...]:
    return found.mean, found.deviation, found.standard_error, found.low, found.median, found.high


def _course(found: Course) -> dict[str, Json]:
    return {
        "step": found.step,
        "hours": found.hours,
        "probability": found.probability,
        "failures_per_hour": found.frequency,
        "pfd_average": found.pfd_average,
        "pfh": found.pfh,
        "probability_per_hour": found.probability_per_hour,
        "sil": {
            "low_demand": _level(found.pfd_average, LOW_DEMAND, found.low_demand),
            "high_demand": _level(_hourly(found), HIGH_DEMAND, found.high_demand),
        },
    }


def _hourly(found: Course) -> float:
    return found.probability_per_hour if found.pfh is None else found.pfh


def _level(value: float, bounds: tuple[float, ...], shares: Sequence[float]) -> dict[str, Json]:
    return {
        "level": level(value, bounds),
        "band": band(value, bounds),
        "time_shares": dict(zip(BANDS, shares, strict=True)),
    }


def spread_rows(found: Sequence[ModelFindings]) -> tuple[tuple[str, ...], list[Row]]:
    """A row for each top, then one for each measure of each event; an unknown number is None."""
    rows: list[Row] = []
    for each in found:
        own = each.uncertainty
        if own is None:
            continue
        rows.append((each.top, None, "probability", own.samples, *_numbers(own.top)))
        rows += [
            (each.top, name, word, own.importance_samples, *spread_cells(measures[word]))
            for name, measures in own.importance.items()
            for word in MEASURES
        ]
    return ("top", "event", "quantity", "samples", *SPREAD_HEAD), rows


def spread_cells(found: Spread | None) -> tuple[float | None, ...]:
    """In the order of `SPREAD_HEAD`; unknown numbers where there is none."""
    return (None,) * len(SPREAD_HEAD) if found is None else _numbers(found)


def curve_rows(found: Sequence[ModelFindings]) -> tuple[tuple[str, ...], list[Row]]:
    """A row for each time of each top."""
    rows: list[Row] = []
    for each in found:
        if each.course is not None:
            rates: Sequence[float | None] = each.course.frequency or [None] * len(each.course.hours)
            rows += [(each.top, *own) for own in zip(each.course.hours, each.course.probability, rates, strict=True)]
    return CURVE_HEAD, rows


def quantities_text(found: ModelFindings, ranked: Sequence[str], *, whole: bool) -> Iterator[str]:
    """A block each. `ranked`: events, the most important first; `whole`: all of them are shown."""
    if found.uncertainty is not None:
        yield "\n".join(_uncertainty_lines(found, found.uncertainty))
        yield from _importance(found.uncertainty, ranked, whole=whole)
    if found.course is not None:
        yield "\n".join(_course_lines(found.course, whole=whole))


def _uncertainty_lines(found: ModelFindings, own: Uncertainty) -> Iterator[str]:
    top = own.top
    yield f"Uncertainty of the top event: {own.samples} samples, seed {own.seed}, {own.moving} events with a distribution"
    yield f"  mean {top.mean:.6g} (standard error {top.standard_error:.2g}), standard deviation {top.deviation:.4g}"
    yield f"  5 % below {top.low:.6g}, half below {top.median:.6g}, 95 % below {top.high:.6g}"
    if found.probability is not None:
        yield f"  exact value at the means of the distributions: {found.probability.lower:.6g}"


def _importance(own: Uncertainty, ranked: Sequence[str], *, whole: bool) -> Iterator[str]:
    names = [name for name in ranked if name in own.importance]
    shown = names if whole else names[:SHOWN]
    if not shown:
        return
    heads = [(word, head) for word, head in _HEADS.items() if word != "fussell_vesely" or not own.unsampled]
    rows = [("event", *(f"{head} {part}" for _, head in heads for part in ("5 %", "95 %")))]
    rows += [(name, *_ends(own.importance[name], [word for word, _ in heads])) for name in shown]
    more = f"\n  … and {len(names) - len(shown)} more (--importance shows them)" if len(shown) < len(names) else ""
    yield "Importance, spread over the samples:\n" + table(rows) + more


def _ends(measures: Mapping[str, Spread | None], words: Sequence[str]) -> Iterator[str]:
    for word in words:
        own = measures[word]
        yield from ("–", "–") if own is None else (f"{own.low:.4g}", f"{own.high:.4g}")


def _course_lines(found: Course, *, whole: bool) -> Iterator[str]:
    yield f"Over {found.hours[-1]:g} hours, in steps of {found.step:g} hours:"
    count = len(found.hours)
    places = list(range(count))
    if not whole and count > SHOWN + 1:
        places = sorted({round(at * (count - 1) / SHOWN) for at in range(SHOWN + 1)})
    rates: Sequence[float | None] = found.frequency or [None] * count
    rows = [("hours", "probability", "failures per hour")]
    rows += [(f"{found.hours[at]:g}", f"{found.probability[at]:.4g}", _number(rates[at])) for at in places]
    yield table(rows)
    if len(places) < count:
        yield f"  {len(places)} of {count} times are shown (--format csv has all)"
    low, high = band(found.pfd_average, LOW_DEMAND), band(_hourly(found), HIGH_DEMAND)
    yield f"  average probability (PFDavg): {found.pfd_average:.4g}; low demand: {low}"
    yield f"    time in the bands: {_shares(found.low_demand)}"
    what = "average failure frequency (PFH)" if found.pfh is not None else "average of probability over time"
    yield f"  {what}: {_hourly(found):.4g} per hour; high demand: {high}"
    yield f"    time in the bands: {_shares(found.high_demand)}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.4g}"


def _shares(shares: Sequence[float]) -> str:
    return ", ".join(f"{name} {share:.2%}" for name, share in zip(BANDS, shares, strict=True) if share > 0)
