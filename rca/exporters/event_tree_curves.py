"""Sequences and consequences over the mission time, as text and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rca.analysis.as_json import Json
from rca.analysis.quantities.outcome import Curve
from rca.exporters.model_quantities import SHOWN
from rca.exporters.text_layout import table

COLUMNS = 6
"""Curves beside each other; of the others the averages are shown."""


def curve_json(found: Curve) -> Json:
    """All times."""
    return {
        "step": found.step,
        "hours": found.hours,
        "probability": found.probability,
        "frequency": found.frequency,
        "probability_average": found.probability_average,
        "frequency_average": found.frequency_average,
    }


def curves_text(found: Sequence[tuple[str, Curve | None]]) -> Iterator[str]:
    """Averages of those with that name, then some of the times; nothing where there are no curves."""
    curves = [(name, own) for name, own in found if own is not None]
    if not curves:
        return
    hours, step = curves[0][1].hours, curves[0][1].step
    rows = [("", "average probability", "average frequency")]
    rows += [(name, _number(own.probability_average), _number(own.frequency_average)) for name, own in curves]
    yield f"Over {hours[-1]:g} hours, in steps of {step:g} hours:\n{table(rows)}"
    shown = curves[:COLUMNS]
    places = list(range(len(hours)))
    if len(places) > SHOWN + 1:
        places = sorted({round(at * (len(hours) - 1) / SHOWN) for at in range(SHOWN + 1)})
    what = "Frequency" if all(own.frequency is not None for _, own in shown) else "Probability"
    values = [(own.frequency if what == "Frequency" else own.probability) for _, own in shown]
    lines = [("hours", *(name for name, _ in shown))]
    lines += [(f"{hours[at]:g}", *(_number(None if own is None else own[at]) for own in values)) for at in places]
    more = []
    if len(places) < len(hours):
        more.append(f"\n  {len(places)} of {len(hours)} times are shown (--format csv has all)")
    if len(shown) < len(curves):
        more.append(f"\n  {len(shown)} of {len(curves)} curves are shown (--format csv has all)")
    yield f"{what} over time:\n{table(lines)}{''.join(more)}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.4g}"
