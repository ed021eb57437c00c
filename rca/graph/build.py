"""From the events of a review to its fault tree."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rca.graph.tree import FaultTree, GateKind, Node
from rca.records.review import Review
from rca.records.tree import Event, FaultTreeRecord, Likelihood


def fault_tree(review: Review) -> FaultTree:
    """The review's fault tree; every slip in it still gives a tree, and the lint reports the slip.

    An id that is cited and defined nowhere becomes an open leaf with `defined=False`. Of two definitions of an id the
    first counts. An edge that closes a cycle is cut and listed in `cut_edges`; a gate that loses all its causes that
    way is left as an open leaf. Cost is linear in events and causes; depth is no limit.
    """
    placed = _first_defined(review.fault_tree)
    nodes: dict[str, Node] = {}
    cut: list[tuple[str, str]] = []
    top = review.fault_tree.top
    _collect([top], placed, nodes, {}, cut)
    influences: dict[str, Node] = {}
    waiting = [name for node in nodes.values() for name in node.shaped_by]
    while waiting:
        known = len(influences)
        _collect(waiting, placed, influences, nodes, cut)
        waiting = [name for node in list(influences.values())[known:] for name in node.shaped_by]
    orphans = tuple(name for name in placed if name not in nodes and name not in influences)
    return FaultTree(top=top, nodes=nodes, influences=influences, orphans=orphans, cut_edges=tuple(cut))


def prior(likelihood: Likelihood | None) -> float | None:
    """Probability of the event, 0..1, or None when none is given or what is given is no probability.

    A rate (per hour) and a duration (hours) give `1 - exp(-rate × hours)`, the exponential model.
    """
    if likelihood is None:
        return None
    if likelihood.value is not None:
        return likelihood.value if 0 <= likelihood.value <= 1 else None
    if likelihood.rate is not None and likelihood.hours is not None:
        return -math.expm1(-likelihood.rate * likelihood.hours)
    return None


class _Written(NamedTuple):
    """An event as it is written: its gate, and the ids of its causes."""

    event: Event | None
    gate: GateKind | None
    causes: tuple[str, ...]


def _first_defined(written: FaultTreeRecord) -> dict[str, _Written]:
    """Every event, nested ones included; the first of two with the same id.

    The order is that of `FaultTreeRecord.placed`, which also says where each stands and costs three times as much.
    """
    found: dict[str, _Written] = {}
    pending: list[tuple[str, Event]] = list(reversed(written.events.items()))
    while pending:
        name, event = pending.pop()
        gate = event.gate
        causes: list[str] = []
        nested: list[tuple[str, Event]] = []
        for item in getattr(event, gate) if gate else ():
            if isinstance(item, str):
                causes.append(item)
            elif not isinstance(item, int):
                causes.append(item.id)
                nested.append((item.id, item))
        found.setdefault(name, _Written(event, gate, tuple(causes)))
        pending += reversed(nested)
    return found


_NOWHERE = _Written(None, None, ())


def _collect(
    roots: Iterable[str],
    placed: Mapping[str, _Written],
    nodes: dict[str, Node],
    elsewhere: Mapping[str, Node],
    cut: list[tuple[str, str]],
) -> None:
    """Add everything below `roots` to `nodes`, depth first, without what stands `elsewhere`."""
    above: dict[str, None] = {}
    pending: list[str | None] = [*reversed([*roots])]
    while pending:
        name = pending.pop()
        if name is None:  # all below the innermost gate is done
            above.popitem()
            continue
        if name in nodes or name in elsewhere:
            continue
        event, gate, causes = placed.get(name, _NOWHERE)
        if causes:
            above[name] = None
            if not above.keys().isdisjoint(causes):
                cut.extend((name, cause) for cause in causes if cause in above)
                causes = tuple(cause for cause in causes if cause not in above)
            pending.append(None)
            pending += reversed(causes)
        nodes[name] = _node(name, event, gate if causes else None, causes)


def _node(name: str, event: Event | None, gate: GateKind | None, causes: tuple[str, ...]) -> Node:
    """The event as a node; one that is defined nowhere is an open leaf."""
    if event is None:
        return Node(id=name, label=name, status="open", defined=False)
    return Node(
        name,
        event.event,
        gate,
        causes,
        event.threshold if gate else None,
        event.status or (None if gate else "open"),
        prior(event.probability),
        event.kind,
        tuple(event.defect),
        event.depth,
        tuple(event.shaped_by),
        tuple(event.see),
        event.continues_in,
        bool(event.in_order and gate == "all_of"),
    )
