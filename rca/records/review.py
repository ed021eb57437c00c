"""An incident review as a whole."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from rca.records.action import Action, PriorEvent, Response, Standard
from rca.records.barrier import Barrier
from rca.records.base import Id, Ids, OneOrMore, Record, RefId, Slug, Statable, Stated, Text, Url
from rca.records.event import Occurrence
from rca.records.evidence import Conflict, Evidence, Source
from rca.records.lesson import Lesson, LessonTranslation, TechnicalSummary, Training, Withdrawal
from rca.records.tree import FaultTreeRecord
from rca.records.vocabulary import Anonymise, Basis, ExpertRole, PublicationLevel, Relation, ReviewKind, Stage
from rca.records.when import Date, Moment


class Expert(Record):
    """Somebody who took part, by role; never a name."""

    id: Id
    role: ExpertRole
    discipline: Text | None = None
    independent: bool = False


class SignOff(Record):
    """A stage that an expert stood up for."""

    stage: Stage
    by: RefId
    date: Date
    hash: Text | None = None
    """Hash of what was signed."""


class Publication(Record):
    """Who may read the review."""

    level: PublicationLevel = "public"
    anonymise: tuple[Anonymise, ...] = ()
    withdrawn: Withdrawal | None = None


class Erratum(Record):
    """A correction after publication."""

    date: Date
    what: Statable


class LookBack(Stated):
    """The look-back one year after closing."""

    due: Date | None = None
    done: Date | None = None
    result: Text | None = None
    published: bool | None = None


class Process(Record):
    """How the review itself was made."""

    basis: Basis = "own"
    """`own`: what is not written is not there. `public-record`: what the record does not give is not known."""
    stage: Stage = "opened"
    language: Literal["en", "zh"] = "en"
    opened: Date | None = None
    report_due: Date | None = None
    report_approved: Date | None = None
    experts: tuple[Expert, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    publication: Publication = Publication()
    errata: tuple[Erratum, ...] = ()
    look_back: LookBack | None = None
    note: Text | None = None


class TimelineEntry(Stated):
    """Something that happened, and when."""

    at: Moment
    what: Text
    lane: Text | None = None
    """Who or what acted: Organisation, Operation, Equipment, Response …"""
    events: Ids = ()
    id: Id | None = None


class Accountability(Stated):
    """That responsibility was dealt with; never names."""

    handled: bool | Literal["unknown"]
    by: Text | None = None
    date: Date | None = None


class Link(Stated):
    """A relation to another review."""

    review: RefId
    relation: Relation
    note: Text | None = None


class ReferenceWork(Record):
    """Further reading."""

    title: Text
    year: Annotated[int, Field(ge=1500, le=2200)] | None = None
    url: Url | None = None


class Attachment(Record):
    """A file that belongs to the review."""

    id: Id | None = None
    file: Text
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    licence: Text | None = None
    alternative_text: Text
    custodian: Text | None = None


class Allowed(Record):
    """A finding silenced in place, with the reason that the page shows."""

    allow: OneOrMore[Text]
    at: Text | None = None
    """Id of the event, evidence, action … it concerns; left out: the whole review."""
    because: Text


class Translation(Record):
    """The review's own words in another language."""

    title: Text | None = None
    summary: Text | None = None
    lessons: dict[str, LessonTranslation] = {}


class Review(Record):
    """`kb/reviews/<id>.yaml`"""

    format: Literal[1] = 1
    id: Slug
    title: Text
    summary: Statable | None = None
    kind: ReviewKind = "incident"
    review: Process = Process()
    event: Occurrence
    timeline: tuple[TimelineEntry, ...] = ()
    sources: dict[Id, Source] = {}
    evidence: dict[Id, Evidence] = {}
    conflicts: tuple[Conflict, ...] = ()
    fault_tree: FaultTreeRecord
    barriers: tuple[Barrier, ...] = ()
    actions: tuple[Action, ...] | None = None
    """Left out: not known. `[]`: there are none."""
    standards: dict[Id, Standard] = {}
    response: Response | None = None
    prior_events: tuple[PriorEvent, ...] = ()
    open_questions: tuple[Statable, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    technical_summary: TechnicalSummary | None = None
    accountability: Accountability | None = None
    training: Training | None = None
    courses: tuple[RefId, ...] = ()
    links: tuple[Link, ...] = ()
    references: tuple[ReferenceWork, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    lint: tuple[Allowed, ...] = ()
    translations: dict[Literal["en", "zh"], Translation] = {}
