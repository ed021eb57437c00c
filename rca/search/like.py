"""A case or a lesson as the query: cases and lessons like it, with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rca.library import addresses
from rca.library.link import nearest
from rca.library.model import Library
from rca.records.lesson import GeneralLesson, Lesson
from rca.search.index import Index
from rca.search.library import known_facets
from rca.search.record import Kind
from rca.search.related import Kinship, Link, Reason
from rca.search.search import Filters, search
from rca.search.similar import SimilarLesson, meant_for, similar
from rca.search.sketch import Sketch, sketch_of_draft
from rca.search.traits import Trait

LIKENED: tuple[Kind, ...] = ("case", "lesson")
"""Kinds of record that are compared."""
MANY = 1000
"""How many cases and lessons are looked at before the filters."""


class NothingLike(LookupError):
    """Nothing has the name, or what was asked for is not compared; the message says what to do."""


@dataclass(frozen=True, slots=True)
class LikeHit:
    """A case or a lesson, and what it has in common with the one that was named."""

    id: str
    kind: Kind
    title: str
    address: str
    """Relative to the root of the site."""
    score: float
    links: tuple[Link, ...]
    """What a person said of the two."""
    shared: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Like:
    """What is like a case or a lesson."""

    name: str
    title: str
    hits: tuple[LikeHit, ...]
    """Best first: what a person linked, then by what is shared."""
    total: int


def like(
    kinship: Kinship, index: Index, name: str, words: str = "", *, facets: Filters | None = None, limit: int = 10
) -> Like:
    """Cases like a case, lessons like a lesson; with the facet `kind` the other way round.

    Cases are compared by coded causes, equipment, hazards, tree structure and text, as on the page of a case (`Kinship`);
    for a lesson the codes of where it applies and of what teaches it, and its words.

    Args:
        kinship: what the cases have in common.
        index: of the same knowledge base.
        name: id of a review, `review#L-ID`, or id of a general lesson.
        words: what hits have to answer as well; empty: anything.
        facets: as for `search_library`; `kind` is `case` or `lesson`.
        limit: at most so many hits.

    Raises:
        NothingLike: nothing has that name, or a kind is neither case nor lesson.
        UnknownFacet: a facet or a code is unknown.
    """
    library = kinship.library
    chosen = {facet: tuple(codes) for facet, codes in (facets or {}).items() if codes}
    known_facets(index, chosen, library)
    kinds = chosen.get("kind", ())
    if other := [kind for kind in kinds if kind not in LIKENED]:
        msg = f"only cases and lessons are compared, no {other[0]}; `--kind` is `case` or `lesson` here"
        raise NothingLike(msg)
    sketch, title, own = _named(kinship, name)
    wanted = kinds or (("case",) if name in kinship.reviews else ("lesson",))
    found = [hit for kind in wanted for hit in _hits(kinship, index, sketch, name, kind) if hit.id not in own]
    let = _let(index, words, chosen)
    kept = sorted((hit for hit in found if let is None or hit.id in let), key=lambda hit: (-hit.score, hit.id))
    return Like(name, title, tuple(kept[:limit]), len(kept))


def _let(index: Index, words: str, facets: Filters) -> frozenset[str] | None:
    """Ids of what answers the words and passes the filters; None: everything does."""
    if not words.strip() and not facets:
        return None
    return frozenset(index.shown(hit.record)[0] for hit in search(index, words, facets).hits)


def _hits(kinship: Kinship, index: Index, sketch: Sketch, name: str, kind: str) -> Iterator[LikeHit]:
    if kind == "case" and name in kinship.reviews:
        for near in kinship.to(name, MANY):
            yield _case(kinship, near.review_id, near.score, near.links, near.shared)
        return
    found = similar(kinship, index, sketch, cases=MANY, lessons=MANY)
    if kind == "case":
        for each in found.cases:
            yield _case(kinship, each.review.id, each.score, each.links, each.shared)
    else:
        yield from (_lesson(each) for each in found.lessons)


def _case(kinship: Kinship, name: str, score: float, links: tuple[Link, ...], shared: tuple[Reason, ...]) -> LikeHit:
    return LikeHit(name, "case", kinship.reviews[name].title, addresses.case(name), score, links, shared)


def _lesson(each: SimilarLesson) -> LikeHit:
    case, _, own = each.address.partition("#")
    address = addresses.case_lesson(case, own) if own else addresses.general_lesson(case)
    shared = tuple(Reason(trait.kind, trait.value) for trait in each.meant_for)
    return LikeHit(each.address, "lesson", each.lesson.lesson, address, each.score, (), shared)


def _named(kinship: Kinship, name: str) -> tuple[Sketch, str, frozenset[str]]:
    """What has the name, its title, and what is left out of the answer because it is the same.

    Raises:
        NothingLike: nothing has that name.
    """
    library = kinship.library
    if name in kinship.reviews:
        data = library.reviews[name].document.data
        return (
            sketch_of_draft(library, data if isinstance(data, Mapping) else {}),
            kinship.reviews[name].title,
            frozenset(),
        )
    if name in library.lessons:
        general = library.lessons[name].record
        cases = {address.partition("#")[0] for address in general.from_}
        traits = {*meant_for(general.applies_to), *(Trait("defect", code) for code in general.defect)}
        return _sketch(general, general.title, traits), general.title, frozenset({name, *general.from_, *cases})
    case, _, part = name.partition("#")
    review = kinship.reviews.get(case)
    lesson = next((each for each in review.lessons if each.id == part), None) if review else None
    if review is None or lesson is None:
        raise NothingLike(_not_there(library, name))
    because = {placed.id: placed.event.defect for placed in review.fault_tree.placed()}
    defects = {Trait("defect", code) for event in lesson.because for code in because.get(event, ())}
    return _sketch(lesson, "", {*meant_for(lesson.applies_to), *defects}, case), lesson.lesson, frozenset({name, case})


def _sketch(lesson: Lesson | GeneralLesson, title: str, traits: set[Trait], case: str = "") -> Sketch:
    text = " ".join(filter(None, (title, lesson.lesson, lesson.ask, *lesson.keywords)))
    return Sketch(text, frozenset(traits), name=case)


def _not_there(library: Library, name: str) -> str:
    case, _, part = name.partition("#")
    entry = library.reviews.get(case)
    if part and entry is not None:
        known = frozenset(lesson.id for lesson in entry.record.lessons)
        near = nearest(part, known)
        return f"`{case}` has no lesson `{part}`." + (f" Did you mean `{case}#{near}`?" if near else "")
    if entry is not None:
        return f"`{case}` is withdrawn or does not read in full; `rca check` says what is wrong with it."
    near = nearest(case, frozenset({*library.reviews, *library.lessons}))
    hint = f" Did you mean `{near}`?" if near else " `rca search` finds one by words."
    return f"no case and no lesson is called `{name}`.{hint}"
