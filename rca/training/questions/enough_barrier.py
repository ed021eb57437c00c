"""Which barrier would have been enough?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from rca.records.barrier import Barrier
from rca.training.question import Generator, Question, TaughtCase, question, shuffled
from rca.training.questions.minimal_cut_set import below
from rca.training.worlds import event_holds, guarded, supposed

LEAST_WRONG = 2
"""Near misses without which nothing is asked."""
MOST_GATES = 60
"""Gates that are tried, from the top down: each is evaluated once a barrier, and trees may have thousands."""


class EnoughBarrier(Generator):
    """The key is a barrier that alone would have kept an event from happening; the near misses alone would not.

    Asked of the top where some barriers would have been enough for it and others not. In most accidents everything had
    to go wrong together, so that any barrier would have been enough for the top; then it is asked of a part of the
    tree, and the near misses are barriers that act on another part.
    """

    kind: ClassVar[str] = "enough-barrier"
    about: ClassVar[str] = "which barrier alone would have been enough"

    def questions(self, case: TaughtCase, seed: str) -> Iterator[Question]:
        """One question for every gate that tells barriers apart, the highest gate first."""
        true = supposed(case.tree)
        barriers = {
            each.id: each for each in case.review.barriers if each.state != "worked" and guarded(case.tree, each)
        }
        number = 0
        for gate in case.tree.gates()[:MOST_GATES] if true and barriers else ():
            if not event_holds(case.tree, gate.id, true):
                continue
            judged = {
                name: not event_holds(case.tree, gate.id, true, guarded(case.tree, barrier))
                for name, barrier in barriers.items()
            }
            made = _asked(case, seed, gate.id, barriers, judged, number + 1)
            if made is not None:
                number += 1
                yield made


def _asked(
    case: TaughtCase, seed: str, gate: str, barriers: Mapping[str, Barrier], judged: Mapping[str, bool], number: int
) -> Question | None:  # fmt: skip
    yes = shuffled([name for name, found in judged.items() if found], f"{seed}/{gate}")
    no = shuffled([name for name, found in judged.items() if not found], f"{seed}/{gate}")
    near = frozenset(below(case.tree, _above(case, gate)).nodes)
    no.sort(key=lambda name: not near & set(barriers[name].guards))
    event = case.label(gate)
    if yes and len(no) >= LEAST_WRONG:
        right, wrong = yes[0], no
        ask = case.say(
            f"Which barrier alone, had it worked, would have prevented “{event}”?",
            f"下列哪一道屏障若有效，单凭它即可阻止“{event}”？",
        )
        because = case.say(
            "Without the events it guards this does not follow from the tree; with any of the others it still does.",
            "若其所防护的事件不发生，故障树即不导出该事件；换作其余任何一道，仍会导出。",
        )
    elif no and len(yes) >= LEAST_WRONG:
        right, wrong = no[0], yes
        ask = case.say(
            f"Which barrier alone, even had it worked, would not have prevented “{event}”?",
            f"下列哪一道屏障即使有效，单凭它也不能阻止“{event}”？",
        )
        because = case.say(
            "It follows from the tree without the events it guards; each of the others would have been enough.",
            "即使其所防护的事件不发生，故障树仍导出该事件；其余各道均已足够。",
        )
    else:
        return None
    return question(
        case, EnoughBarrier.kind, seed, ask=ask, right=barriers[right].what,
        wrong=[barriers[name].what for name in wrong], because=because, events=barriers[right].guards, number=number,
    )  # fmt: skip


def _above(case: TaughtCase, gate: str) -> str:
    """The gate over it, under which the nearest misses stand; of the top the top itself."""
    return next(iter(case.tree.parents().get(gate, ())), gate)
