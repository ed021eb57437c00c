"""Code lists, organisations, standards and adoptions: the small files beside the reviews."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConfigDict, model_validator

from rca.records.base import Code, Record, Reference, Slug, Stated, Text
from rca.records.when import Date


class Label(Record):
    """A name in English and, where there is one, in Chinese."""

    en: Text
    zh: Text | None = None
    ja: Text | None = None


class Term(Record):
    """A code with its name. Lists carry columns of their own (rank, side, strength …), kept as they stand."""

    model_config = ConfigDict(extra="allow", frozen=True, strict=True)

    code: Code
    en: Text | None = None
    zh: Text | None = None
    parent: Code | None = None
    means: Text | None = None

    def column(self, name: str) -> Any:
        """What stands in one of the list's own columns, or None."""
        return (self.model_extra or {}).get(name)


class Taxonomy(Record):
    """`kb/taxonomies/<id>.yaml`. Beside `terms` a list may hold further named lists (`kinds`, `grades`, `stages` …)."""

    model_config = ConfigDict(extra="allow", frozen=True, strict=True)

    id: Slug
    title: Label
    version: int
    source: Text
    licence: Text
    terms: tuple[Term, ...] = ()
    kinds: tuple[Term, ...] = ()
    status: tuple[Term, ...] = ()
    stages: tuple[Term, ...] = ()
    roles: tuple[Term, ...] = ()
    layers: tuple[Term, ...] = ()
    states: tuple[Term, ...] = ()
    tasks: tuple[Term, ...] = ()
    grades: tuple[Term, ...] = ()
    levels: Any = None
    priority: tuple[Term, ...] = ()

    def words(self, name: str, language: Literal["en", "zh"]) -> tuple[str, ...]:
        """One of the word lists of the taxonomy `language`."""
        listed = (self.model_extra or {}).get(name)
        return tuple(listed.get(language, ())) if isinstance(listed, dict) else ()


class Organisation(Record):
    """A name as it is shown, its aliases, and the name that stands for it where it is kept anonymous."""

    id: Slug
    name: Text
    aliases: tuple[Text, ...] = ()
    anonymous: Text | None = None
    country: Text | None = None


class Organisations(Record):
    """`kb/organisations.yaml`"""

    format: Literal[1] = 1
    organisations: tuple[Organisation, ...]


class SharedStandard(Record):
    """`kb/standards/<id>.yaml`: a standard that several reviews cite."""

    format: Literal[1] = 1
    id: Slug
    title: Text
    publisher: Text | None = None
    number: Text | None = None
    issued: Date | None = None
    requires: Text | None = None


class Seen(Stated):
    """That it was seen in the field."""

    date: Date
    by: Text
    """A role, never a name."""


class Adoption(Stated):
    """`kb/adoptions/<id>.yaml`: what a site did with a lesson."""

    format: Literal[1] = 1
    id: Slug
    kind: Literal["real", "exercise"] = "real"
    site: Text
    lesson: Reference | Slug
    applies: bool
    why: Text | None = None
    decided_by: Text
    """A role, never a name."""
    decided_on: Date
    done: Text | None = None
    seen: Seen | None = None

    @model_validator(mode="after")
    def _refusal_has_a_reason(self) -> Adoption:
        if not self.applies and self.why is None:
            msg = "a lesson that does not apply needs `why`"
            raise ValueError(msg)
        return self
