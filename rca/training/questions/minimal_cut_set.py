"""Which of these is a minimal cut set?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar

from rca.analysis.analyse import analyse
from rca.graph.tree import FaultTree
from rca.training.question import Generator, Question, TaughtCase, question, shuffled
from rca.training.worlds import is_minimal_cut_set

LEAST, MOST = 2, 4
"""Events of a cut set that a learner can weigh; whole accidents take up to seventeen, so a part of the tree is asked about."""


class MinimalCutSet(Generator):
    """The key is one of the minimal cut sets of a gate; the near misses lack an event, have one too many or a wrong one."""

    kind: ClassVar[str] = "minimal-cut-set"
    about: ClassVar[str] = "which of these is a minimal cut set"

    def questions(self, case: TaughtCase, seed: str) -> Iterator[Question]:
        """One question a gate whose cut sets are small enough, the highest gate first."""
        number = 0
        for gate in case.tree.gates():
            part = below(case.tree, gate.id)
            sets = _cut_sets(case, part) if part.is_coherent else ()
            fitting = [each for each in sets if LEAST <= len(each) <= MOST]
            if not fitting or any(len(each) > MOST for each in sets):
                continue
            right = shuffled(fitting, seed)[0]
            made = question(
                case, self.kind, seed,
                ask=case.say(
                    f"Which of these is a minimal cut set of “{gate.label}”: together they bring it about, and none can be left out?",
                    f"下列哪一组是“{gate.label}”的最小割集，即共同导致它且缺一不可？",
                ),
                right=_words(case, right), wrong=[_words(case, each) for each in _near(part, right, seed)],
                because=case.say(
                    "Each of the other sets lacks an event that is needed, or holds one that can be left out.",
                    "其余各组或缺少必需的事件，或含有可以略去的事件。",
                ),
                events=right, number=number + 1,
            )  # fmt: skip
            if made is not None:
                number += 1
                yield made


def below(tree: FaultTree, gate: str) -> FaultTree:
    """The tree from one gate down."""
    names: set[str] = set()
    pending = [gate]
    while pending:
        name = pending.pop()
        if name not in names:
            names.add(name)
            pending.extend(tree.nodes[name].causes)
    return FaultTree(top=gate, nodes={name: node for name, node in tree.nodes.items() if name in names})


def _cut_sets(case: TaughtCase, part: FaultTree) -> tuple[tuple[str, ...], ...]:
    found = analyse(case.review, dt.date(2000, 1, 1), limit=200, tree=part)
    return found.minimal_cut_sets if found.minimal_cut_set_count <= 200 else ()


def _near(part: FaultTree, right: tuple[str, ...], seed: str) -> list[tuple[str, ...]]:
    leaves = [leaf.id for leaf in part.leaves()]
    others = shuffled([name for name in leaves if name not in right], seed)
    less = shuffled([tuple(each for each in right if each != out) for out in right], seed)
    more = [(*right, other) for other in others]
    swapped = [(*(each for each in right if each != right[0]), other) for other in others]
    near = [*less[:1], *more[:1], *swapped[:1], *less[1:], *more[1:], *swapped[1:]]
    return [each for each in near if each and not is_minimal_cut_set(part, each)]


def _words(case: TaughtCase, events: tuple[str, ...]) -> str:
    order = [leaf.id for leaf in case.tree.leaves()]
    return "; ".join(case.label(name) for name in sorted(events, key=order.index))
