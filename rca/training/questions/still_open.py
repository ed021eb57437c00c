"""Which cause is still open?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rca.training.question import Generator, Question, TaughtCase, question, shuffled

OPEN = ("open", "possible")


class StillOpen(Generator):
    """The key is an event that is neither confirmed nor likely nor ruled out; near misses are its neighbours in the tree."""

    kind: ClassVar[str] = "still-open"
    about: ClassVar[str] = "which cause is still open"

    def questions(self, case: TaughtCase, seed: str) -> Iterator[Question]:
        """One question for every open event."""
        status = case.findings.derived_status
        leaves = case.tree.leaves()
        parents = case.tree.parents()
        unsettled = [leaf for leaf in leaves if status.get(leaf.id) in OPEN and leaf.defined]
        for number, leaf in enumerate(shuffled(unsettled, seed), 1):
            near = {cause for gate in parents[leaf.id] for cause in case.tree.nodes[gate].causes}
            others = [each for each in leaves if status.get(each.id) not in OPEN]
            ordered = sorted(
                shuffled(others, seed), key=lambda each: (each.id not in near, status[each.id] != "likely")
            )
            made = question(
                case, self.kind, seed,
                ask=case.say(
                    "Which of these does the record leave open: neither shown nor ruled out?",
                    "记录中哪一项仍未定，即既未得到证实，也未被排除？",
                ),
                right=leaf.label, wrong=[each.label for each in ordered],
                because=case.say(
                    f"It is held as {status[leaf.id]}; the others are {_said(sorted({status[each.id] for each in ordered[:3]}))}.",
                    "它尚未定论；其余各项或已成立，或已排除。",
                ),
                events=(leaf.id,), number=number,
            )  # fmt: skip
            if made is not None:
                yield made


def _said(words: list[str]) -> str:
    return " or ".join("ruled out" if word == "refuted" else word for word in words)
