"""Paths that happened, as a table: shared events said once, one row a path with what differs, one column an action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rca.analysis.action_plan import ActionPlan, action_plan
from rca.analysis.findings import Findings, Importance, PathCover
from rca.analysis.strength import shown_side, strength, weight
from rca.graph.tree import FaultTree
from rca.records.action import Action
from rca.records.review import Review
from rca.records.vocabulary import Basis

MARKS: Mapping[str, str] = {
    "proposed": "planned", "accepted": "planned", "in-progress": "planned",
    "implemented": "said", "ineffective": "said",
    "verified": "seen", "effective": "seen",
}  # fmt: skip
"""What the reader is told about an action that breaks a path."""

MOST_COLUMNS = 9
MOST_ROWS = 60
"""Rows in the page; the JSON beside it has them all."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Events of which every path has exactly one."""

    label: str
    """Label of the gate under which they stand."""
    events: frozenset[str]


@dataclass(frozen=True, slots=True)
class Row:
    """One path."""

    number: int
    events: tuple[str, ...]
    differs: tuple[tuple[str, ...], ...]
    """For every choice the event taken, then what no choice holds."""
    marks: Mapping[str, str]
    """For every action of a column: seen, said, planned, unknown or none."""
    broken: bool
    best: str
    """Action that gives the best proven prevention, as the index of prevention counts it; empty when none is proven."""


@dataclass(frozen=True, slots=True)
class PathTable:
    """All paths that happened."""

    shared: tuple[str, ...]
    choices: tuple[Choice, ...]
    others: bool
    """Whether paths differ in events that no choice holds."""
    columns: tuple[Action, ...]
    more_actions: tuple[str, ...]
    """Ids of actions that break a path and have no column."""
    rows: tuple[Row, ...]
    total: int
    plan: ActionPlan | None
    """What the actions come to together; None where no path happened or there is no action."""
    weights: tuple[tuple[str, Importance, bool], ...]
    """Importance of the leaves, greatest first, and whether each stands on a path that happened; empty without probabilities."""

    @property
    def unbroken(self) -> int:
        """How many of the rows no action breaks."""
        return sum(not row.broken for row in self.rows)


def mark(action: Action) -> str:
    """How far an action is: seen, said, planned or unknown."""
    return MARKS.get(action.status or "unknown", "unknown")


def path_table(review: Review, tree: FaultTree, findings: Findings) -> PathTable:
    """The table of the paths that happened."""
    paths = findings.paths[:MOST_ROWS]
    sets = [frozenset(path.events) for path in paths]
    shared = frozenset.intersection(*sets) if sets else frozenset()
    order = {node.id: place for place, node in enumerate(tree.top_down())}
    choices = _choices(tree, [events - shared for events in sets], order)
    taken = frozenset().union(*(choice.events for choice in choices)) if choices else frozenset()
    breaking = [action for action in review.actions or () if any(action.id in path.broken_by for path in paths)]
    columns, more = breaking[:MOST_COLUMNS], breaking[MOST_COLUMNS:]
    rest = [events - shared - taken for events in sets]
    ranks = _proofs(columns, review.review.basis)
    rows = tuple(
        _row(number, path, choices, rest[number - 1], columns, order, ranks) for number, path in enumerate(paths, 1)
    )
    return PathTable(
        shared=tuple(sorted(shared, key=lambda name: order.get(name, 0))),
        choices=choices,
        others=any(rest),
        columns=tuple(columns),
        more_actions=tuple(action.id for action in more),
        rows=rows,
        total=findings.actual_count,
        plan=action_plan(review, tree, findings),
        weights=_weights(findings),
    )


def _weights(findings: Findings) -> tuple[tuple[str, Importance, bool], ...]:
    """Leaves by criticality, then by Birnbaum's measure; leaves whose importance is not known are left out."""
    known = [(name, own) for name, own in findings.importance.items() if own.birnbaum is not None]
    known.sort(key=lambda each: (-(each[1].criticality or 0), -(each[1].birnbaum or 0), each[0]))
    return tuple((name, own, name in findings.on_path) for name, own in known)


def _row(
    number: int, path: PathCover, choices: Sequence[Choice], rest: frozenset[str],
    columns: Sequence[Action], order: Mapping[str, int], ranks: Mapping[str, float],
) -> Row:  # fmt: skip
    taken = [tuple(sorted(choice.events & set(path.events), key=lambda n: order.get(n, 0))) for choice in choices]
    left = (tuple(sorted(rest, key=lambda name: order.get(name, 0))),)
    marks = {action.id: mark(action) if action.id in path.broken_by else "none" for action in columns}
    proven = [each.id for each in columns if marks[each.id] in ("seen", "said") and shown_side(each) == "left"]
    proven.sort(key=lambda name: (marks[name] != "seen", -ranks[name]))
    return Row(
        number=number,
        events=path.events,
        differs=(*taken, *left),
        marks=marks,
        broken=bool(path.broken_by),
        best=proven[0] if proven else "",
    )


def _proofs(actions: Sequence[Action], basis: Basis) -> Mapping[str, float]:
    """What each action surely counts: strength times how far it is carried out, as in the index of prevention."""
    return {each.id: strength(each, basis).lower * weight(each, basis).lower for each in actions}


def _choices(tree: FaultTree, differing: Sequence[frozenset[str]], order: Mapping[str, int]) -> tuple[Choice, ...]:
    """Groups of events of which every path has exactly one, found greedily in the order of the tree."""
    left = sorted(frozenset().union(*differing), key=lambda name: order.get(name, 0)) if differing else []
    found: list[Choice] = []
    while left:
        group: list[str] = []
        for name in left:
            if not any(name in events and other in events for other in group for events in differing):
                group.append(name)
        if len(group) > 1 and all(any(name in events for name in group) for events in differing):
            found.append(Choice(_common_gate(tree, group), frozenset(group)))
            left = [name for name in left if name not in group]
        else:
            left = left[1:]
    return tuple(found)


def _common_gate(tree: FaultTree, names: Sequence[str]) -> str:
    """Label of the lowest gate below which all the events stand."""
    below: dict[str, frozenset[str]] = {}
    for node in tree.bottom_up():
        below[node.id] = frozenset([node.id]).union(*(below[cause] for cause in node.causes))
        if not node.is_leaf and below[node.id].issuperset(names):
            return node.label
    return tree.nodes[tree.top].label
