"""The doubtful events that a verdict rests on."""

from __future__ import annotations

from rca.analysis.solving.cut_sets import count_by_order
from rca.analysis.solving.listing import list_sets
from rca.analysis.solving.solution import Solution
from rca.analysis.verdict import Judgement, needed, status_of
from rca.graph.tree import FaultTree, Status

LOOKED_AT = 1000
"""So many paths are compared for the one that needs fewest doubtful events."""


def rests_on(tree: FaultTree, judged: Judgement, solution: Solution) -> tuple[str, ...]:
    """Ids of the leaves, in the order of the tree.

    Likely leaves that the top needs (explained-likely), open and possible leaves that would bring it about
    (explained-if-open): those of the path that needs fewest, none of which can be left out. All unsettled leaves where
    nothing follows (not-yet). Nothing for the other two verdicts.
    """
    if judged.verdict == "explained-likely":
        return _fewest(tree, solution, believed=("confirmed",), doubtful=("likely",))
    if judged.verdict == "explained-if-open":
        return _fewest(tree, solution, believed=("confirmed", "likely"), doubtful=("possible", "open"))
    return _with(tree, ("possible", "open")) if judged.verdict == "not-yet" else ()


MOST_HALVES = 50
"""Unsettled leaves up to which a chance of 1/2 each tells a certain top from one that is only very likely."""


def decided_by_logic(tree: FaultTree, judged: Judgement, solution: Solution) -> bool | None:
    """Whether the top is true, or false, however the unsettled leaves turn out, though three-valued logic does not see it.

    Only a tree with `none_of` or `exactly_one_of` can be so: an event is held against its own absence. None otherwise,
    and where it is not known. One pass over the diagram, the unsettled leaves having a chance of 1/2.
    """
    if tree.is_coherent or judged.verdict not in ("explained-if-open", "not-yet") or solution.proved_order is not None:
        return None
    unknown = _with(tree, ("possible", "open"))
    if len(unknown) > MOST_HALVES:
        return None
    true = {*_with(tree, ("confirmed", "likely"))}
    top, _ = solution.derivatives([0.5 if name in unknown else float(name in true) for name in solution.leaves])
    return {1.0: True, 0.0: False}.get(top)


def _fewest(
    tree: FaultTree, solution: Solution, *, believed: tuple[Status, ...], doubtful: tuple[Status, ...]
) -> tuple[str, ...]:
    sure, unsure = frozenset(_with(tree, believed)), _with(tree, doubtful)
    kept = frozenset(unsure)
    if tree.is_coherent:
        among = [name in sure or name in kept for name in solution.leaves]
        paths = list_sets(solution, count_by_order(solution, among), LOOKED_AT, among).sets
        kept = min((kept.intersection(path) for path in paths), key=lambda own: (len(own), sorted(own)), default=kept)
    return needed(tree, sure, [name for name in unsure if name in kept])


def _with(tree: FaultTree, statuses: tuple[Status, ...]) -> tuple[str, ...]:
    return tuple(node.id for node in tree.leaves() if status_of(node) in statuses)
