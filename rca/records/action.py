"""Corrective actions and recommendations, standards, and the emergency response."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from rca.records.base import Count, Id, Ids, OneOrMore, Record, RefId, Stated, Text, Unknown
from rca.records.vocabulary import ActionKind, ActionStatus, Control, Function
from rca.records.when import Date


class Resources(Record):
    """The means: money and people."""

    budget: Literal["funded", "requested", "refused", "none", "not-needed", "unknown"] | None = None
    people: Literal["named", "requested", "none", "unknown"] | None = None
    note: Text | None = None


class Done(Stated):
    """That an action was carried out, and what shows it."""

    date: Date | None = None
    by: RefId | None = None


class Effect(Stated):
    """How it is measured that an action works."""

    measure: Text
    target: Text | None = None
    check_due: Date | Unknown | None = None
    checked: Date | None = None
    result: Text | None = None
    verdict: Literal["effective", "ineffective", "not-yet", "unknown"] | None = None
    by: RefId | None = None
    """Expert or role who judged it."""


class Action(Stated):
    """A corrective action; a recommendation of an inquiry is one with `ref`, `by` and `to`."""

    id: Id
    do: Text
    breaks: Ids = ()
    """Events that no longer happen once it is carried out."""
    weakens: Ids = ()
    """Influences it makes smaller."""
    traced: Literal["stated", "inferred"] | None = None
    """Whether the inquiry says what it breaks, or the author of the review infers it."""
    kind: ActionKind | None = None
    control: OneOrMore[Control] = ()
    function: Function | None = None
    owner: Text | None = None
    resources: Resources | None = None
    due: Date | Unknown | None = None
    status: ActionStatus | None = None
    status_text: Text | None = None
    """The status in the recipient's or the board's own words."""
    status_as_of: Date | None = None
    foreign_status: dict[Literal["csb", "ntsb"], Text] = {}
    reason: Text | None = None
    """Why it was rejected or is obsolete."""
    superseded_by: RefId | None = None
    new_risks: Text | None = None
    """Risks that the action itself brings, or that none were found."""
    done: Done | None = None
    effect: Effect | None = None
    standard: RefId | None = None
    """Standard that carries it."""
    ref: Text | None = None
    """Number of the recommendation."""
    by: Text | None = None
    """Who recommended it."""
    to: OneOrMore[Text] = ()
    """Whom it was addressed to."""
    note: Text | None = None


class SeenInField(Stated):
    """What was seen at the sites to which a standard applies."""

    date: Date | None = None
    by: RefId | None = None
    sites_seen: Count | Unknown
    sites_conforming: Count | Unknown | None = None


class Standard(Stated):
    """A document is not yet a change; `field` says what was seen."""

    title: Text
    ref: RefId | None = None
    """Id of a standard in `kb/standards/`, when several reviews cite it."""
    change: Literal["new", "revised", "withdrawn", "none"] | None = None
    issued: Date | None = None
    requires: Text | None = None
    author: RefId | None = None
    field: SeenInField | None = None


class ResponseAction(Stated):
    """Something done on the day, and whether it worked."""

    do: Text
    worked: bool | Literal["partly", "unknown"] | None = None
    lesson: RefId | None = None


class Response(Stated):
    """The emergency response."""

    actions: tuple[ResponseAction, ...] = ()
    evaluated: bool | None = None
    evaluated_on: Date | None = None
    note: Text | None = None


class PriorEvent(Stated):
    """An earlier event that resembled this one."""

    what: Text
    date: Date | None = None
    review: RefId | None = None
    recurrence: Annotated[str, Field(max_length=80)] | None = None
    """What recurred: equipment, deviation, warning …"""
