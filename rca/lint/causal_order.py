"""Gates whose causes are held to have happened in an order, and what the recorded times say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Literal

from rca.analysis.findings import Truth
from rca.graph.tree import FaultTree
from rca.lint.chronology import chronology
from rca.records.review import Review
from rca.records.when import When

OrderState = Literal["confirmed", "contradicted", "unknown"]


@dataclass(frozen=True, slots=True)
class CausalOrder:
    """A gate with `in_order`, and what the timeline says."""

    gate: str
    causes: tuple[str, ...]
    """In the order held."""
    state: OrderState
    because: str
    """One sentence: the two causes that contradict it, or those whose order is not recorded."""


def causal_orders(review: Review, tree: FaultTree, truth: Mapping[str, Truth]) -> tuple[CausalOrder, ...]:
    """Every gate that is held to be a priority AND, unless it did not happen, in the order of the tree.

    Confirmed: each cause is certainly earlier than the next, whatever the digits are that were not written. Contradicted:
    one is certainly later than one that stands after it. Unknown: neither. The time of a cause is that of the first entry
    of the timeline that names it under `events`. A gate that no entry names happened with the last of its causes
    (`all_of`) or the first of those that are true (`any_of`), where all of these are dated. Truth is by derived status
    (see `judge`); the gate's logic stays that of AND (priority AND after IEC 61025 and NUREG-0492).
    """
    ordered = [node for node in tree.top_down() if node.in_order and truth.get(node.id) is not False]
    if not ordered:
        return ()
    times = _times(review, tree, truth)
    found = []
    for node in ordered:
        causes = tuple(dict.fromkeys(node.causes))
        state, because = _judged(causes, times)
        found.append(CausalOrder(node.id, causes, state, because))
    return tuple(found)


def _judged(causes: tuple[str, ...], times: Mapping[str, When]) -> tuple[OrderState, str]:
    for earlier, later in combinations(causes, 2):
        if _before(later, earlier, times):
            told = f"`{later}` ({times[later].text}) happened before `{earlier}` ({times[earlier].text})"
            return "contradicted", told
    open_pairs = [(one, other) for one, other in pairwise(causes) if not _before(one, other, times)]
    if not open_pairs:
        return "confirmed", "the recorded times follow the order written"
    undated = [name for name in dict.fromkeys(name for pair in open_pairs for name in pair) if name not in times]
    if undated:
        return "unknown", f"no entry of the timeline dates {', '.join(f'`{name}`' for name in undated)}"
    one, other = open_pairs[0]
    return (
        "unknown",
        f"the times of `{one}` ({times[one].text}) and `{other}` ({times[other].text}) do not tell which came first",
    )


def _before(one: str, other: str, times: Mapping[str, When]) -> bool:
    """Whether the first certainly happened before the second; also where an entry says so ("after EVENT")."""
    first, second = times.get(one), times.get(other)
    if first is None or second is None:
        return False
    said = (second.kind == "after" and second.anchor == one) or (first.kind == "before" and first.anchor == other)
    return said or second.certainly_after(first)


def _times(review: Review, tree: FaultTree, truth: Mapping[str, Truth]) -> dict[str, When]:
    times: dict[str, When] = {}
    for entry in chronology(review.timeline, review.event):
        for name in review.timeline[entry.index].events:
            if name not in times or times[name].certainly_after(entry.when):
                times[name] = entry.when
    for node in tree.bottom_up():
        if node.id in times or node.gate not in ("all_of", "any_of"):
            continue
        needed = [name for name in node.causes if node.gate == "all_of" or truth.get(name) is True]
        dated = [times[name] for name in needed if name in times]
        if dated and len(dated) == len(needed) and len({when.scale for when in dated} | {"relative"}) == 2:
            pick = max if node.gate == "all_of" else min
            decisive = pick(dated, key=lambda when: when.earliest)
            earliest, latest = pick(when.earliest for when in dated), pick(when.latest for when in dated)
            about = any(when.about for when in dated)
            times[node.id] = When(decisive.text, "interval", decisive.scale, earliest, latest, about=about)
    return times
