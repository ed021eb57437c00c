"""The logic of a tree in the form an engine reads: signed literals, constants folded, chains of one kind merged."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from rca.graph.tree import FaultTree, Node

TRUE = 1
FALSE = -1
FIRST_LEAF = 2
"""Number of the first leaf. A literal is a number of a leaf or gate, negative where it is negated."""


class Op(Enum):
    """What a gate of a circuit does. OR is the negation of an AND of negations."""

    AND = "and"
    COUNT = "count"
    ONE = "one"


class Gate(NamedTuple):
    """A gate over literals: AND of all, at least `threshold` of them (COUNT), or exactly one of them (ONE)."""

    op: Op
    inputs: tuple[int, ...]
    threshold: int = 0


class Circuit(NamedTuple):
    """Leaves `FIRST_LEAF …` in the order a reader meets them, then gates, causes before effects."""

    leaves: tuple[str, ...]
    gates: tuple[Gate, ...]
    top: int
    """A literal; `TRUE` or `FALSE` when the top does not depend on any leaf."""

    @property
    def first_gate(self) -> int:
        """Number of the first gate."""
        return FIRST_LEAF + len(self.leaves)

    def gate(self, number: int) -> Gate:
        """The gate with that number."""
        return self.gates[number - self.first_gate]

    def is_leaf(self, number: int) -> bool:
        """Whether the number is that of a leaf."""
        return number < self.first_gate


def circuit(tree: FaultTree, false: Collection[str] = ()) -> Circuit:
    """The tree's logic, simplified; events in `false` (gates too) are taken as impossible.

    Constants are folded, a gate with one input is that input, gates that say the same are one, and an AND that is the input
    of one AND only is merged into it (OR likewise, through its sign). Cost is linear in causes.
    """
    leaves = tuple(node.id for node in tree.leaves() if node.id not in false)
    writer = Writer(FIRST_LEAF + len(leaves))
    literal = {name: FIRST_LEAF + place for place, name in enumerate(leaves)}
    for node in tree.bottom_up():
        if node.id in false:
            literal[node.id] = FALSE
        elif node.gate is not None:
            literal[node.id] = writer.gate(node, [literal[cause] for cause in node.causes])
    return merged(Circuit(leaves, tuple(writer.gates), literal[tree.top]))


class Writer:
    """Gates as they are written, each reduced as far as its own inputs allow."""

    def __init__(self, first: int) -> None:
        """`first`: number of the first gate."""
        self.first = first
        self.gates: list[Gate] = []
        self._known: dict[tuple[Op, tuple[int, ...], int], int] = {}

    def gate(self, node: Node, inputs: Sequence[int]) -> int:
        """Literal of a gate of the tree."""
        match node.gate:
            case "all_of":
                return self.both(inputs)
            case "any_of":
                return -self.both([-literal for literal in inputs])
            case "none_of":
                return self.both([-literal for literal in inputs])
            case "at_least":
                return self.count(inputs, node.threshold or 0)
            case _:
                return self.one(inputs)

    def both(self, inputs: Iterable[int]) -> int:
        """AND."""
        kept = dict.fromkeys(inputs)
        kept.pop(TRUE, None)
        if FALSE in kept or not kept.keys().isdisjoint([-literal for literal in kept]):
            return FALSE
        return self._written(Op.AND, tuple(kept), 0) if len(kept) > 1 else next(iter(kept), TRUE)

    def count(self, inputs: Sequence[int], threshold: int) -> int:
        """At least `threshold` of the inputs; an input listed twice counts twice."""
        needed = threshold - sum(literal == TRUE for literal in inputs)
        kept = [literal for literal in inputs if abs(literal) != TRUE]
        if needed <= 0:
            return TRUE
        if needed > len(kept):
            return FALSE
        if needed == 1:
            return -self.both([-literal for literal in kept])
        if needed == len(kept):
            return self.both(kept)
        return self._written(Op.COUNT, tuple(kept), needed)

    def one(self, inputs: Sequence[int]) -> int:
        """Exactly one of the inputs."""
        kept = [literal for literal in inputs if abs(literal) != TRUE]
        certain = sum(literal == TRUE for literal in inputs)
        if certain:
            return self.both([-literal for literal in kept]) if certain == 1 else FALSE
        if not kept:
            return FALSE
        return self._written(Op.ONE, tuple(kept), 0) if len(kept) > 1 else kept[0]

    def _written(self, op: Op, inputs: tuple[int, ...], threshold: int) -> int:
        key = (op, tuple(sorted(inputs)), threshold)
        found = self._known.get(key)
        if found is None:
            self.gates.append(Gate(op, inputs, threshold))
            found = self._known[key] = self.first + len(self.gates) - 1
        return found


def merged(plain: Circuit) -> Circuit:
    """The same logic without gates that no path from the top reaches, chains of AND made one gate."""
    first = plain.first_gate
    uses = [0] * len(plain.gates)
    pending = [abs(plain.top)] if abs(plain.top) >= first else []
    reached = set(pending)
    while pending:
        for literal in plain.gates[pending.pop() - first].inputs:
            below = abs(literal)
            if below >= first:
                uses[below - first] += 1
                if below not in reached:
                    reached.add(below)
                    pending.append(below)
    kept = sorted(reached)
    ands = {number for number in kept if plain.gates[number - first].op is Op.AND}
    swallowed = {
        literal
        for number in ands
        for literal in plain.gates[number - first].inputs
        if literal in ands and uses[literal - first] == 1
    }
    """Inputs of an AND that are an AND themselves and stand nowhere else."""
    left = [number for number in kept if number not in swallowed]
    renumbered = dict(zip(left, range(first, first + len(left)), strict=True))
    renumbered |= {-number: -new for number, new in renumbered.items()}
    gates = []
    for number in left:
        op, inputs, threshold = plain.gates[number - first]
        if number in ands and not swallowed.isdisjoint(inputs):
            inputs = _flat(plain, inputs, swallowed)
        gates.append(Gate(op, tuple([renumbered.get(literal, literal) for literal in inputs]), threshold))
    return Circuit(plain.leaves, tuple(gates), renumbered.get(plain.top, plain.top))


def _flat(plain: Circuit, inputs: Sequence[int], swallowed: Collection[int]) -> tuple[int, ...]:
    """Inputs with every swallowed AND replaced by its own inputs, in the order met, each once."""
    flat: dict[int, None] = {}
    pending = list(reversed(inputs))
    while pending:
        literal = pending.pop()
        if literal in swallowed:
            pending.extend(reversed(plain.gate(literal).inputs))
        else:
            flat[literal] = None
    return tuple(flat)
