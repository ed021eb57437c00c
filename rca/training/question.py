"""A question whose key the engine computes, and what a generator of such questions is."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from rca.analysis.findings import Findings
from rca.graph.tree import FaultTree
from rca.records.review import Review

T = TypeVar("T")

OPTIONS = 4
"""Options of a question where there are as many: one key and three near misses."""


@dataclass(frozen=True, eq=False)
class TaughtCase:
    """A case as a generator sees it."""

    review: Review
    tree: FaultTree
    findings: Findings

    def label(self, event: str) -> str:
        """The sentence of an event."""
        node = self.tree.nodes.get(event) or self.tree.influences.get(event)
        return node.label if node else event

    def say(self, english: str, chinese: str) -> str:
        """The words in the language that the case is written in."""
        return chinese if self.review.review.language == "zh" else english

    def evidence_of(self, events: Iterable[str]) -> tuple[str, ...]:
        """Ids of the evidence that events cite, each once."""
        by_id = {placed.id: placed.event for placed in reversed(self.review.fault_tree.placed())}
        cited = (name for event in events if event in by_id for name in by_id[event].evidence)
        return tuple(dict.fromkeys(name for name in cited if name in self.review.evidence))


@dataclass(frozen=True, slots=True)
class Question:
    """A question with exactly one right option."""

    id: str
    """`case#kind`, with the seed's own number where several are made."""
    kind: str
    review: str
    ask: str
    """What is to be put in order stands on lines of its own."""
    options: tuple[str, ...]
    key: int
    """Index of the right option."""
    because: str
    """Why it is right, from the findings."""
    events: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    """Ids of evidence of the case that answers it."""


class Generator(ABC):
    """A kind of question. It asks nothing where the case does not decide the answer."""

    kind: ClassVar[str]
    about: ClassVar[str]
    """What it asks, for the list of kinds."""

    @abstractmethod
    def questions(self, case: TaughtCase, seed: str) -> Iterator[Question]:
        """Questions on the case, the best first; the same seed gives the same questions."""


def shuffled(items: Iterable[T], seed: str) -> list[T]:
    """The items in an order that depends on them and on the seed alone.

    By the SHA-256 of seed and item, so that no release of Python can change which questions a class was given.
    """
    return sorted(items, key=lambda item: hashlib.sha256(f"{seed}\x1f{item}".encode()).digest())


def question(
    case: TaughtCase, kind: str, seed: str, *, ask: str, right: str, wrong: Sequence[str], because: str,
    events: Sequence[str] = (), evidence: Sequence[str] = (), number: int = 1,
) -> Question | None:  # fmt: skip
    """A question with its options in the seed's order; None when fewer than two options differ from the key."""
    others = [each for each in dict.fromkeys(wrong) if each.casefold() != right.casefold()][: OPTIONS - 1]
    if len(others) < 2:
        return None
    options = tuple(shuffled([right, *others], f"{seed}/{case.review.id}/{kind}"))
    name = f"{case.review.id}#{kind}" + (f"-{number}" if number > 1 else "")
    return Question(
        name, kind, case.review.id, ask, options, options.index(right), because,
        tuple(dict.fromkeys(events)), tuple(evidence) or case.evidence_of(events),
    )  # fmt: skip
