"""In which order did it happen?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import ClassVar

from rca.records.review import TimelineEntry
from rca.records.when import parse_when
from rca.training.question import Generator, Question, TaughtCase, question, shuffled

LETTERS = "PQRS"
TRIED = 12
"""Entries among which a fitting four is looked for; more would only repeat the search."""


class TimelineOrder(Generator):
    """The key is the order of entries whose order is certain; each near miss swaps two neighbours."""

    kind: ClassVar[str] = "timeline-order"
    about: ClassVar[str] = "put the timeline in order"

    def questions(self, case: TaughtCase, seed: str) -> Iterator[Question]:
        """One question on four entries, where four can be told apart."""
        entries = shuffled(case.review.timeline, f"{seed}/{case.review.id}")[:TRIED]
        chosen = next((found for four in combinations(entries, len(LETTERS)) if (found := _ordered(four))), None)
        if chosen is None:
            return
        shown = shuffled(chosen, f"{seed}/letters")
        letter = {id(entry): LETTERS[place] for place, entry in enumerate(shown)}
        right = [letter[id(entry)] for entry in chosen]
        swaps = [_swapped(right, place) for place in range(len(right) - 1)]
        listed = "\n".join(f"{letter[id(entry)]}: {entry.what.rstrip('.')}" for entry in shown)
        made = question(
            case, self.kind, seed, ask=f"{case.say('In which order did these happen?', '下列事项按什么顺序发生？')}\n{listed}", right=", ".join(right),
            wrong=[", ".join(each) for each in swaps], because=f"{'; '.join(f'{letter[id(e)]} {e.at}' for e in chosen)}.",
            events=tuple(name for entry in chosen for name in entry.events),
            evidence=tuple(dict.fromkeys(name for entry in chosen for name in entry.evidence)),
        )  # fmt: skip
        if made is not None:
            yield made


def _ordered(entries: Sequence[TimelineEntry]) -> tuple[TimelineEntry, ...] | None:
    """The entries from first to last, or None when two of them may have happened in either order."""
    whens = {id(entry): parse_when(entry.at) for entry in entries}
    ordered = sorted(entries, key=lambda entry: (whens[id(entry)].scale, whens[id(entry)].earliest))
    pairs = pairwise(ordered)
    sure = all(whens[id(later)].certainly_after(whens[id(first)]) for first, later in pairs)
    return tuple(ordered) if sure else None


def _swapped(letters: list[str], place: int) -> list[str]:
    return [*letters[:place], letters[place + 1], letters[place], *letters[place + 2 :]]
