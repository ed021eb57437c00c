"""Which action breaks most of the paths that happened?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rca.training.question import Generator, Question, TaughtCase, question, shuffled


class BreaksMost(Generator):
    """The key is an action that breaks more of the paths that happened than each other option."""

    kind: ClassVar[str] = "breaks-most"
    about: ClassVar[str] = "which action breaks most of the paths that happened"

    def questions(self, case: TaughtCase, seed: str) -> Iterator[Question]:
        """One question, where some actions break fewer paths than others."""
        counts = {view.id: view.breaks_paths for view in case.findings.actions if view.live}
        words = {action.id: action.do for action in case.review.actions or ()}
        most = max(counts.values(), default=0)
        fewer = [name for name, count in counts.items() if count < most]
        if not most or not fewer:
            return
        right = shuffled([name for name, count in counts.items() if count == most], seed)[0]
        near = sorted(shuffled(fewer, seed), key=lambda name: -counts[name])
        total = case.findings.actual_count
        made = question(
            case, self.kind, seed,
            ask="Which of these actions breaks most of the paths by which it happened?",
            right=words[right], wrong=[words[name] for name in near],
            because=f"It breaks {counts[right]} of {total}; the next best of the others breaks {counts[near[0]]}.",
            events=next(action.breaks for action in case.review.actions or () if action.id == right),
        )  # fmt: skip
        if made is not None:
            yield made
