"""Which action breaks most of the paths that happened?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from rca.training.question import Generator, Question, TaughtCase, question, shuffled


class BreaksMost(Generator):
    """The key is an action that breaks more of the paths that happened than each other option, or the only one that breaks none."""

    kind: ClassVar[str] = "breaks-most"
    about: ClassVar[str] = "which action breaks most of the paths that happened"

    def questions(self, case: TaughtCase, seed: str) -> Iterator[Question]:
        """Where some actions break fewer paths than others, which breaks most; where some break none, which of these it is."""
        counts = {view.id: view.breaks_paths for view in case.findings.actions if view.live}
        words = {action.id: action.do for action in case.review.actions or ()}
        breaks = {action.id: action.breaks for action in case.review.actions or ()}
        most = max(counts.values(), default=0)
        if not most:
            return
        total, number = case.findings.actual_count, 0
        best = shuffled([name for name, count in counts.items() if count == most], seed)
        fewer = sorted(shuffled([name for name in counts if counts[name] < most], seed), key=lambda name: -counts[name])
        idle = shuffled([name for name, count in counts.items() if count == 0], seed)
        busy = sorted(shuffled([name for name in counts if counts[name]], seed), key=lambda name: counts[name])
        asked = (
            (best, fewer, _most(case, counts, best, fewer, total)),
            (idle, busy, _none(case, counts, busy, total)),
        )
        for chosen, near, (ask, because) in asked:
            if not chosen:
                continue
            made = question(
                case, self.kind, seed, ask=ask, right=words[chosen[0]], wrong=[words[name] for name in near],
                because=because, events=breaks[chosen[0]], number=number + 1,
            )  # fmt: skip
            if made is not None:
                number += 1
                yield made


def _most(
    case: TaughtCase, counts: Mapping[str, int], best: Sequence[str], fewer: Sequence[str], total: int
) -> tuple[str, str]:
    right, near = counts[best[0]], counts[fewer[0]] if fewer else 0
    return case.say(
        "Which of these actions breaks most of the paths by which it happened?", "下列哪项措施切断的实际发生路径最多？"
    ), case.say(
        f"It breaks {right} of {total}; the next best of the others breaks {near}.",
        f"它切断 {total} 条中的 {right} 条；其余之中最好的切断 {near} 条。",
    )


def _none(case: TaughtCase, counts: Mapping[str, int], busy: Sequence[str], total: int) -> tuple[str, str]:
    least = counts[busy[0]]
    return case.say(
        "Which of these actions breaks none of the paths by which it happened?",
        "下列哪项措施没有切断任何一条实际发生的路径？",
    ), case.say(
        f"It takes away no event that a path needs; each of the others breaks at least {least} of {total}.",
        f"它没有消除路径所需的任何事件；其余各项至少切断 {total} 条中的 {least} 条。",
    )
