"""Resolving names: every reference of every file, with the nearest right word where it leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rca.diagnostics import Diagnostic, Severity
from rca.library import references as places
from rca.library.model import Reference, Target
from rca.records.nearest import is_slip, same_letters
from rca.records.taxonomy import Taxonomy
from rca.source.document import DataPath, Document, Of
from rca.source.mending import Mend
from rca.source.positions import finding

LINT_REPORTS: frozenset[Target] = frozenset({"event", "evidence", "standard", "review", "review-event"})
"""Targets whose unknown names in a review are reported by rules of the lint, which have pages of their own."""

SIGNED = ("review", "sign_offs")
"""Where an unknown expert is a signature by an outsider, which a rule of the lint reports too."""

WORDS: Mapping[Target, str] = {
    "source": "source", "action": "action", "lesson": "lesson", "expert": "expert", "objective": "objective",
    "review-lesson": "lesson", "general-lesson": "general lesson", "any-lesson": "lesson", "course": "course",
    "code": "code", "barrier": "barrier", "review": "review", "evidence": "evidence",
}  # fmt: skip


MOST_LISTED = 45
"""Codes that a message lists; of a longer list the names stand on the page of terms."""


@dataclass(frozen=True, eq=False)
class Known:
    """Names that exist across the folder."""

    reviews: Mapping[str, Names]
    lessons: frozenset[str]
    courses: frozenset[str]
    standards: frozenset[str]
    taxonomies: Mapping[str, Taxonomy]

    @cached_property
    def codes(self) -> Mapping[str, frozenset[str]]:
        """Codes of every list."""
        return {name: frozenset(term.code for term in listed.terms) for name, listed in self.taxonomies.items()}

    @cached_property
    def events(self) -> frozenset[str]:
        """`review#EVENT` of every review."""
        return frozenset(f"{name}#{event}" for name, names in self.reviews.items() for event in names.events)

    @cached_property
    def cased_lessons(self) -> frozenset[str]:
        """`review#L-ID` of every review."""
        return frozenset(f"{name}#{lesson}" for name, names in self.reviews.items() for lesson in names.lessons)


@dataclass(frozen=True, slots=True)
class Names:
    """What other files can name in a review."""

    events: tuple[str, ...]
    lessons: tuple[str, ...]


def names_in(document: Document) -> Names:
    """What other files can name in a review."""
    return Names(
        tuple(event for event, _ in places.event_ids(document.data)),
        tuple(lesson for lesson, _ in places.listed_ids(document.data, "lessons")),
    )


def references_of(
    document: Document,
    table: Sequence[tuple[places.Pattern, Target, str]],
    known: Known,
    silent: frozenset[Target] = frozenset(),
) -> tuple[tuple[Reference, ...], tuple[Diagnostic, ...]]:
    """What a file refers to, resolved; and a diagnostic for each name that leads nowhere, but for `silent` targets."""
    resolver = _Resolver(document, known)
    found = [
        resolver.resolve(target, name, path, taxonomy)
        for target, taxonomy, name, path in places.named(document.data, table)
        if not (target == "evidence" and path == ("evidence",))
    ]
    found.extend(_classified(document, resolver))
    diagnostics = [
        _unknown(document, each, known.codes.get(each.taxonomy, frozenset()) if each.target == "code" else frozenset())
        for each in found
        if not each.resolved and each.target not in silent and each.path[:2] != SIGNED
    ]
    diagnostics.extend(_doubled(document))
    return tuple(found), tuple(diagnostics)


class _Resolver:
    """Looks names up, first in the file itself and then in the folder."""

    def __init__(self, document: Document, known: Known) -> None:
        data = document.data
        self.known = known
        own: dict[Target, frozenset[str]] = {"event": frozenset(name for name, _ in places.event_ids(data))}
        for target, place in _DEFINED.items():
            own[target] = frozenset(name for each in place for name, _ in places.listed_ids(data, *each))
        own["standard"] |= known.standards
        own["review"] = frozenset(known.reviews)
        own["course"] = known.courses
        self.own = own

    def resolve(self, target: Target, name: str, path: DataPath, taxonomy: str) -> Reference:
        names = self._names(target, name, taxonomy)
        if name in names:
            return Reference(target, name, path, taxonomy)
        near = nearest(name, names)
        sure = is_slip(name, near, names) if target == "code" else _same(name, names) == [near]
        return Reference(target, name, path, taxonomy, resolved=False, nearest=near, sure=sure)

    def _names(self, target: Target, name: str, taxonomy: str) -> frozenset[str]:
        known = self.known
        if target == "code":
            return known.codes.get(taxonomy, frozenset())
        if target == "review-event" or (target == "review" and "#" in name):
            return known.events
        if target in ("review-lesson", "any-lesson"):
            return known.cased_lessons | (known.lessons if target == "any-lesson" else frozenset())
        return self.own.get(target, frozenset())


def _same(name: str, names: frozenset[str]) -> list[str]:
    return [each for each in names if same_letters(name, each)]


_DEFINED: Mapping[Target, tuple[tuple[str, ...], ...]] = {
    "evidence": (("evidence",),),
    "source": (("sources",),),
    "standard": (("standards",),),
    "action": (("actions",),),
    "lesson": (("lessons",),),
    "barrier": (("barriers",),),
    "expert": (("review", "experts"),),
    "objective": (("training", "objectives"), ("outcomes",)),
}


def nearest(name: str, names: frozenset[str]) -> str:
    """The known name most like `name`, or nothing when none is near."""
    from rapidfuzz import fuzz, process

    best = process.extractOne(name.casefold(), {each: each.casefold() for each in sorted(names)}, scorer=fuzz.ratio)
    return str(best[2]) if best is not None and best[1] >= _NEAR else ""


_NEAR = 60
"""Per cent of letters shared; below it a guess misleads more than it helps."""


def _classified(document: Document, resolver: _Resolver) -> Iterator[Reference]:
    """Codes under `classify`, whose key names the list."""
    lists = frozenset(resolver.known.taxonomies)
    for path, mapping in places.mappings(document.data):
        if not path or path[-1] != "classify":
            continue
        for name, value in mapping.items():
            place = (*path, name)
            if name not in lists:
                near = nearest(name.replace("_", "-"), lists)
                yield Reference("code", name, place, "taxonomies", resolved=False, nearest=near)
                continue
            for code, where in places.names_at(value, place):
                yield resolver.resolve("code", code, where, name)


def _unknown(document: Document, reference: Reference, codes: frozenset[str]) -> Diagnostic:
    of: Of
    if reference.target == "code" and reference.taxonomy == "taxonomies":
        message, of = f"unknown code list `{reference.name}`", "key"
    elif reference.target == "code":
        message, of = f"`{reference.name}` is no code of the list `{reference.taxonomy}`", "value"
    else:
        message, of = f"unknown {WORDS[reference.target]} `{reference.name}`", "value"
    code = "RCA203" if reference.target == "code" else "RCA201"
    why = (
        "Codes are what makes cases comparable; a code outside its list is found by no filter."
        if code == "RCA203"
        else "A name that leads nowhere is a gap that no reader can see."
    )
    mend = reference.mend
    if mend is not None and of == "key":
        mend = Mend("rename", reference.path, reference.nearest, same_letters(reference.name, reference.nearest))
    found = diagnostic(
        document, code, reference.path, message, why=why, nearest_word=reference.nearest, of=of, mend=mend
    )
    if reference.nearest or not 0 < len(codes) <= MOST_LISTED:
        return found
    return found._replace(help="known here: " + ", ".join(f"`{each}`" for each in sorted(codes)))


def _doubled(document: Document) -> Iterator[Diagnostic]:
    for target, all_places in _DEFINED.items():
        for place in all_places:
            seen: dict[str, DataPath] = {}
            for name, path in places.listed_ids(document.data, *place):
                if name in seen:
                    first = document.span(seen[name])
                    yield diagnostic(
                        document, "RCA202", path, f"the {target} `{name}` is defined twice, first at line {first.line}",
                        why="Whatever cites it could mean either.",
                    )  # fmt: skip
                else:
                    seen[name] = path


def diagnostic(
    document: Document, code: str, path: DataPath, message: str, *,
    why: str = "", nearest_word: str = "", of: Of = "value", severity: Severity = Severity.ERROR,
    mend: Mend | None = None,
) -> Diagnostic:  # fmt: skip
    """A finding at a place of a document."""
    hint = f"did you mean `{nearest_word}`?" if nearest_word else ""
    return finding(document, code, path, message, severity=severity, of=of, why=why, help=hint, mend=mend)
