"""The ways to narrow hits in a knowledge base, and the codes that each part of it carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, get_args

from rca.analysis.findings import Verdict
from rca.records.vocabulary import STAGES
from rca.search.record import Facet, FacetValue, SearchRecord

if TYPE_CHECKING:
    from rca.library.model import Library
    from rca.records.lesson import AppliesTo
    from rca.records.review import Review

CODED: Mapping[str, tuple[str, str]] = {
    "industry": ("Industry", "industry"),
    "hazard": ("Hazard", "hazard"),
    "equipment": ("Equipment", "equipment"),
    "defect": ("Defect", "defect"),
    "mode": ("Operating mode", "operating-mode"),
}
"""Facets whose codes stand in a code list: the name shown, and the list's id."""

KIND_NAMES = {"case": "Cases", "lesson": "Lessons", "cause": "Causes", "action": "Actions", "evidence": "Evidence"}
VERDICT_NAMES = {
    "explained": "Explained",
    "explained-likely": "Explained, resting on likely causes",
    "explained-if-open": "Explained if open hypotheses hold",
    "not-yet": "Not yet explained",
    "contradicted": "Contradicted",
}


def lineage(library: Library, taxonomy: str, codes: Iterable[str]) -> tuple[str, ...]:
    """The codes and every code above them, so that a filter on `C` finds what is coded `C.refining`."""
    found: dict[str, None] = {}
    for code in codes:
        each: str | None = code
        while each is not None and each not in found:
            found[each] = None
            term = library.term(taxonomy, each)
            each = term.parent if term else None
    return tuple(found)


def codes_of_review(library: Library, review: Review) -> Mapping[str, tuple[str, ...]]:
    """Codes of the event under review, by facet."""
    event = review.event
    return {
        "industry": lineage(library, "industry", event.industry),
        "hazard": lineage(library, "hazard", event.hazards),
        "equipment": lineage(library, "equipment", event.equipment),
        "mode": lineage(library, "operating-mode", event.mode),
    }


def codes_of_lesson(library: Library, applies: AppliesTo) -> Mapping[str, tuple[str, ...]]:
    """Codes of where a lesson applies, by facet."""
    return {
        "industry": lineage(library, "industry", applies.industry),
        "hazard": lineage(library, "hazard", applies.hazards),
        "equipment": lineage(library, "equipment", applies.equipment),
        "mode": lineage(library, "operating-mode", applies.mode),
    }


def joined(*found: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Codes of several mappings together, each once."""
    names = dict.fromkeys(name for each in found for name in each)
    return {name: tuple(dict.fromkeys(code for each in found for code in each.get(name, ()))) for name in names}


def facets_in_use(library: Library, records: Sequence[SearchRecord]) -> tuple[Facet, ...]:
    """Every facet with the values that some record carries, in the order of the code list."""
    return tuple(facet for facet in _facets(library, records) if facet.values)


def _facets(library: Library, records: Sequence[SearchRecord]) -> Iterator[Facet]:
    yield _facet("kind", "Show", KIND_NAMES, records)
    for name, (title, taxonomy) in CODED.items():
        listed = library.taxonomies.get(taxonomy)
        names = {term.code: library.name_of(taxonomy, term.code) for term in listed.terms} if listed else {}
        yield _facet(name, title, names, records)
    yield _facet("lesson-kind", "Kind of lesson", {"technical": "Technical", "procedural": "Procedural"}, records)
    yield _facet("stage", "Stage of the review", {stage: stage.capitalize() for stage in STAGES}, records)
    yield _facet("verdict", "Verdict", {each: VERDICT_NAMES[each] for each in get_args(Verdict)}, records)


def _facet(name: str, title: str, names: Mapping[str, str], records: Sequence[SearchRecord]) -> Facet:
    used = {code for record in records for code in record.facets.get(name, ())}
    listed = [code for code in names if code in used] + sorted(used - names.keys())
    return Facet(name, title, tuple(FacetValue(code, names.get(code, code)) for code in listed))
