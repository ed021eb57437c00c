"""What is searched: records with text by field, codes to filter by, and an address to go to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["case", "lesson", "cause", "action", "evidence", "document"]
KINDS: tuple[Kind, ...] = ("case", "lesson", "cause", "action", "evidence", "document")
"""`document` is a text of a corpus that is no knowledge base."""

CODE_LABEL = "coded "
"""Begins the label of the name of a code: it answers for the record and is quoted only when the text itself does not."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a record's text."""

    label: str
    """Where it stands, as a reader is told: `ask`, `summary`, `timeline`."""
    text: str
    weight: int = 1
    """How much a word in it counts; 1 for ordinary text."""
    shown: bool = True
    """Whether it may be quoted; a title is shown anyway."""


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """One thing that a search can find."""

    id: str
    """A review's id, `review#ID` for a part of one, or a general lesson's id."""
    kind: Kind
    title: str
    address: str
    """Relative to the root of the site."""
    passages: tuple[Passage, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Codes by facet, codes above them included."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """Short facts shown beside the title: the case, the year, the verdict, the status."""
    year: int = 0
    """Year of the event, for sorting; 0 where there is none."""
    gravity: int = 0
    """Deaths times 1,000,000 plus injuries, for sorting."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A code that hits can be narrowed by."""

    code: str
    name: str
    zh: str = ""
    """The name in Chinese; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow hits."""

    id: str
    name: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that one index is made from."""

    records: tuple[SearchRecord, ...]
    facets: tuple[Facet, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of words or phrases that stand for each other."""
