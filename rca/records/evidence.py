"""What a review rests on: sources that were read, evidence taken from them, and where they conflict."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from rca.records.base import Ids, Record, RefId, Stated, Text, Url
from rca.records.vocabulary import EvidenceKind, Grade


class Source(Record):
    """A report, page or book that was read."""

    title: Text
    publisher: Text | None = None
    number: Text | None = None
    year: Annotated[int, Field(ge=1500, le=2200)] | None = None
    url: Url | None = None
    tier: Literal["primary", "secondary", "memory"] | None = None
    """Primary is the report, its publisher or a verbatim copy."""
    seen: Literal["whole", "part", "excerpt", "not-opened"] | None = None
    """How much of it the author of the review read."""
    note: Text | None = None


class Evidence(Record):
    """One piece of evidence, cited by its id."""

    what: Text
    kind: EvidenceKind | None = None
    grade: Grade | None = None
    """A direct and checked by a second source; B direct, from one source; C inferred; D assertion."""
    source: RefId | None = None
    also: Ids = ()
    """Further sources that say the same."""
    part_of: RefId | None = None
    """Id of the evidence that this is a part of."""
    at: Text | None = None
    """Page or place in the source."""
    url: Url | None = None
    custodian: Text | None = None
    """Role or office that keeps it."""
    against: Ids = ()
    """Events it speaks against."""
    access: Literal["public", "sector", "internal", "restricted"] | None = None
    checked: bool | None = None
    """true: a page that was read supports it; false: recalled, and shown as not yet checked."""
    note: Text | None = None


class ConflictValue(Stated):
    """One of the values on which sources differ."""

    value: Text | int | float
    source: RefId | None = None
    note: Text | None = None


class Conflict(Record):
    """Sources that differ: both values are shown, none is settled."""

    what: Text
    events: Ids = ()
    values: Annotated[tuple[ConflictValue, ...], Field(min_length=2)]
    note: Text | None = None
