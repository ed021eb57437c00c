"""Cases that share causes with a case, with the reason: codes and tree first, words last, a person's link before all."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from rca.analysis.findings import Findings
from rca.library.model import Library
from rca.records.review import Review
from rca.records.tree import Placed
from rca.search.traits import WEIGHTS, Kind, Trait, cause_traits, event_traits, in_words, words_of

Language = Literal["en", "zh"]
LINKED = 1000.0
"""Added for a link that a person wrote: it stands before everything computed."""
REASONS = 4
"""How many things in common are named."""
MOST: Mapping[Kind, int] = {"cause": 2, "lesson": 1}
"""Of these so many are named at most, so that codes have a say; the other kinds have no such bound."""
NAMED: frozenset[Kind] = frozenset(WEIGHTS) - {"shape", "word"}
"""Kinds that are named one by one."""
LEAST = 6.0
"""Cases with less in common than this are not called related, unless they share something telling."""
TELLING: frozenset[Kind] = frozenset({"cause", "lesson"})
"""Enough by itself: a person named it as the same."""
CANDIDATES = 400
"""How many cases are compared with one."""
COMPUTED = 5
"""How many cases that nobody linked are shown beside the linked ones."""
SAID: Mapping[Kind, Mapping[Language, str]] = {
    "cause": {"en": "the same cause: ", "zh": "同一原因："},
    "lesson": {"en": "the same lesson: ", "zh": "同一教训："},
    "word": {"en": "words: ", "zh": "用词："},
}
"""What stands before a reason that is no code."""
WORDS = 12
"""How many words of a case are compared: its rarest among title, summary, lessons and key words."""


class Reason(NamedTuple):
    """One thing that two cases have in common."""

    kind: Kind
    value: str
    """A code, a general lesson's id, the address `review#EVENT` of the cause in the other case, or words."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a person said of two cases."""

    relation: str
    """A code of the list `link-relation`, as seen from the case that is asked about."""
    note: str = ""

    def said(self) -> str:
        """In words: "similar to: Overfill with a level reading that did not follow"."""
        words = self.relation.replace("-", " ")
        return f"{words}: {self.note}" if self.note else words


@dataclass(frozen=True, slots=True)
class Related:
    """Another case, and what the two have in common."""

    review_id: str
    score: float
    shared: tuple[Reason, ...]
    """What they share, most telling first: what is rare tells more than what is common."""
    links: tuple[Link, ...] = ()
    """What a person said of the two; then it stands before everything computed."""

    @property
    def linked(self) -> bool:
        """Whether a person linked the two."""
        return bool(self.links)


_Links: TypeAlias = "dict[str, dict[str, list[Link]]]"


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
        cases, holders = len(self.reviews), len(self.holders.get(trait, ()))
        return WEIGHTS[trait.kind] * math.log(1 + cases / holders) if 0 < holders < cases else 0.0

    def to(self, review_id: str, limit: int = COMPUTED) -> tuple[Related, ...]:
        """The cases nearest to a case: all that a person linked, then at most `limit` that share enough with it."""
        links = self.links(review_id)
        found = self.sharing(self.traits.get(review_id, ()), but=review_id, also=links)
        scores = {name: math.fsum(shared.values()) for name, shared in found.items()}
        near = [name for name in found if name not in links and _enough(scores[name], found[name])]
        near.sort(key=lambda name: (-scores[name], name))
        linked = sorted(links, key=lambda name: (-scores[name], name))
        return tuple(self._related(name, found[name], links.get(name, ())) for name in (*linked, *near[:limit]))

    def sharing(
        self, traits: Iterable[Trait], but: str = "", also: Collection[str] = ()
    ) -> Mapping[str, Mapping[Trait, float]]:
        """For the cases that have some of the traits, which they have and how much each tells.

        In a base of more than `CANDIDATES` cases only those are looked at that have the rarest of the traits: who shares
        none of them is not near. Cost: the traits of so many cases.

        Args:
            traits: what is looked for.
            but: a case that is passed over.
            also: cases that are looked at in any case.
        """
        weights = {trait: weight for trait in traits if (weight := self.weight(trait)) > 0}
        near: set[str] = set()
        for trait in sorted(weights, key=lambda trait: (len(self.holders[trait]), trait)):
            near.update(self.holders[trait])
            if len(near) > CANDIDATES:
                break
        own = frozenset(weights)
        return {
            other: {trait: weights[trait] for trait in own & self.traits[other]} for other in near.union(also) - {but}
        }

    def reasons(self, other: str, shared: Mapping[Trait, float]) -> Iterator[Reason]:
        """What to name of that which another case shares, most telling first."""
        told = sorted(shared, key=lambda trait: (-shared[trait], trait))
        every = dict.fromkeys(Reason(trait.kind, self._there(trait, other)) for trait in told if trait.kind in NAMED)
        named: Counter[Kind] = Counter()
        for reason in every:
            if named[reason.kind] < MOST.get(reason.kind, REASONS) and named.total() < REASONS:
                named[reason.kind] += 1
                yield reason
        stems = [trait.value for trait in told if trait.kind == "word"][:REASONS]
        if stems and named.total() < REASONS:
            forms = dict(words_of(_texts(self.reviews[other])))
            yield Reason("word", ", ".join(forms[stem] for stem in stems))

    def told(self, reason: Reason, language: Language = "en") -> str:
        """A reason in words: "the same cause: …", "alarm failed, absent or lost in a flood", "start-up"."""
        if reason.kind not in SAID:
            return in_words(self.library, reason.kind, reason.value, language)
        value = reason.value
        if reason.kind == "cause":
            value = self.cause(value)
        if reason.kind == "lesson":
            general = self.library.lessons[value].record
            there = general.translations.get(language)
            value = (there.title if there else None) or general.title
        return f"{SAID[reason.kind][language]}{value}"

    def cause(self, address: str) -> str:
        """The sentence of the event at `review#EVENT`."""
        review, _, name = address.partition("#")
        return next((each.event.event for each in self._placed.get(review, ()) if each.id == name), address)

    @cached_property
    def _placed(self) -> Mapping[str, tuple[Placed, ...]]:
        return {name: review.fault_tree.placed() for name, review in self.reviews.items()}

    @cached_property
    def _named(self) -> Mapping[str, frozenset[str]]:
        """For each cause that some author names as the same, who names it.

        Chains are not followed: at their end stands something else (figures in `docs/develop/search.md`).
        """
        found: dict[str, set[str]] = defaultdict(set)
        for name, placed in self._placed.items():
            for each in placed:
                for address in each.event.see:
                    found[address].add(f"{name}#{each.id}")
        return {address: frozenset(others) for address, others in found.items()}

    def _there(self, trait: Trait, other: str) -> str:
        """Where the other case has the trait: of causes that are the same, its own."""
        if trait.kind != "cause":
            return trait.value
        group = (trait.value, *sorted(self._named[trait.value]))
        return next((each for each in group if each.partition("#")[0] == other), trait.value)

    def _related(self, other: str, shared: Mapping[Trait, float], links: tuple[Link, ...]) -> Related:
        score = math.fsum(shared.values()) + (LINKED if links else 0.0)
        return Related(other, round(score, 4), tuple(self.reasons(other, shared)), links)

    def links(self, review_id: str) -> Mapping[str, tuple[Link, ...]]:
        """Cases that a person linked; what the other side says stands where this one says nothing."""
        own, theirs = self._linked[0].get(review_id, {}), self._linked[1].get(review_id, {})
        return {other: tuple(dict.fromkeys(own.get(other) or theirs[other])) for other in {*own, *theirs}}

    @cached_property
    def _linked(self) -> tuple[_Links, _Links]:
        """For each case what it says of others, and what others say of it."""
        own: _Links = defaultdict(lambda: defaultdict(list))
        theirs: _Links = defaultdict(lambda: defaultdict(list))
        for name, review in self.reviews.items():
            for link in review.links:
                if link.review in self.reviews and link.review != name:
                    own[name][link.review].append(Link(link.relation, link.note or ""))
                    inverse = self._inverse.get(link.relation, link.relation)
                    theirs[link.review][name].append(Link(inverse, link.note or ""))
        return own, theirs

    @cached_property
    def _inverse(self) -> Mapping[str, str]:
        """What a relation is called from the other side."""
        listed = self.library.taxonomies.get("link-relation")
        return {str(term.code): str(term.column("inverse") or term.code) for term in listed.terms} if listed else {}

    def _taught(self) -> Mapping[str, set[Trait]]:
        """General lessons that gather lessons of each case."""
        found: dict[str, set[Trait]] = {name: set() for name in self.reviews}
        for entry in self.library.lessons.values():
            if entry.record.withdrawn is None:
                for reference in entry.record.from_:
                    found.get(reference.partition("#")[0], set()).add(Trait("lesson", entry.record.id))
        return found

    def _coded(self, review: Review) -> Iterator[Trait]:
        placed = self._placed[review.id]
        yield from event_traits(review)
        yield from cause_traits(placed, lambda each: self._held(review, each))
        for each in placed:
            address = f"{review.id}#{each.id}"
            yield from (
                Trait("cause", same) for same in (*each.event.see, *((address,) if address in self._named else ()))
            )

    def _held(self, review: Review, placed: Placed) -> bool:
        found = self.findings.get(review.id)
        status = found.derived_status.get(placed.id) if found else placed.event.status
        return (status or placed.event.status) in ("confirmed", "likely")

    @cached_property
    def _words(self) -> Mapping[str, frozenset[Trait]]:
        """The rarest words of each case that at least one other case uses."""
        used = {name: {stem for stem, _ in words_of(_texts(review))} for name, review in self.reviews.items()}
        count = Counter(word for words in used.values() for word in words)
        most = max(2, len(self.reviews) // 3)
        kept: dict[str, frozenset[Trait]] = {}
        for name, words in used.items():
            rare = sorted((word for word in words if 2 <= count[word] <= most), key=lambda word: (count[word], word))
            kept[name] = frozenset(Trait("word", word) for word in rare[:WORDS])
        return kept


def related(
    library: Library, review_id: str, findings: Mapping[str, Findings], *, limit: int = COMPUTED
) -> tuple[Related, ...]:
    """The published cases nearest to a case, with the reasons; empty when there is no such case.

    Cost: one pass over all cases. For many cases make one `Kinship` and ask it.
    """
    return Kinship(library, findings).to(review_id, limit)


def _enough(score: float, shared: Iterable[Trait]) -> bool:
    return score >= LEAST or any(trait.kind in TELLING for trait in shared)


def _texts(review: Review) -> Iterator[str]:
    yield review.title
    if review.summary:
        yield review.summary.text
    for lesson in review.lessons:
        yield lesson.lesson
        yield from lesson.keywords
