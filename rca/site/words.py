"""Every word of the interface that is not in a taxonomy or written by an author."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Language = Literal["en", "zh"]

WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "status.confirmed": {"en": "confirmed"},
    "status.likely": {"en": "likely"},
    "status.possible": {"en": "possible"},
    "status.open": {"en": "open"},
    "status.refuted": {"en": "ruled out"},
    "verdict.explained": {"en": "Explained"},
    "verdict.explained-likely": {"en": "Explained, resting on likely causes"},
    "verdict.explained-if-open": {"en": "Explained only if open hypotheses hold"},
    "verdict.not-yet": {"en": "Not yet explained"},
    "verdict.contradicted": {"en": "Contradicted"},
    "verdict.none": {"en": "Not analysed"},
    "lesson.technical": {"en": "technical"},
    "lesson.procedural": {"en": "procedural"},
    "lesson.identified": {"en": "identified"},
    "lesson.validated": {"en": "validated"},
    "lesson.shared": {"en": "shared"},
    "lesson.adopted": {"en": "adopted"},
    "lesson.learned": {"en": "learned"},
    "strength.stronger": {"en": "stronger"},
    "strength.intermediate": {"en": "intermediate"},
    "strength.weaker": {"en": "weaker"},
    "strength.unknown": {"en": "strength not known"},
    "provenance.read": {"en": "read"},
    "provenance.recalled": {"en": "not yet checked against the report"},
    "action.overdue": {"en": "overdue {n} days"},
    "action.overdue.one": {"en": "overdue 1 day"},
    "breadcrumb": {"en": "You are here"},
    "ask": {"en": "Ask yourself"},
    "index.prevention": {"en": "Prevention proven"},
    "index.guarantee": {"en": "Guarantee"},
    "index.implementation": {"en": "Implementation"},
    "index.reflection": {"en": "Reflection"},
    "complaint.prevention": {"en": "Response rather than prevention"},
    "complaint.guarantee": {"en": "Aware, but no guarantee"},
    "complaint.implementation": {"en": "Standards, little implementation"},
    "complaint.reflection": {"en": "Emergency, little reflection"},
})


@dataclass(frozen=True, slots=True)
class Words:
    """The interface in one language; English where a translation is missing.

    >>> Words()("status.refuted")
    'ruled out'
    """

    language: Language = "en"

    def __call__(self, key: str, **values: object) -> str:
        """The words for `key`, with `{name}` filled in.

        Raises:
            KeyError: there is no such key: a slip in a template, held by a test.
        """
        texts = WORDS[key]
        text = texts.get(self.language) or texts["en"]
        return text.format(**values) if values else text

    def count(self, n: int, one: str, other: str) -> str:
        """`1 case`, `3 cases`."""
        return f"{n} {one if n == 1 else other}"
