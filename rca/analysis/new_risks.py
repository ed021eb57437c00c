"""Actions that could bring the top about: they force away an event whose absence the top needs."""

from __future__ import annotations

from collections.abc import Sequence

from rca.analysis.solving.circuit import FIRST_LEAF, circuit
from rca.analysis.solving.diagram import ZERO, Diagram, ExhaustedError
from rca.analysis.solving.part import build_into
from rca.graph.tree import FaultTree
from rca.records.action import Action

BUDGET = 30_000


def new_risks(tree: FaultTree, live: Sequence[Action]) -> tuple[tuple[str, str], ...]:
    """(action, event) where forcing the event false can make the top true that was false.

    Decided on the diagram: whether some outcome of the leaves makes the top true with the event impossible and false
    without. Where the diagram grows too large every event below an odd number of negations counts.
    """
    if tree.is_coherent:
        return ()
    suspects = _below_negation(tree)
    pairs = [(action.id, event) for action in live for event in dict.fromkeys(action.breaks) if event in suspects]
    diagram = Diagram(BUDGET)
    plain = circuit(tree)
    level = {name: at for at, name in enumerate(plain.leaves)}
    verdicts: dict[str, bool] = {}
    try:
        top = build_into(diagram, plain, {FIRST_LEAF + at: at for at in range(len(plain.leaves))})
        for event in dict.fromkeys(event for _, event in pairs):
            without = circuit(tree, (event,))
            places = {FIRST_LEAF + at: level[name] for at, name in enumerate(without.leaves)}
            verdicts[event] = diagram.both(build_into(diagram, without, places), top ^ 1) != ZERO
    except ExhaustedError:
        pass
    return tuple(pair for pair in pairs if verdicts.get(pair[1], True))


def _below_negation(tree: FaultTree) -> frozenset[str]:
    """Events that stand below an odd number of `none_of`, or anywhere below an `exactly_one_of`."""
    signs: dict[str, set[int]] = {name: set() for name in tree.nodes}
    signs[tree.top].add(1)
    for node in reversed(tree.bottom_up()):
        turned = {1, -1} if node.gate == "exactly_one_of" else {-1} if node.gate == "none_of" else {1}
        for cause in node.causes:
            signs[cause] |= {own * turn for own in signs[node.id] for turn in turned}
    return frozenset(name for name, own in signs.items() if -1 in own)
