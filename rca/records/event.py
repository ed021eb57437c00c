"""What happened, where, and what harm it did."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from rca.records.base import Amount, Code, Count, OneOrMore, Record, Statable, Stated, Text, Unknown
from rca.records.when import Date, TimeOfDay


class Place(Record):
    """Where it happened."""

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    """ISO 3166-1 alpha-2, such as `NO`."""
    region: Text | None = None
    site: Text | None = None


class Money(Record):
    """An amount of money as the source gives it."""

    amount: Amount
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    """ISO 4217."""
    per_cny: Annotated[float, Field(gt=0)] | None = None
    """Yuan for one unit of `currency` at the time; needed to compute the level of Order 493 from a loss in another currency."""


class Measure(Stated):
    """Harm that is not counted in people or money."""

    what: Text
    value: float | Text
    unit: Text | None = None


class Harm(Stated):
    """What the event cost. Left out means not recorded; 0 means none."""

    deaths: Count | Unknown | None = None
    missing: Count | Unknown | None = None
    serious_injuries: Count | Unknown | None = None
    injured: Count | Unknown | None = None
    """People hurt, the seriously injured included."""
    direct_loss: Money | None = None
    loss: Statable | None = None
    level: Code | None = None
    """Accident level of State Council Order 493 as stated by the author; checked against the computed one."""
    environment: Statable | None = None
    measures: tuple[Measure, ...] = ()
    """Such as outage hours or records lost."""
    potential: Literal["less", "same", "more", "unknown"] | None = None
    """What it could have been."""
    potential_because: Statable | None = None


class Occurrence(Stated):
    """The event under review."""

    date: Date
    date_end: Date | None = None
    time: TimeOfDay | None = None
    place: Place | None = None
    organisation: Text | None = None
    industry: OneOrMore[Code] = ()
    equipment: OneOrMore[Code] = ()
    hazards: OneOrMore[Code] = ()
    mode: OneOrMore[Code] = ()
    classify: dict[str, OneOrMore[Code]] = {}
    """Code lists other than the four above: taxonomy id to code or codes."""
    harm: Harm | None = None
    normal_work: Statable | None = None
    """What usually happens, so that the odd can be seen."""
    surprise: Statable | None = None
    luck: Statable | None = None
