"""The ways to narrow hits in a knowledge base, and the codes that each part of it carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

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

Names = Mapping[str, tuple[str, str]]
"""English and Chinese name of each code."""

KIND_NAMES: Names = {
    "case": ("Cases", "案例"), "lesson": ("Lessons", "教训"), "cause": ("Causes", "原因"), "action": ("Actions", "措施"),
    "evidence": ("Evidence", "证据"),
}  # fmt: skip
LESSON_NAMES: Names = {"technical": ("Technical", "技术"), "procedural": ("Procedural", "程序")}
STAGE_NAMES: Names = {
    "opened": ("Opened", "立项"), "evidence": ("Evidence", "取证"), "analysis": ("Analysis", "分析"),
    "summary": ("Summary", "总结"), "actions": ("Actions", "措施"), "published": ("Published", "发布"),
    "verified": ("Verified", "核实"), "closed": ("Closed", "关闭"),
}  # fmt: skip
VERDICT_NAMES: Names = {
    "explained": ("Explained", "已解释"),
    "explained-likely": ("Explained, resting on likely causes", "已解释，依据为很可能的原因"),
    "explained-if-open": ("Explained if open hypotheses hold", "若待定假设成立则已解释"),
    "not-yet": ("Not yet explained", "尚未解释"),
    "contradicted": ("Contradicted", "与证据矛盾"),
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
        names = {term.code: (term.en or term.zh or term.code, term.zh or "") for term in listed.terms} if listed else {}
        yield _facet(name, title, names, records)
    yield _facet("lesson-kind", "Kind of lesson", LESSON_NAMES, records)
    yield _facet("stage", "Stage of the review", STAGE_NAMES, records)
    yield _facet("verdict", "Verdict", VERDICT_NAMES, records)


def _facet(name: str, title: str, names: Names, records: Sequence[SearchRecord]) -> Facet:
    used = {code for record in records for code in record.facets.get(name, ())}
    listed = [code for code in names if code in used] + sorted(used - names.keys())
    return Facet(name, title, tuple(FacetValue(code, *names.get(code, (code, ""))) for code in listed))
