"""Bow-ties grown from a seed, and their numbers found by trying every state of events and barriers."""

from __future__ import annotations

import itertools
import json
import math
import random
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from tree_cases import review_of

from rca.analysis.bow_tie.sides import sides
from rca.graph.build import fault_tree
from rca.graph.tree import Node
from rca.records.barrier import Barrier
from rca.records.review import Review

GATES = ("all_of", "any_of")
TURNING = ("none_of", "exactly_one_of")


def grown_review(seed: int, *, coherent: bool = True, missing: int = 0) -> Review:
    """A loss of control with causes, what lies behind it, leaves that both share, and up to five barriers.

    `missing`: so many numbers are left out, of leaves or barriers.
    """
    dice = random.Random(seed)
    kinds = GATES if coherent else (*GATES, *TURNING)

    def gate(*causes: str) -> dict[str, Any]:
        return {dice.choice(kinds): list(dict.fromkeys(causes))}

    leaves = [f"L{at}" for at in range(5)]
    events: dict[str, dict[str, Any]] = {
        "TOP": {dice.choice(GATES): ["BEHIND", dice.choice(leaves), "BESIDE"]},
        "BEHIND": gate("KNOT", dice.choice(leaves)),
        "BESIDE": gate(*dice.sample(leaves, 2)),
        "KNOT": gate("CAUSE", dice.choice(leaves)),
        "CAUSE": gate(*dice.sample(leaves, dice.randint(2, 3))),
    }
    events.update((name, {"probability": {"value": round(dice.uniform(0.05, 0.9), 2)}}) for name in leaves)
    barriers: list[dict[str, Any]] = []
    for at in range(dice.randint(1, 5)):
        left = at == 0 or dice.random() < 0.3
        own: dict[str, Any] = {"id": f"B{at}", "what": "x", "state": dice.choice(("failed", "missing", "worked"))}
        own["side"] = "prevention" if left else "mitigation"
        own["guards"] = dice.sample(
            ["CAUSE", *leaves[:2]] if left else ["BEHIND", "BESIDE", "TOP", *leaves[3:]], dice.randint(1, 2)
        )
        how = dice.random()
        if how < 0.7:
            own["failure_on_demand"] = {"value": round(dice.uniform(0.01, 0.6), 2)}
        elif how < 0.9:
            own["failure_event"] = dice.choice(("BESIDE", "CAUSE", *leaves))
        barriers.append(own)
    stated = [own for own in (*events.values(), *barriers) if "probability" in own or "failure_on_demand" in own]
    for own in dice.sample(stated, min(missing, len(stated))):
        own.pop("probability", own.pop("failure_on_demand", None))
    return review_of(json.dumps({"fault_tree": {"top": "TOP", "events": events}, "barriers": barriers}))


class EveryState:
    """Truth of events and barriers in every state, written from the definitions.

    A truth table is a whole number: bit `i` is the state in which name `j` of `names` has bit `j` of `i`.
    """

    def __init__(self, review: Review) -> None:
        self.tree = fault_tree(review)
        self.knot, before, after = sides(review.barriers, self.tree)
        inside: set[str] = set()
        pending = list(self.tree.nodes[self.knot].causes)
        while pending:
            inside.add(name := pending.pop())
            pending += self.tree.nodes[name].causes
        nodes = self.tree.nodes
        self.behind = [own for own in after if any(name in nodes and name not in inside for name in own.guards)]
        known = [own for own in (*before, *after) if self.event(own) or _stated(own) is not None]
        self.counted = [*self.behind, *(own for own in known if own not in self.behind)]
        given: dict[str, float | None] = {node.id: node.probability for node in nodes.values() if node.is_leaf}
        for own in self.counted:
            if not self.event(own):
                absent = own.state == "missing" and not own.failure_on_demand and own in self.behind
                given[f"barrier {own.id}"] = 1.0 if absent else _stated(own)
        self.names = list(given)
        self.every = (1 << (1 << len(self.names))) - 1
        missing = [name for name, value in given.items() if value is None]
        self.weights = [
            self._weights({**given, **dict(zip(missing, corner, strict=True))})
            for corner in itertools.product((0.0, 1.0), repeat=len(missing))
        ]
        """Of every state, with each missing number at 0 and at 1."""

    def event(self, own: Barrier) -> str:
        """The event that is the barrier's failure, where the tree has it."""
        return own.failure_event if own.failure_event and own.failure_event in self.tree.nodes else ""

    def _weights(self, chances: Mapping[str, float | None]) -> list[float]:
        found = [1.0]
        for name in self.names:
            own = chances[name] or 0.0
            found = [*(each * (1 - own) for each in found), *(each * own for each in found)]
        return found

    def probabilities(self, table: int) -> list[float]:
        """Of what holds in the states of a truth table, for each choice of the missing numbers."""
        states = [at for at in range(1 << len(self.names)) if table >> at & 1]
        return [math.fsum(weights[at] for at in states) for weights in self.weights]

    def bounds(self, table: int) -> tuple[float, float]:
        """Least and greatest of them."""
        found = self.probabilities(table)
        return min(found), max(found)

    def fails(self, own: Barrier, gone: Collection[str] = ()) -> int:
        """When a barrier fails; `gone`: ids of those that fail for certain."""
        if own.id in gone:
            return self.every
        event = self.event(own)
        return self._raw(event, self._events(gone)) if event else self._leaf(f"barrier {own.id}")

    def at_knot(self, gone: Collection[str] = ()) -> int:
        """When control is lost."""
        return self._guarded(self.knot, gone, late=False)

    def at(self, event: str, gone: Collection[str] = ()) -> int:
        """When an event comes about, all its barriers counted."""
        return self._guarded(event, gone, late=True)

    def _leaf(self, name: str) -> int:
        block = 1 << self.names.index(name)
        ones = ((1 << block) - 1) << block
        return sum(ones << start for start in range(0, 1 << len(self.names), 2 * block))

    def _events(self, gone: Collection[str]) -> set[str]:
        return {self.event(own) for own in self.counted if own.id in gone} - {""}

    def _raw(self, name: str, certain: set[str]) -> int:
        node = self.tree.nodes[name]
        if name in certain:
            return self.every
        return (
            self._leaf(name) if node.is_leaf else self._gate(node, [self._raw(each, certain) for each in node.causes])
        )

    def _guarded(self, name: str, gone: Collection[str], *, late: bool) -> int:
        node = self.tree.nodes[name]
        if name in self._events(gone):
            holds = self.every
        elif node.is_leaf:
            holds = self._leaf(name)
        else:
            holds = self._gate(node, [self._guarded(each, gone, late=True) for each in node.causes])
        for own in self.counted:
            if name in own.guards and (late or own not in self.behind):
                holds &= self.fails(own, gone)
        return holds

    def _gate(self, node: Node, inputs: Sequence[int]) -> int:
        some, all_of_them, twice = 0, self.every, 0
        for own in inputs:
            twice |= some & own
            some |= own
            all_of_them &= own
        found = {"all_of": all_of_them, "any_of": some, "none_of": self.every & ~some, "exactly_one_of": some & ~twice}
        return found[str(node.gate)]


def _stated(own: Barrier) -> float | None:
    return own.failure_on_demand.value if own.failure_on_demand else None
