"""The numbers of a bow-tie's right side, for a terminal and for programs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from rca.analysis.as_json import Json
from rca.analysis.bow_tie.outcome import BowTieNumbers, Chance
from rca.analysis.measures import Interval
from rca.exporters.text_layout import table, wrap


def bow_tie_text(found: BowTieNumbers) -> str:
    """The knot, the barriers, each sequence and each consequence."""
    return "\n".join(_lines(found))


def _lines(found: BowTieNumbers) -> Iterator[str]:
    often = found.chance.frequency
    yield f"Bow-tie, behind {found.knot}: {shown(found.chance.probability)}" + (
        "" if often is None else f", {shown(often)} a year"
    )
    if found.barriers:
        yield "  barriers, and how probably they fail on demand:"
    for each in found.barriers:
        event = f"  (event {each.event})" if each.event else ""
        yield f"    {each.id:<24}{shown(each.failure)}{event}{'' if each.behind else '  (counted in the knot)'}"
    yearly = ("a year",) if often is not None else ()
    if found.sequences:
        yield ""
        yield table(list(_sequences(found, yearly)))
    yield ""
    head = ("a year", "without, a year") if yearly else ()
    rows: list[tuple[str, ...]] = [("consequence", "probability", "given the knot", "without barriers", *head)]
    rows += [
        (
            _name(found, each.event), shown(each.chance.probability), shown(each.chance.given_knot),
            shown(each.without.probability), *_often(each.chance, yearly), *_often(each.without, yearly),
        )
        for each in found.consequences
    ]  # fmt: skip
    yield table(rows)
    yield ""
    yield "  how many times as probable once a barrier is gone:"
    rows = [("barrier", *(_name(found, each.event) for each in found.consequences))]
    rows += [(own.id, *(shown(each.worth[own.id]) for each in found.consequences)) for own in found.barriers]
    yield table(rows, "    ")
    for own in found.consequences:
        if own.otherwise.upper > 0:
            said = f"{own.event} without {found.knot}: {shown(own.otherwise)}, which is not counted here."
            yield wrap(said, "  ", "  ")
    yield from (wrap(f"Limit: {each}", "  ", "  ") for each in found.limits)


def _sequences(found: BowTieNumbers, yearly: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A column for each barrier behind the knot, a row for each sequence."""
    names = [each.id for each in found.barriers if each.behind]
    yield (*names, "probability", "given the knot", f"with {_name(found, found.consequences[-1].event)}", *yearly)
    for own in found.sequences:
        states = ("fails" if name in own.failed else "works" for name in names)
        chances = (shown(own.chance.probability), shown(own.chance.given_knot), shown(own.top.probability))
        yield (*states, *chances, *_often(own.chance, yearly))


def _name(found: BowTieNumbers, event: str) -> str:
    """The event; where it is the knot itself, what the barriers behind leave of it."""
    return f"{event}, not stopped" if event == found.knot else event


def shown(value: Interval | None) -> str:
    """`0.05`, `0 to 0.05`, `1 or more`, or a dash."""
    if value is None:
        return "–"
    if value.value is not None:
        return f"{value.lower:.4g}"
    return f"{value.lower:.4g} or more" if math.isinf(value.upper) else f"{value.lower:.4g} to {value.upper:.4g}"


def _often(chance: Chance, wanted: tuple[str, ...]) -> tuple[str, ...]:
    return (shown(chance.frequency),) if wanted else ()


def bow_tie_json(found: BowTieNumbers | None) -> Json:
    """The numbers as plain data; null where no barrier has one.

    Each is `{"exact": x}`, or `lower` and `upper`; an upper bound that is infinite is null.
    """
    if found is None:
        return None
    return {
        "knot": {"event": found.knot, **_chance(found.chance)},
        "barriers": [
            {
                "id": each.id, "behind_knot": each.behind, "failure_on_demand": _interval(each.failure),
                "failure_event": each.event or None,
            }
            for each in found.barriers
        ],
        "sequences": [
            {"worked": each.worked, "failed": each.failed, **_chance(each.chance), "with_top": _chance(each.top)}
            for each in found.sequences
        ],
        "consequences": [
            {
                "event": each.event, **_chance(each.chance), "without_barriers": _chance(each.without),
                "worth": {name: _interval(own) for name, own in each.worth.items()},
                "without_knot": _interval(each.otherwise),
            }
            for each in found.consequences
        ],
        "limits": found.limits,
    }  # fmt: skip


def _chance(chance: Chance) -> Mapping[str, Json]:
    return {
        "probability": _interval(chance.probability),
        "given_knot": _interval(chance.given_knot),
        "frequency_per_year": _interval(chance.frequency),
    }


def _interval(value: Interval | None) -> Json:
    """`{"exact": p}`, or bounds."""
    if value is None:
        return None
    if value.value is not None:
        return {"exact": value.lower}
    return {"lower": value.lower, "upper": None if math.isinf(value.upper) else value.upper}
