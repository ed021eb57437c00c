"""Cases that share causes with a case, with the reason: codes and tree first, words last, a person's link before all."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from rca.analysis.findings import Findings
from rca.library.model import Library
from rca.records.review import Review
from rca.records.tree import Placed
from rca.search.words import STOP_WORDS, is_han, stem, tokens

Kind = Literal["defect", "shape", "lesson", "cause", "equipment", "hazard", "mode", "industry", "word"]
WEIGHTS: Mapping[Kind, float] = {
    "cause": 3.0, "lesson": 2.5, "defect": 1.0, "shape": 0.6, "equipment": 0.8, "hazard": 0.6, "mode": 0.5,
    "industry": 0.4, "word": 0.25,
}  # fmt: skip
"""A cause named as the same and a lesson taught by both tell most; words tell which cases look alike, not which share a cause
(on public accident records words find the same human factor no better than chance; figures in `docs/develop/search.md`)."""
LINKED = 1000.0
"""Added for a link that a person wrote: it stands before everything computed."""
REASONS = 4
LEAST = 6.0
"""Cases with less in common than this are not called related, unless they share something telling."""
TELLING: frozenset[Kind] = frozenset({"cause", "lesson"})
"""Enough by itself: a person named it as the same."""
WORDS = 12
"""How many words of a case are compared: its rarest among title, summary, lessons and key words."""
TAXONOMY: Mapping[Kind, str] = {
    "defect": "defect", "equipment": "equipment", "hazard": "hazard", "mode": "operating-mode", "industry": "industry"
}  # fmt: skip


class Trait(NamedTuple):
    """Something that two cases may have in common."""

    kind: Kind
    value: str


@dataclass(frozen=True, slots=True)
class Related:
    """Another case, and what the two have in common."""

    review_id: str
    score: float
    reasons: tuple[str, ...]
    """What a person said of the two, then what they share, most telling first."""
    shared: tuple[str, ...] = ()
    """What they share: "the same cause: …", "alarm failed, absent or lost in a flood", "level instrument"."""
    linked: bool = False
    """Whether a person linked the two."""


class Kinship:
    """What all published cases have in common, gathered once; a case's kin is then a look-up."""

    def __init__(self, library: Library, findings: Mapping[str, Findings]) -> None:
        self.library = library
        self.findings = findings
        self.reviews = {review.id: review for review in library.published()}

    @cached_property
    def traits(self) -> Mapping[str, frozenset[Trait]]:
        """The traits of every case."""
        taught = self._taught()
        found = {name: frozenset((*self._coded(review), *taught[name])) for name, review in self.reviews.items()}
        return {name: traits | self._words[name] for name, traits in found.items()}

    @cached_property
    def holders(self) -> Mapping[Trait, tuple[str, ...]]:
        """The cases that have a trait."""
        found: dict[Trait, list[str]] = defaultdict(list)
        for name, traits in self.traits.items():
            for trait in traits:
                found[trait].append(name)
        return {trait: tuple(names) for trait, names in found.items()}

    def weight(self, trait: Trait) -> float:
        """How much it tells that two cases share a trait: the rarer, the more; nothing when all have it."""
        cases, holders = len(self.reviews), len(self.holders[trait])
        return WEIGHTS[trait.kind] * math.log(1 + cases / holders) if holders < cases else 0.0

    def to(self, review_id: str, limit: int = 5) -> tuple[Related, ...]:
        """The cases nearest to a case, the linked ones first."""
        scores: dict[str, float] = defaultdict(float)
        shared: dict[str, list[Trait]] = defaultdict(list)
        for trait in self.traits.get(review_id, ()):
            weight = self.weight(trait)
            for other in self.holders[trait]:
                if other != review_id and weight > 0:
                    scores[other] += weight
                    shared[other].append(trait)
        links = self._links(review_id)
        found = [
            self._related(other, scores[other], links.get(other), shared[other])
            for other in {*scores, *links}
            if other in links or scores[other] >= LEAST or any(trait.kind in TELLING for trait in shared[other])
        ]
        found.sort(key=lambda each: (-each.score, each.review_id))
        linked = sum(each.linked for each in found)
        return tuple(found[: max(limit, linked)])

    def _related(self, other: str, score: float, said: tuple[str, ...] | None, traits: list[Trait]) -> Related:
        shared = tuple(self._reasons(traits))
        linked = said is not None
        return Related(other, round(score + LINKED * linked, 4), (*(said or ()), *shared), shared, linked)

    def _links(self, review_id: str) -> dict[str, tuple[str, ...]]:
        """Cases that a person linked, with the relation and the note; what the other side says stands where this one says nothing."""
        own: dict[str, list[str]] = defaultdict(list)
        theirs: dict[str, list[str]] = defaultdict(list)
        for name, review in self.reviews.items():
            for link in review.links:
                words = self.library.name_of("link-relation", link.relation)
                said = f"{words}: {link.note}" if link.note else words
                if name == review_id and link.review in self.reviews and link.review != name:
                    own[link.review].append(said)
                elif link.review == review_id and name != review_id:
                    theirs[name].append(said)
        return {other: tuple(dict.fromkeys(own.get(other) or theirs[other])) for other in {*own, *theirs}}

    def _reasons(self, shared: list[Trait]) -> Iterator[str]:
        told = [trait for trait in shared if trait.kind not in ("shape", "word")]
        told.sort(key=lambda trait: (-self.weight(trait), trait))
        for trait in told[:REASONS]:
            yield self._told(trait)
        words = sorted(trait.value for trait in shared if trait.kind == "word")
        if words and len(told) < REASONS:
            yield f"words: {', '.join(words[:REASONS])}"

    def _told(self, trait: Trait) -> str:
        if trait.kind == "lesson":
            return f"the same lesson: {self.library.lessons[trait.value].record.title}"
        if trait.kind == "cause":
            review, _, name = trait.value.partition("#")
            placed = (
                {each.id: each for each in self.reviews[review].fault_tree.placed()} if review in self.reviews else {}
            )
            return f"the same cause: {placed[name].event.event}" if name in placed else f"the same cause: {trait.value}"
        name = self.library.name_of(TAXONOMY[trait.kind], trait.value)
        return name[:1].lower() + name[1:] if name[1:2].islower() else name

    def _taught(self) -> Mapping[str, set[Trait]]:
        """General lessons that gather lessons of each case."""
        found: dict[str, set[Trait]] = {name: set() for name in self.reviews}
        for entry in self.library.lessons.values():
            if entry.record.withdrawn is None:
                for reference in entry.record.from_:
                    found.get(reference.partition("#")[0], set()).add(Trait("lesson", entry.record.id))
        return found

    def _coded(self, review: Review) -> Iterator[Trait]:
        event = review.event
        coded: tuple[tuple[Kind, tuple[str, ...]], ...] = (
            ("equipment", event.equipment), ("hazard", event.hazards), ("mode", event.mode), ("industry", event.industry)
        )  # fmt: skip
        for kind, codes in coded:
            yield from (Trait(kind, code) for code in codes)
        placed = review.fault_tree.placed()
        gates = {cause: each.event.gate for each in placed for cause in each.causes}
        for each in placed:
            if self._held(review, each):
                for code in each.event.defect:
                    yield Trait("defect", code)
                    # the same defect in the same place of the logic: below the same kind of gate, at the same depth
                    yield Trait("shape", f"{code} {gates.get(each.id, '')} {each.event.depth or ''}")
        for each in placed:
            for same in each.event.see:
                yield Trait("cause", same)
                yield Trait("cause", f"{review.id}#{each.id}")
        yield from self._seen_from(review)

    def _seen_from(self, review: Review) -> Iterator[Trait]:
        """Causes of this case that another one names as its own."""
        yield from (Trait("cause", address) for address in self._named if address.partition("#")[0] == review.id)

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(
            same for review in self.reviews.values() for each in review.fault_tree.placed() for same in each.event.see
        )

    def _held(self, review: Review, placed: Placed) -> bool:
        found = self.findings.get(review.id)
        status = found.derived_status.get(placed.id) if found else placed.event.status
        return (status or placed.event.status) in ("confirmed", "likely")

    @cached_property
    def _words(self) -> Mapping[str, frozenset[Trait]]:
        """The rarest words of each case that at least one other case uses."""
        used = {name: set(_stems(review)) for name, review in self.reviews.items()}
        count = Counter(word for words in used.values() for word in words)
        most = max(2, len(self.reviews) // 3)
        kept: dict[str, frozenset[Trait]] = {}
        for name, words in used.items():
            rare = sorted((word for word in words if 2 <= count[word] <= most), key=lambda word: (count[word], word))
            kept[name] = frozenset(Trait("word", word) for word in rare[:WORDS])
        return kept


def related(
    library: Library, review_id: str, findings: Mapping[str, Findings], *, limit: int = 5
) -> tuple[Related, ...]:
    """The published cases nearest to a case, with the reasons; empty when there is no such case.

    Cost: one pass over all cases. For many cases make one `Kinship` and ask it.
    """
    return Kinship(library, findings).to(review_id, limit)


def _stems(review: Review) -> Iterator[str]:
    texts = [review.title, review.summary.text if review.summary else ""]
    texts += [text for lesson in review.lessons for text in (lesson.lesson, *lesson.keywords)]
    for text in texts:
        for token in tokens(text):
            if not is_han(token.word) and token.word not in STOP_WORDS and len(token.word) > 3 and token.word.isalpha():
                yield stem(token.word)
