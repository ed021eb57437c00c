"""From the events of a review to its fault tree."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from rca.graph.tree import FaultTree, Node
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


def _first_defined(written: FaultTreeRecord) -> dict[str, tuple[Event, tuple[str, ...]]]:
    """Every event, nested ones included, with the ids of its causes; the first of two with the same id.

    The order is that of `FaultTreeRecord.placed`, which also says where each stands and costs three times as much.
    """
    found: dict[str, tuple[Event, tuple[str, ...]]] = {}
    pending: list[tuple[str, Event]] = list(reversed(written.events.items()))
    while pending:
        name, event = pending.pop()
        items = [item for _, item in event.items()]
        found.setdefault(name, (event, tuple(item if isinstance(item, str) else item.id for item in items)))
        pending.extend((item.id, item) for item in reversed(items) if not isinstance(item, str))
    return found


def _collect(
    roots: Iterable[str],
    placed: Mapping[str, tuple[Event, tuple[str, ...]]],
    nodes: dict[str, Node],
    elsewhere: Mapping[str, Node],
    cut: list[tuple[str, str]],
) -> None:
    """Add everything below `roots` to `nodes`, depth first, without what stands `elsewhere`."""
    open_names: set[str] = set()
    for root in roots:
        pending: list[tuple[str, bool]] = [(root, False)]
        while pending:
            name, leaving = pending.pop()
            if leaving:
                open_names.discard(name)
                continue
            if name in nodes or name in elsewhere:
                continue
            open_names.add(name)
            event, causes = placed.get(name, (None, ()))
            kept = tuple(cause for cause in causes if cause not in open_names)
            cut.extend((name, cause) for cause in causes if cause in open_names)
            nodes[name] = _node(name, event, kept)
            pending.append((name, True))
            pending.extend((cause, False) for cause in reversed(kept))


def _node(name: str, event: Event | None, causes: tuple[str, ...]) -> Node:
    """The event as a node; one that is defined nowhere is an open leaf."""
    if event is None:
        return Node(id=name, label=name, status="open", defined=False)
    gate = event.gate if causes else None
    return Node(
        id=name,
        label=event.event,
        gate=gate,
        causes=causes,
        threshold=event.threshold if gate else None,
        status=event.status or (None if gate else "open"),
        probability=prior(event.probability),
        kind=event.kind,
        defect=tuple(event.defect),
        depth=event.depth,
        shaped_by=tuple(event.shaped_by),
        see=tuple(event.see),
        continues_in=event.continues_in,
        in_order=bool(event.in_order and gate == "all_of"),
    )
