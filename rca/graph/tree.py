"""The fault tree as a compact value: what every analysis and every picture reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Literal, NamedTuple

GateKind = Literal["all_of", "any_of", "at_least", "none_of", "exactly_one_of"]
Status = Literal["confirmed", "likely", "possible", "open", "refuted"]


class Node(NamedTuple):
    """An event of the tree. A gate has `gate` and `causes`; a leaf (basic event) has neither."""

    id: str
    label: str
    gate: GateKind | None = None
    causes: tuple[str, ...] = ()
    """Ids of the causes in the order written; every one is a node of the same tree."""
    threshold: int | None = None
    """k of an `at_least` gate."""
    status: Status | None = None
    """As stated; for a leaf without a stated status `open`."""
    probability: float | None = None
    """Prior probability, 0..1; None when the review gives none."""
    kind: str | None = None
    """technical, procedural, human, organisational, external or condition (a house event)."""
    defect: tuple[str, ...] = ()
    depth: str | None = None
    shaped_by: tuple[str, ...] = ()
    """Ids of influences; they stand outside the logic and may or may not be below the top."""
    see: tuple[str, ...] = ()
    continues_in: str | None = None
    in_order: bool = False
    """Of an `all_of` gate: its causes are held to have happened in the order written (priority AND). Its logic is that of AND."""
    defined: bool = True
    """False for an id that is cited as a cause and written nowhere: kept as an open leaf, reported elsewhere."""

    @property
    def is_leaf(self) -> bool:
        """Whether the event has no causes of its own."""
        return self.gate is None


class _Events(NamedTuple):
    top: str
    nodes: Mapping[str, Node]
    influences: Mapping[str, Node] = MappingProxyType({})
    orphans: tuple[str, ...] = ()
    cut_edges: tuple[tuple[str, str], ...] = ()


class FaultTree(_Events):
    """A rooted acyclic graph of events.

    `nodes` holds the events below `top` (the logic), causes before effects is not promised: use `bottom_up`.
    `influences` holds the events that only `shaped_by` reaches, with whatever stands below them.
    `orphans` are events that neither the logic nor an influence reaches. A cycle is cut at its last edge, which is
    then listed in `cut_edges`; the diagnostics say so. A tree never changes and every analysis walks it again, so that
    walks that were made are kept.
    """

    def leaves(self) -> tuple[Node, ...]:
        """Basic events below the top, in the order a reader meets them (depth first, each once)."""
        return self._leaves

    @cached_property
    def _leaves(self) -> tuple[Node, ...]:
        return tuple(node for node in self.bottom_up() if node.gate is None)

    def gates(self) -> tuple[Node, ...]:
        """Gates below the top, depth first, each once."""
        return tuple(node for node in self.top_down() if not node.is_leaf)

    def top_down(self) -> Iterator[Node]:
        """Every event below the top, depth first in the order written, each once."""
        seen: set[str] = set()
        pending = [self.top]
        while pending:
            name = pending.pop()
            if name in seen:
                continue
            seen.add(name)
            node = self.nodes[name]
            yield node
            pending.extend(reversed(node.causes))

    def bottom_up(self) -> tuple[Node, ...]:
        """Every event below the top, causes before the events they cause. Iterative: depth is no limit."""
        return self._causes_first

    @cached_property
    def _causes_first(self) -> tuple[Node, ...]:
        order: list[Node] = []
        done: set[str] = set()
        pending: list[str | Node] = [self.top]
        while pending:
            name = pending.pop()
            if not isinstance(name, str):  # a gate all of whose causes are done
                done.add(name.id)
                order.append(name)
                continue
            if name in done:
                continue
            node = self.nodes[name]
            if node.gate is None:
                done.add(name)
                order.append(node)
            else:
                pending.append(node)
                pending += reversed(node.causes)
        return tuple(order)

    def parents(self) -> Mapping[str, tuple[str, ...]]:
        """For every event the gates it is a cause of."""
        found: dict[str, list[str]] = {name: [] for name in self.nodes}
        for node in self.top_down():
            for cause in node.causes:
                found[cause].append(node.id)
        return {name: tuple(gates) for name, gates in found.items()}

    @cached_property
    def is_coherent(self) -> bool:
        """Whether no gate is `none_of` or `exactly_one_of`, so that more causes never bring the top back."""
        return not any(node.gate in ("none_of", "exactly_one_of") for node in self.nodes.values())
