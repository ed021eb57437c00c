"""Whether a fact that a written key rests on still holds."""

from __future__ import annotations

from rca.analysis.findings import Findings
from rca.graph.tree import FaultTree
from rca.records.lesson import Holds
from rca.records.review import Review
from rca.training.worlds import enough, is_minimal_cut_set

HAPPENED = ("confirmed", "likely")


def failing(fact: Holds, review: Review, findings: Findings, tree: FaultTree) -> str:
    """Why the fact does not hold, in lower case and without a full stop; empty when it holds."""
    if fact.minimal_cut_set is not None:
        return _cut_set(fact.minimal_cut_set, tree)
    if fact.breaks_most is not None:
        return _breaks_most(fact.breaks_most, findings)
    if fact.single_point is not None:
        lacking = [path for path in findings.actual_cut_sets if fact.single_point not in path]
        if not findings.actual_cut_sets or lacking:
            return f"`{fact.single_point}` does not stand on every path that happened"
        return ""
    for name, wanted in ((fact.enough, True), (fact.not_enough, False)):
        if name is not None:
            return _barrier(name, review, tree, wanted=wanted)
    return _status(fact, findings)


def _cut_set(events: tuple[str, ...], tree: FaultTree) -> str:
    stray = next((name for name in events if name not in tree.nodes), None)
    if stray is not None:
        return f"`{stray}` is no event of the tree"
    if is_minimal_cut_set(tree, events):
        return ""
    return f"{', '.join(f'`{name}`' for name in events)} is no minimal cut set of the tree"


def _breaks_most(name: str, findings: Findings) -> str:
    counts = {view.id: view.breaks_paths for view in findings.actions if view.live}
    if name not in counts:
        return f"`{name}` is no live action"
    most = max(counts.values())
    if counts[name] and counts[name] == most:
        return ""
    best = next(other for other, count in counts.items() if count == most)
    return f"`{name}` breaks {counts[name]} of the paths that happened, and `{best}` breaks {most}"


def _barrier(name: str, review: Review, tree: FaultTree, *, wanted: bool) -> str:
    barrier = next((each for each in review.barriers if each.id == name), None)
    if barrier is None:
        return f"`{name}` is no barrier of the case"
    found = enough(tree, barrier)
    if found is wanted:
        return ""
    if found is None:
        return f"`{name}` guards no event of the tree's logic, so nothing follows from it"
    return f"`{name}` alone would {'not ' if wanted else ''}have stopped the accident"


def _status(fact: Holds, findings: Findings) -> str:
    name = fact.open or fact.refuted or fact.happened or ""
    status = findings.derived_status.get(name)
    if status is None:
        return f"`{name}` is no event of the tree"
    wanted = ("open", "possible") if fact.open else ("refuted",) if fact.refuted else HAPPENED
    return "" if status in wanted else f"`{name}` is now {status}"
