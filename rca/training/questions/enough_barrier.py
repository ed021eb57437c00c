"""Which barrier would have been enough?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rca.training.question import Generator, Question, TaughtCase, question, shuffled
from rca.training.worlds import enough


class EnoughBarrier(Generator):
    """The key is a barrier that alone would have kept the top from happening; the near misses alone would not."""

    kind: ClassVar[str] = "enough-barrier"
    about: ClassVar[str] = "which barrier alone would have been enough"

    def questions(self, case: TaughtCase, seed: str) -> Iterator[Question]:
        """One question, in whichever direction the case has enough near misses."""
        judged = {
            barrier.id: enough(case.tree, barrier) for barrier in case.review.barriers if barrier.state != "worked"
        }
        words = {barrier.id: barrier.what for barrier in case.review.barriers}
        guards = {barrier.id: barrier.guards for barrier in case.review.barriers}
        top = case.label(case.tree.top)
        yes = shuffled([name for name, found in judged.items() if found is True], seed)
        no = shuffled([name for name, found in judged.items() if found is False], seed)
        for right, wrong, ask, because in (
            (yes, no, f"Which barrier alone, had it worked, would have prevented “{top}”?",
             "Without the events it guards the tree does not reach its top; with any of the others it still does."),
            (no, yes, f"Which barrier alone, even had it worked, would not have prevented “{top}”?",
             "The tree reaches its top without the events it guards; each of the others would have been enough."),
        ):  # fmt: skip
            if right and len(wrong) >= 2:
                made = question(
                    case, self.kind, seed, ask=ask, right=words[right[0]], wrong=[words[name] for name in wrong],
                    because=because, events=guards[right[0]],
                )  # fmt: skip
                if made is not None:
                    yield made
