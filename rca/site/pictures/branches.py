"""What of a fault tree is drawn where: each event once, repeats as transfers, large trees cut into pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from rca.graph.tree import FaultTree, Node

Form = Literal["basic", "undeveloped", "house", "condition", "repeat", "page", "continues"]
"""How a leaf-like box is drawn. The last three are transfers: drawn elsewhere here, on another page, in another review."""
MAX_RANKS = 10
"""Gates above each other on one page; a longer chain goes on overleaf."""
WORTH_A_PAGE = 5
"""Boxes a branch must have before it is cut off."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A box without causes of its own on this page."""

    id: str
    form: Form
    under: str
    """Id of the event it is a cause of, or an influence on."""
    influence: bool = False
    level: int = 0
    """How deep it stands below the leaf it influences; 0 in a gate's own column."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A gate with what hangs from it."""

    id: str
    under: str
    leaves: tuple[Leaf, ...] = ()
    """In the order drawn; influences follow the leaf that they shape."""
    gates: tuple[Branch, ...] = ()
    influences: tuple[Leaf, ...] = ()
    """Influences on the gate itself."""
    leaves_at: int = 0
    """How many of the gates stand left of the leaves."""
    inhibit: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: a branch, and the event on another page that it hangs from."""

    number: int
    branch: Branch | None
    leaf: Leaf | None = None
    """Set instead of `branch` when the top event has no causes yet."""
    under: str = ""


@dataclass(slots=True)
class _Plan:
    """Working notes while the tree is cut up."""

    tree: FaultTree
    nodes: dict[str, Node]
    home: dict[str, str] = field(default_factory=dict)
    """For every event the one it is drawn under."""
    order: list[str] = field(default_factory=list)
    """Every event, before those drawn under it."""
    sheet_roots: list[str] = field(default_factory=list)

    def causes(self, name: str) -> list[str]:
        """Causes of an event, each once."""
        return [cause for cause in dict.fromkeys(self.nodes[name].causes) if cause in self.nodes]

    def shaping(self, name: str) -> list[str]:
        """Influences on an event, each once."""
        return [each for each in dict.fromkeys(self.nodes[name].shaped_by) if each in self.nodes]


def cut(tree: FaultTree, page_size: int) -> tuple[tuple[Sheet, ...], Mapping[str, int]]:
    """Sheets of at most about `page_size` boxes, and for every event the number of the sheet it is drawn on.

    A gate with more causes than that keeps them together. Linear in the size of the tree.
    """
    plan = _Plan(tree, {**tree.influences, **tree.nodes})
    _walk(plan, tree.top)
    plan.sheet_roots.append(tree.top)
    _home_influences(plan)
    _choose_cuts(plan, page_size)
    place = {name: index for index, name in enumerate(plan.order)}
    roots = sorted(plan.sheet_roots, key=place.__getitem__)
    cuts = frozenset(roots)
    sheets, where = [], {}
    for index, root in enumerate(roots, 1):
        under = "" if root == tree.top else plan.home[root]
        if plan.nodes[root].is_leaf:
            leaf = Leaf(root, _form(plan.nodes[root]), under)
            sheets.append(Sheet(index, None, leaf))
            drawn = {root}
        else:
            branch = _branch(plan, root, under, cuts)
            sheets.append(Sheet(index, branch, under=under))
            drawn = _drawn(branch)
        where.update(dict.fromkeys(drawn, index))
    return tuple(sheets), where


def _walk(plan: _Plan, root: str) -> None:
    """Depth first in the order written; the first gate that names an event is where it is drawn. Iterative: depth is no limit."""
    pending = [(root, plan.home.get(root, ""))]
    seen = set(plan.home) - {root}
    while pending:
        name, under = pending.pop()
        if name in seen:
            continue
        seen.add(name)
        plan.order.append(name)
        plan.home[name] = under
        pending.extend((cause, name) for cause in reversed(plan.causes(name)) if cause not in seen)


def _home_influences(plan: _Plan) -> None:
    """An influence outside the logic is drawn at the first event it shapes; one with causes of its own gets a sheet."""
    for name in plan.order:  # grows while influences of influences are found
        for influence in plan.shaping(name):
            if influence in plan.home:
                continue
            plan.home[influence] = name
            if plan.nodes[influence].is_leaf:
                plan.order.append(influence)
            else:
                _walk(plan, influence)
                plan.sheet_roots.append(influence)


def _choose_cuts(plan: _Plan, page_size: int) -> None:
    """From the bottom up, wherever a page would grow too large or too deep, its largest or deepest branches are cut off."""
    boxes: dict[str, int] = {}
    ranks: dict[str, int] = {}
    cuts = set(plan.sheet_roots)
    place = {name: index for index, name in enumerate(plan.order)}
    for name in reversed(plan.order):
        boxes[name], ranks[name] = 1 + len(plan.shaping(name)), 1
        gates = []
        for cause in plan.causes(name):
            here = plan.home[cause] == name
            if here and not plan.nodes[cause].is_leaf and cause not in cuts:
                gates.append(cause)
            else:
                boxes[name] += 1 + (len(plan.shaping(cause)) if here else 0)
        kept = sorted((gate for gate in gates if ranks[gate] < MAX_RANKS), key=lambda gate: (boxes[gate], place[gate]))
        total = boxes[name] + len(gates) - len(kept) + sum(boxes[gate] for gate in kept)
        while kept and total > page_size and boxes[kept[-1]] >= WORTH_A_PAGE:
            total -= boxes[kept.pop()] - 1
        dropped = [gate for gate in gates if gate not in kept]
        cuts.update(dropped)
        plan.sheet_roots += dropped
        boxes[name] = total
        ranks[name] = 1 + max((ranks[gate] for gate in kept), default=0)


def _form(node: Node) -> Form:
    if node.continues_in:
        return "continues"
    if node.kind in ("condition", "house"):
        return "house"
    return "undeveloped" if node.status in (None, "possible", "open") or not node.defined else "basic"


def _influences_of(plan: _Plan, name: str, level: int) -> list[Leaf]:
    """Influences on an event, and on those, in the order drawn. Iterative: a chain of influences may be long."""
    found: list[Leaf] = []
    pending = [(influence, name, level) for influence in reversed(plan.shaping(name))]
    while pending:
        influence, under, depth = pending.pop()
        node = plan.nodes[influence]
        here = plan.home.get(influence) == under and influence not in plan.tree.nodes
        form: Form = "repeat" if not here else _form(node) if node.is_leaf else "page"
        found.append(Leaf(influence, form, under, influence=True, level=depth))
        if here and node.is_leaf:
            pending.extend((each, influence, depth + 1) for each in reversed(plan.shaping(influence)))
    return found


def _branch(plan: _Plan, name: str, under: str, cuts: frozenset[str]) -> Branch:
    """The branch below a gate as one page shows it; at most `MAX_RANKS` deep, so recursion is safe."""
    node = plan.nodes[name]
    leaves: list[Leaf] = []
    gates: list[Branch] = []
    leaves_at: int | None = None
    for cause in plan.causes(name):
        child = plan.nodes[cause]
        drawn_here = plan.home.get(cause) == name
        if drawn_here and not child.is_leaf and cause not in cuts:
            gates.append(_branch(plan, cause, name, cuts))
            continue
        leaves_at = len(gates) if leaves_at is None else leaves_at
        form: Form = "repeat" if not drawn_here else _form(child) if child.is_leaf else "page"
        leaves.append(Leaf(cause, form, name))
        if drawn_here and child.is_leaf:
            leaves += _influences_of(plan, cause, 1)
    conditions = [leaf for leaf in leaves if leaf.form == "house" and plan.nodes[leaf.id].kind == "condition"]
    inhibit = node.gate == "all_of" and len(conditions) == 1 and len(plan.causes(name)) == 2
    if node.kind == "inhibit":
        conditions = [leaf for leaf in leaves if leaf.form != "repeat" and plan.nodes[leaf.id].kind == "conditional"]
        inhibit = True
    if inhibit and conditions:
        leaves = [replace(leaf, form="condition") if leaf is conditions[0] else leaf for leaf in leaves]
    influences = tuple(_influences_of(plan, name, 0))
    return Branch(name, under, tuple(leaves), tuple(gates), influences, leaves_at or 0, inhibit)


def _drawn(branch: Branch) -> set[str]:
    """Ids of the events that a branch draws in full."""
    found = {branch.id}
    found |= {leaf.id for leaf in (*branch.leaves, *branch.influences) if leaf.form not in ("repeat", "page")}
    for gate in branch.gates:
        found |= _drawn(gate)
    return found
