"""The pieces of a record that answer a query, cut to length, with the words marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rca.search.plan import Slot
from rca.search.record import CODE_LABEL, Passage
from rca.search.words import is_han, stem, tokens

LONGEST = 180
"""Characters of a fragment."""
MOST = 2
"""Fragments of a hit."""
How = Literal["exact", "close"]


class Mark(NamedTuple):
    """A word of a fragment that answers the query."""

    start: int
    end: int
    how: How


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a passage."""

    label: str
    text: str
    marks: tuple[Mark, ...]


def fragments(slots: Sequence[Slot], passages: Sequence[Passage]) -> tuple[Fragment, ...]:
    """At most two passages that hold the most different words of the query, in the order written.

    The name of a code is quoted only when no passage of the text answers as well.
    """
    wanted = _wanted(slots)
    own = _best(wanted, [passage for passage in passages if not passage.label.startswith(CODE_LABEL)])
    coded = _best(wanted, [passage for passage in passages if passage.label.startswith(CODE_LABEL)])
    return own if _holds_exact(own) or (own and not _holds_exact(coded)) else coded


def _holds_exact(found: Sequence[Fragment]) -> bool:
    return any(mark.how == "exact" for fragment in found for mark in fragment.marks)


def _best(wanted: Mapping[str, How], passages: Sequence[Passage]) -> tuple[Fragment, ...]:
    rated: list[tuple[int, int, Passage, tuple[Mark, ...]]] = []
    for place, passage in enumerate(passages):
        found = tuple(_marks(wanted, passage.text))
        if found:
            texts = {passage.text[mark.start : mark.end].lower() for mark in found if mark.how == "exact"}
            close = {passage.text[mark.start : mark.end].lower() for mark in found if mark.how == "close"}
            rated.append((-(2 * len(texts) + len(close)), place, passage, found))
    best = sorted(sorted(rated, key=lambda each: each[:2])[:MOST], key=lambda each: each[1])
    return tuple(_cut(passage, found) for _, _, passage, found in best)


def _wanted(slots: Sequence[Slot]) -> dict[str, How]:
    """Stems, and runs of Han, that are marked."""
    wanted: dict[str, How] = {}
    for slot in slots:
        for option in slot.options:
            how: How = "exact" if option.how in ("exact", "beginning") else "close"
            for key in (slot.word,) if is_han(slot.word) and how == "exact" else option.key:
                if wanted.get(key) != "exact":
                    wanted[key] = how
    return wanted


def _marks(wanted: Mapping[str, How], text: str) -> Iterator[Mark]:
    han = [key for key in wanted if is_han(key)]
    for token in tokens(text):
        if not is_han(token.word):
            how = wanted.get(stem(token.word))
            if how:
                yield Mark(token.start, token.end, how)
            continue
        place = 0
        while place < len(token.word):
            key = max((key for key in han if token.word.startswith(key, place)), key=len, default="")
            if key:
                yield Mark(token.start + place, token.start + place + len(key), wanted[key])
            place += len(key) or 1


def _cut(passage: Passage, marks: Sequence[Mark]) -> Fragment:
    """The stretch of the passage that holds the most marks, cut between words."""
    text = passage.text
    if len(text) <= LONGEST:
        return Fragment(passage.label, text, tuple(marks))
    first = max(marks, key=lambda mark: sum(mark.start <= each.start < mark.start + LONGEST * 2 // 3 for each in marks))
    start = 0 if first.start < LONGEST // 3 else text.rfind(" ", 0, first.start - LONGEST // 4) + 1
    end = len(text) if len(text) - start <= LONGEST else max(text.rfind(" ", start, start + LONGEST), first.end)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    shift = len(before) - start
    kept = tuple(
        Mark(mark.start + shift, mark.end + shift, mark.how)
        for mark in marks
        if mark.start >= start and mark.end <= end
    )
    return Fragment(passage.label, before + text[start:end] + after, kept)
