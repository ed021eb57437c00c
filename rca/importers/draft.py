"""A draft review as a value: what a method, a wizard or another format gives, before it is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Literal, TypeAlias

SCHEMA_PLACE = PurePosixPath(".schema/review.json")
"""Where the schema stands in a knowledge base; the editor modeline of each review points at it."""

MAX_ID = 64
"""Characters of an id, as the format has it."""
_WORDS_OF_YAML = frozenset({"true", "false", "null"})
"""Words that YAML does not read as text."""
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")

Value: TypeAlias = "str | float | bool | tuple[str, ...] | Mapping[str, Value]"
Pairs: TypeAlias = Mapping[str, Value]
"""Keys of one item with what is written behind them."""
Gate = Literal["all_of", "any_of", "at_least", "none_of", "exactly_one_of"]


class NotAnId(ValueError):
    """The name is no id of a review."""


def review_id(name: str) -> str:
    """The name, when it can be the id of a review.

    Raises:
        NotAnId: it has a form that no file and no page can have; the message gives the nearest that has.
    """
    if not _SLUG.fullmatch(name):
        near = slug(name)
        msg = f"`{name}` is not an id: lower-case letters, digits and hyphens" + (f", such as `{near}`" if near else "")
        raise NotAnId(msg)
    return name


def slug(text: str) -> str:
    """An id of a review made from words; empty when they hold no letter and no digit of ASCII."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:80].strip("-")


@dataclass(frozen=True, slots=True)
class Cause:
    """An event of the tree: a gate when it has causes."""

    id: str
    event: str
    gate: Gate | None = None
    causes: tuple[str, ...] = ()
    threshold: int | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    """Plain keys of the event (`kind`, `status`, `reason`, `note` …) in the order they are written."""
    evidence: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    probability: Mapping[str, float | str] = field(default_factory=dict)
    remark: str = ""
    """A comment behind it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a new review begins with. Everything but the tree may be missing."""

    title: str = ""
    date: str = ""
    time: str = ""
    summary: str = ""
    kind: str = "incident"
    language: str = "en"
    basis: str = "own"
    """`own`, or `public-record` for somebody else's accident from published reports."""
    place: Mapping[str, str] = field(default_factory=dict)
    organisation: str = ""
    harm: Mapping[str, int] = field(default_factory=dict)
    """Counts of people: `deaths`, `injured` …"""
    measures: tuple[Pairs, ...] = ()
    luck: str = ""
    timeline: tuple[Mapping[str, str], ...] = ()
    evidence: Mapping[str, Pairs] = field(default_factory=dict)
    top: str = "TOP"
    events: tuple[Cause, ...] = ()
    barriers: tuple[Pairs, ...] = ()
    actions: tuple[Pairs, ...] = ()
    response: tuple[Pairs, ...] = ()
    response_note: str = ""
    lessons: tuple[Pairs, ...] = ()
    remarks: tuple[str, ...] = ()
    """Lines of comment above the tree: what the method asks next."""
    left: tuple[str, ...] = ()
    """What the other format held and the draft does not, a line each."""


@dataclass(slots=True)
class Ids:
    """Ids that no two things share, made from what people wrote."""

    taken: dict[str, str] = field(default_factory=dict)
    """By the id in capitals, since two ids that differ in case alone would be one anchor on the page."""

    def new(self, wanted: str, otherwise: str = "EVENT") -> str:
        """An id as near to `wanted` as can be."""
        base = re.sub(r"[^A-Za-z0-9_.-]+", "-", wanted.strip()).strip("-._")[: MAX_ID - 6].strip("-._")
        if not base or not base[0].isalpha() or base.lower() in _WORDS_OF_YAML:
            base = f"{otherwise}-{base}".rstrip("-")[: MAX_ID - 6]
        name, number = base, 2
        while name.upper() in self.taken:
            name, number = f"{base}-{number}", number + 1
        self.taken[name.upper()] = name
        return name

    def of_sentence(self, sentence: str, number: int, otherwise: str = "CAUSE") -> str:
        """An id from a sentence's first long words: `The valve stuck` gives VALVE-STUCK."""
        words = [word.upper() for word in re.findall(r"[A-Za-z][A-Za-z0-9]+", sentence) if len(word) > 3]
        if words and not sentence.rstrip().endswith(("?", "？")):
            return self.new("-".join(words[:2])[:40])
        return self.new(f"{otherwise}-{number}")


def rooted(draft: Draft, ids: Ids, sentence: str, *, gate: Gate = "all_of") -> Draft:
    """The draft with one top: where several events stand under nothing, a new top gathers them, and that is said."""
    below = {name for cause in draft.events for name in cause.causes}
    roots = [cause.id for cause in draft.events if cause.id not in below]
    if len(roots) == 1:
        return replace(draft, top=roots[0])
    top = ids.new("TOP")
    named = ", ".join(roots[:5]) + (f" and {len(roots) - 5} more" if len(roots) > 5 else "")
    said = f"{len(roots)} events stand under nothing ({named}); they were gathered under a new top with `{gate}`"
    events = (Cause(top, sentence, gate, tuple(roots)), *draft.events)
    return replace(draft, top=top, events=events, left=(*draft.left, said))


def without_circles(events: Iterable[Cause], say: Callable[[str], None]) -> tuple[Cause, ...]:
    """The events with every edge left out that leads back to an event above it; each is said.

    A gate that loses its last cause becomes a leaf. Iterative: depth is no limit.
    """
    by_id = {cause.id: cause for cause in events}
    cut: set[tuple[str, str]] = set()
    state: dict[str, int] = {}
    for start, first in by_id.items():
        pending = [(start, iter(first.causes))] if start not in state else []
        state.setdefault(start, 1)
        while pending:
            name, causes = pending[-1]
            below = next(causes, None)
            if below is None:
                state[name] = 2
                pending.pop()
            elif state.get(below) == 1:
                cut.add((name, below))
            elif below not in state and below in by_id:
                state[below] = 1
                pending.append((below, iter(by_id[below].causes)))
    found = []
    for cause in by_id.values():
        kept = tuple(name for name in cause.causes if (cause.id, name) not in cut)
        for name in cause.causes:
            if (cause.id, name) in cut:
                say(f"`{name}` as a cause of `{cause.id}`: it would make an event a cause of itself")
        found.append(cause if kept == cause.causes else _with_causes(cause, kept))
    return tuple(found)


def _with_causes(cause: Cause, causes: tuple[str, ...]) -> Cause:
    if not causes:
        return replace(cause, gate=None, causes=(), threshold=None)
    threshold = min(cause.threshold, len(causes)) if cause.threshold is not None else None
    return replace(cause, causes=causes, threshold=threshold)
