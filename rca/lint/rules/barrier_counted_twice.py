"""Rule B08."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rca.diagnostics import Severity
from rca.graph.tree import FaultTree, Node
from rca.lint.case import Case
from rca.lint.finding import Finding
from rca.lint.rule import Rule


class BarrierCountedTwice(Rule):
    """The failure of a barrier may be counted twice: as its number, and as an event of the tree.

    ## Why it matters
    Two numbers for one failure are multiplied as if they were independent, and the harm looks ten or a hundred times rarer
    than it is.

    ## Bad
    ```yaml
    fault_tree:
      events:
        NO-TRIP: {probability: {value: 0.2, basis: 4 of 20 tests since 2015}}
    barriers:
      - id: B-TRIP
        failure_on_demand: {value: 0.2, basis: 4 of 20 tests since 2015}     # here
    ```

    ## Good
    ```yaml
    fault_tree:
      events:
        NO-TRIP: {probability: {value: 0.2, basis: 4 of 20 tests since 2015}}
    barriers:
      - {id: B-TRIP, failure_event: NO-TRIP}
    ```

    ## How it is computed
    A leaf with a probability may be the failure of a barrier with a number when their ids share a word and the barrier guards
    the leaf (`B-TRIP`, `NO-TRIP`), or when the leaf stands below what the barrier guards and its id holds every word of the
    barrier's (`B-WATER-SPRAY`, `NO-WATER-SPRAY`). Where the leaf is something else, silence the rule and say what.

    ## Source
    Independence of protection layers: CCPS, Layer of Protection Analysis (2001); dependent events in event trees: IEC
    62502:2010.
    """

    code = "RCA388"
    name = "B08"
    severity = Severity.WARNING

    def check(self, case: Case) -> Iterator[Finding]:
        """Speaks of each barrier with a number, at the first leaf that may be its failure."""
        for index, barrier in enumerate(case.review.barriers):
            if barrier.failure_on_demand is None:
                continue
            guards = [name for name in barrier.guards if name in case.tree.nodes]
            words = _words(barrier.id)
            for leaf in _leaves_below(case.tree, guards):
                shared = words & _words(leaf.id)
                if leaf.probability is not None and shared and (leaf.id in guards or shared == words):
                    yield Finding(
                        ("barriers", index, "failure_on_demand"),
                        f"`{barrier.id}` has a number, and so has `{leaf.id}` below what it guards",
                        f"if `{leaf.id}` is its failure, write `failure_event: {leaf.id}` in place of the number",
                        of="key", at=barrier.id,
                    )  # fmt: skip
                    break


def _leaves_below(tree: FaultTree, names: list[str]) -> Iterator[Node]:
    seen: set[str] = set()
    pending = list(reversed(names))
    while pending:
        name = pending.pop()
        if name not in seen:
            seen.add(name)
            node = tree.nodes[name]
            if node.is_leaf:
                yield node
            pending.extend(reversed(node.causes))


def _words(name: str) -> frozenset[str]:
    """Words of an id but for single letters: `B-WATER-SPRAY` has `water` and `spray`."""
    return frozenset(word for word in re.split(r"[-_.]", name.casefold()) if len(word) > 1)
