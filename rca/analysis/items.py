"""Indices made of items that are known, or lie between bounds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rca.analysis.findings import Index, Interval

NO = Interval(0.0, 0.0)
YES = Interval(1.0, 1.0)
NOT_KNOWN = Interval(0.0, 1.0)
ROUNDING = 1e-12
"""Two bounds of an index that differ by less are one number."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that enters an index under the name a page can point at."""

    name: str
    value: Interval

    @property
    def known(self) -> bool:
        """Whether its value is a number."""
        return self.value.lower == self.value.upper


def yes_or_no(holds: bool | None) -> Interval:
    """1, 0, or anything between for None."""
    return NOT_KNOWN if holds is None else (YES if holds else NO)


def mean(values: Sequence[Interval]) -> Interval:
    """Mean of at least one value, lower and upper bounds apart."""
    count = len(values)
    return settled(
        math.fsum(value.lower for value in values) / count, math.fsum(value.upper for value in values) / count
    )


def settled(lower: float, upper: float) -> Interval:
    """The interval, made one number where rounding alone holds the bounds apart."""
    return Interval(lower, lower) if abs(upper - lower) < ROUNDING else Interval(lower, upper)


def nothing(because: str, *, of: int = 0) -> Index:
    """An index without a value, and the reason."""
    return Index(None, None, 0, of, because=because)


def percent(value: Interval) -> str:
    """`40 %`, or `between 20 % and 60 %`."""
    lower, upper = f"{value.lower:.0%}".replace("%", " %"), f"{value.upper:.0%}".replace("%", " %")
    return lower if lower == upper else f"between {lower} and {upper}"


def number(value: float) -> str:
    """Two decimals at most, without trailing zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def shown(value: Interval) -> str:
    """`0.4`, or `between 0.2 and 0.6`."""
    lower, upper = number(value.lower), number(value.upper)
    return lower if lower == upper else f"between {lower} and {upper}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 path`, `2 paths`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def listed(names: Sequence[str], most: int = 4) -> str:
    """`A`, `A and B`, `A, B and 3 more`."""
    if len(names) > most:
        return f"{', '.join(names[: most - 1])} and {len(names) - most + 1} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
