"""What two cases may have in common: codes of the event and its causes, places in the tree, words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

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
TAXONOMY: Mapping[Kind, str] = {
    "defect": "defect", "equipment": "equipment", "hazard": "hazard", "mode": "operating-mode", "industry": "industry"
}  # fmt: skip
"""The code list of each kind of trait that is a code."""
CODED: tuple[Kind, ...] = ("equipment", "hazard", "mode", "industry")
"""Kinds that are codes of the event."""


class Trait(NamedTuple):
    """Something that two cases may have in common."""

    kind: Kind
    value: str


def shape(defect: str, gate: str | None, depth: str | None) -> Trait:
    """A defect in its place of the logic: below a gate of that kind, at that depth."""
    return Trait("shape", f"{defect} {gate or ''} {depth or ''}")


def event_traits(review: Review) -> Iterator[Trait]:
    """Equipment, hazards, operating mode and industry of the event."""
    event = review.event
    coded: tuple[tuple[Kind, Sequence[str]], ...] = (
        ("equipment", event.equipment), ("hazard", event.hazards), ("mode", event.mode), ("industry", event.industry)
    )  # fmt: skip
    for kind, codes in coded:
        yield from (Trait(kind, code) for code in codes)


def cause_traits(placed: Sequence[Placed], counts: Callable[[Placed], bool]) -> Iterator[Trait]:
    """Defects of the causes that count, each by itself and in its place of the logic."""
    gates = {cause: each.event.gate for each in placed for cause in each.causes}
    for each in filter(counts, placed):
        for code in each.event.defect:
            yield Trait("defect", code)
            yield shape(code, gates.get(each.id), each.event.depth)


def words_of(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Words by which texts are compared: stem and form. Short words, numbers and Han are passed over."""
    for text in texts:
        for token in tokens(text):
            if not is_han(token.word) and token.word not in STOP_WORDS and len(token.word) > 3 and token.word.isalpha():
                yield stem(token.word), token.word


def in_words(library: Library, kind: Kind, code: str, language: str = "en") -> str:
    """A code as it stands in the middle of a sentence: "alarm failed, absent or lost in a flood"."""
    name = library.name_of(TAXONOMY[kind], code, language)
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
