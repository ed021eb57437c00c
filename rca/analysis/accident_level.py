"""The accident level of State Council Order 493, article 3, computed from the harm."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rca.records.event import Harm, Occurrence
from rca.records.taxonomy import Taxonomy, Term
from rca.records.when import day_bounds

MISSING_COUNT_AS_DEAD_AFTER = dt.timedelta(days=30)
"""安监总政法〔2013〕115号: people missing for 30 days count as killed (for road and fire accidents 7 days)."""

MEASURES = ("deaths", "serious_injuries", "direct_loss")


@dataclass(frozen=True, slots=True)
class AccidentLevel:
    """Codes of the least and the greatest level that the harm allows; equal when it is known."""

    least: str
    greatest: str
    because: str
    """The measure that decides the least level, in words."""


def accident_level(event: Occurrence, levels: Taxonomy | None, as_of: dt.date) -> AccidentLevel | None:
    """The level, or None when there is no harm or no list of levels.

    The highest level that any one measure reaches. A loss in another currency than CNY counts only with `per_cny`. A
    measure that is not known leaves the greatest level open.
    """
    harm = event.harm
    if harm is None or levels is None or not levels.terms:
        return None
    ranked = tuple(reversed(levels.terms))
    known: list[tuple[int, str]] = []
    open_ended = False
    for measure, (value, words) in _measured(event, harm, as_of).items():
        if value is None:
            open_ended = True
        else:
            known.append((_rank(ranked, measure, value), words))
    if not known:
        return None
    rank, words = max(known, key=lambda each: each[0])
    return AccidentLevel(ranked[rank].code, ranked[-1 if open_ended else rank].code, words)


def _measured(event: Occurrence, harm: Harm, as_of: dt.date) -> dict[str, tuple[float | None, str]]:
    deaths, missing, hurt = (_count(each) for each in (harm.deaths, harm.missing, harm.serious_injuries))
    last_day = day_bounds(event.date_end or event.date)[1]
    if deaths is not None and missing and as_of - last_day > MISSING_COUNT_AS_DEAD_AFTER:
        deaths += missing
    loss = harm.direct_loss
    rate = None if loss is None else 1.0 if loss.currency == "CNY" else loss.per_cny
    yuan = loss.amount * rate if loss is not None and rate is not None else None
    return {
        "deaths": (deaths, f"{deaths} killed"),
        "serious_injuries": (hurt, f"{hurt} seriously injured"),
        "direct_loss": (yuan, f"a direct loss of {yuan or 0:,.0f} yuan"),
    }


def _count(value: int | str | None) -> int | None:
    return value if isinstance(value, int) else None


def _rank(ranked: tuple[Term, ...], measure: str, value: float) -> int:
    """Index of the highest level whose threshold `value` reaches; the threshold belongs to the level."""
    return max((index for index, term in enumerate(ranked) if value >= _threshold(term, measure)), default=0)


def _threshold(term: Term, measure: str) -> float:
    value = term.column(measure)
    return float(value) if isinstance(value, (int, float)) else float("inf")
