"""Searching a knowledge base: hits with what is shown of them, and facets with counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from rca.search.cache import cached_index
from rca.search.explain import Explanation, explained
from rca.search.facets import CODED, KIND_NAMES
from rca.search.fragments import Fragment, fragments
from rca.search.index import Index
from rca.search.nothing import Nothing, nothing
from rca.search.record import Corpus, Kind
from rca.search.rows import Match
from rca.search.search import Asked, Filters, Found, Reading, ask, search

if TYPE_CHECKING:
    from rca.analysis.findings import Findings
    from rca.library.model import Library

Load: TypeAlias = "Callable[[], tuple[Library, Mapping[str, Findings]]]"
"""Reads a knowledge base and analyses its reviews."""


class UnknownFacet(LookupError):
    """There is no such facet, or no record carries the code; the message names the nearest."""


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A hit as it is printed."""

    id: str
    kind: Kind
    title: str
    score: float
    address: str
    """Relative to the root of the site."""
    match: Match
    fragments: tuple[Fragment, ...]
    notes: Mapping[str, str]
    why: Explanation | None = None
    """What makes up the score; only where it was asked for."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A code with the number of hits that carry it."""

    code: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a query."""

    query: str
    hits: tuple[ShownHit, ...]
    """Best first, at most as many as were asked for."""
    total: int
    counts: Mapping[Match, int]
    readings: tuple[Reading, ...]
    unknown: tuple[str, ...]
    facets: Mapping[str, tuple[Counted, ...]]
    nothing: Nothing | None = None
    """Why nothing was found; None when something was."""


def search_library(
    library: Library, findings: Mapping[str, Findings], query: str, *, facets: Filters | None = None, limit: int = 10,
    explain: bool = False,
) -> Results:  # fmt: skip
    """Search a knowledge base that is in memory.

    Args:
        library: what was read.
        findings: by review; a review without findings has no verdict to filter by.
        query: words, `"a phrase"`, `-word`.
        facets: `kind`, `industry`, `hazard`, `equipment`, `defect`, `mode`, `lesson-kind`, `stage`, `verdict`: codes of
            which a hit carries at least one.
        limit: at most so many hits.
        explain: say of each hit what makes up its score.

    Raises:
        UnknownFacet: a facet or a code is unknown.
    """
    from rca.search.records import corpus_of

    index = Index.of(corpus_of(library, findings))
    return search_index(index, query, facets=facets, limit=limit, explain=explain, library=library)


def search_folder(
    root: Path, query: str, load: Load, *, facets: Filters | None = None, limit: int = 10, explain: bool = False
) -> Results:
    """Search the knowledge base in a folder by the index kept beside it.

    Args:
        root: the folder.
        query: as for `search_library`.
        load: reads and analyses the folder; called only when a file has changed, or to tell an unknown code.
        facets: as for `search_library`.
        limit: at most so many hits.
        explain: as for `search_library`.

    Raises:
        UnknownFacet: a facet or a code is unknown.
    """
    index = folder_index(root, load)
    try:
        return search_index(index, query, facets=facets, limit=limit, explain=explain)
    except UnknownFacet:
        # a code that no record carries may still stand in a code list, which the index does not hold
        return search_index(index, query, facets=facets, limit=limit, explain=explain, library=load()[0])


def folder_index(root: Path, load: Load) -> Index:
    """The index of the knowledge base in a folder; `load` is called only when a file has changed."""

    def make() -> Corpus:
        from rca.search.records import corpus_of  # reading records is dear; an index that is up to date needs none

        return corpus_of(*load())

    return cached_index(root, make)


def search_index(
    index: Index, query: str, *, facets: Filters | None = None, limit: int = 10, explain: bool = False,
    library: Library | None = None,
) -> Results:  # fmt: skip
    """Search an index.

    Raises:
        UnknownFacet: a facet or a code is unknown. With `library`, a code that no record carries is known when it
            stands in the code list.
    """
    chosen = {name: tuple(codes) for name, codes in (facets or {}).items() if codes}
    known_facets(index, chosen, library)
    found = search(index, query, chosen, limit=limit)
    asked = ask(index, query) if explain else None
    return Results(
        query=query,
        hits=tuple(_shown(index, found, place, asked) for place in range(len(found.hits))),
        total=found.total,
        counts=found.counts,
        readings=found.readings,
        unknown=found.unknown,
        facets=_counted(index, found),
        nothing=None if found.hits else nothing(index, query, chosen),
    )


def _shown(index: Index, found: Found, place: int, asked: Asked | None) -> ShownHit:
    hit = found.hits[place]
    name, title, address, passages, notes = index.shown(hit.record)
    return ShownHit(
        id=name, kind=index.kinds[hit.record], title=title, score=hit.score, address=address, match=hit.match,
        fragments=fragments(found.slots, passages), notes=notes,
        why=explained(index, asked, hit, found.scale) if asked else None,
    )  # fmt: skip


def _counted(index: Index, found: Found) -> dict[str, tuple[Counted, ...]]:
    return {
        facet.id: tuple(
            Counted(value.code, value.name, count)
            for value, count in zip(facet.values, found.facets[facet.id], strict=True)
        )
        for facet in index.facets
    }


def known_facets(index: Index, chosen: Filters, library: Library | None) -> None:
    """Raise what is unknown.

    Raises:
        UnknownFacet: as for `search_index`.
    """
    in_use = {facet.id: {value.code for value in facet.values} for facet in index.facets}
    fixed = {"kind": set(KIND_NAMES), "lesson-kind": {"technical", "procedural"}}
    for name, codes in chosen.items():
        if name not in in_use and name not in fixed and name not in CODED:
            msg = f"there is no facet `{name}`; there are {', '.join(in_use)}"
            raise UnknownFacet(msg)
        listed = library.taxonomies.get(CODED[name][1]) if library and name in CODED else None
        terms = {term.code for term in listed.terms} if listed else set()
        known = in_use.get(name, set()) | fixed.get(name, set()) | terms
        for code in codes:
            if code not in known:
                raise UnknownFacet(_no_code(name, code, known))


def _no_code(name: str, code: str, known: set[str]) -> str:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    near = process.extractOne(code, sorted(known), scorer=OSA.normalized_similarity, score_cutoff=0.5)
    hint = f"did you mean `{near[0]}`?" if near else f"there are {', '.join(sorted(known)[:20]) or 'none'}"
    return f"`{code}` is no code of the facet `{name}`; {hint}"
