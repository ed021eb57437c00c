"""One module, solved: its diagram and its minimal solutions, both over its inputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from rca.analysis.solving.circuit import TRUE, Circuit, Op
from rca.analysis.solving.deadline import NEVER, Deadline
from rca.analysis.solving.diagram import ONE, ZERO, Diagram
from rca.analysis.solving.families import EMPTY, UNIT, Families
from rca.analysis.solving.modules import Module

MOST_FOR_VOTES = 300_000
AT_ONCE = 256
"""Gates between two looks at the deadline."""


class Part(NamedTuple):
    """Diagram and family of a module, without nodes that nothing refers to; nodes stand children first.

    `flipped` says that the module's event is the negation of its gate. It is chosen so that the event is false when
    all its inputs are, since only then may a minimal solution above leave the module out.
    """

    inputs: tuple[int, ...]
    """By level: number of a leaf or of a module's gate."""
    level: Sequence[int]
    high: Sequence[int]
    low: Sequence[int]
    root: int
    set_level: Sequence[int]
    set_high: Sequence[int]
    set_low: Sequence[int]
    sets: int
    flipped: bool
    gate: Literal["all", "any"] | None = None
    """Of a part that is all of its inputs, or any of them: what is asked of it is then answered without a walk over its nodes."""

    @classmethod
    def of_family(cls, inputs: tuple[int, ...], families: Families, sets: int) -> Part:
        """A part that has sets and no diagram."""
        return _compact(inputs, Diagram(1), ONE, families, sets, flipped=False)


def solve_part(
    circuit: Circuit,
    module: Module,
    order: Sequence[int],
    flipped: Mapping[int, bool],
    *,
    top: int | None,
    budget: int,
    deadline: Deadline = NEVER,
) -> Part:
    """The module solved with its inputs in the given order.

    `top` is the literal of the top when this is its module: then the sign is the top's and is not chosen.

    Raises:
        ExhaustedError: more nodes were needed than `budget` beside those that the size of the module asks for.
        LimitError: the deadline has passed.
    """
    conjunction = _conjunction(circuit, module, flipped, top)
    if conjunction is not None:
        return _chain(tuple(order), conjunction=conjunction)
    budget += _plain_size(circuit, module)
    diagram = Diagram(budget, deadline)
    turned_inputs = {number: flipped.get(number, False) for number in order}
    edges = {number: diagram.variable(level) ^ turned_inputs[number] for level, number in enumerate(order)}
    sign = {number: -1 if turned else 1 for number, turned in turned_inputs.items()}
    root, direction = _built(circuit, module.inner, edges, sign, diagram, module.gate)
    turned = diagram.at_zero(root) if top is None else top < 0
    root ^= turned
    monotone = root if direction == (-1 if turned else 1) else diagram.upward(root)
    families = Families(budget)
    return _compact(tuple(order), diagram, root, families, families.minimal(diagram, monotone), flipped=turned)


def _conjunction(circuit: Circuit, module: Module, flipped: Mapping[int, bool], top: int | None) -> bool | None:
    """True where the event of a module is that all inputs are true, False where it is that any is; else None.

    Most modules of a review are one gate; what they are made of is written down without being searched for.
    """
    gate = circuit.gate(module.gate)
    if len(module.inner) > 1 or gate.op is not Op.AND or len(gate.inputs) != len(module.inputs):
        return None
    denied = {(literal < 0) != flipped.get(abs(literal), False) for literal in gate.inputs}
    if len(denied) > 1 or (top is not None and {top < 0} != denied):
        return None
    return not denied.pop()


def _chain(inputs: tuple[int, ...], *, conjunction: bool) -> Part:
    """All inputs, or any of them: one node a level, the lowest level first."""
    size = len(inputs)
    levels = range(size - 1, -1, -1)
    edges = (ONE if conjunction else ZERO, *(node << 1 for node in range(1, size)))
    members = (UNIT if conjunction else EMPTY, *range(2, size + 1))
    return Part(
        inputs=inputs,
        level=(0, *levels),
        high=(0, *(edges if conjunction else (ONE,) * size)),
        low=(0, *((ZERO,) * size if conjunction else edges)),
        root=size << 1,
        set_level=(0, 0, *levels),
        set_high=(0, 0, *(members if conjunction else (UNIT,) * size)),
        set_low=(0, 0, *((EMPTY,) * size if conjunction else members)),
        sets=size + 1,
        flipped=not conjunction,
        gate="all" if conjunction else "any",
    )


def _plain_size(circuit: Circuit, module: Module) -> int:
    """Nodes of the module if no event occurred twice: three a link, and a table for every vote."""
    links = len(module.inputs)
    tables = 0
    for number in module.inner:
        gate = circuit.gate(number)
        links += len(gate.inputs)
        if gate.op is Op.COUNT:
            tables += len(gate.inputs) * min(gate.threshold, len(gate.inputs) - gate.threshold + 1)
    return 3 * links + min(2 * tables, MOST_FOR_VOTES)


def trivial_part(literal: int) -> Part:
    """The part of a top that is a leaf or its negation."""
    diagram, families = Diagram(1), Families(3)
    root = diagram.variable(0) ^ (literal < 0)
    sets = families.minimal(diagram, root if literal > 0 else ONE)
    return _compact((abs(literal),), diagram, root, families, sets, flipped=literal < 0)


def build(circuit: Circuit, order: Sequence[int], budget: int, deadline: Deadline = NEVER) -> tuple[Diagram, int]:
    """The whole circuit as one diagram, without modules, and the edge of its top.

    Raises:
        ExhaustedError: more nodes were needed than `budget`.
        LimitError: the deadline has passed.
    """
    diagram = Diagram(budget, deadline)
    return diagram, build_into(diagram, circuit, {number: level for level, number in enumerate(order)})


def build_into(diagram: Diagram, circuit: Circuit, level: Mapping[int, int]) -> int:
    """Edge of the circuit's top in a diagram that may hold others; `level` places its leaves.

    Raises:
        ExhaustedError: more nodes were needed than the diagram's budget.
    """
    if abs(circuit.top) == TRUE:
        return ONE if circuit.top == TRUE else ZERO
    gates = range(circuit.first_gate, circuit.first_gate + len(circuit.gates))
    edges = {number: diagram.variable(at) for number, at in level.items()}
    edge, _ = _built(circuit, tuple(gates), edges, dict.fromkeys(edges, 1), diagram, abs(circuit.top))
    return edge ^ (circuit.top < 0)


def _built(
    circuit: Circuit,
    inner: Sequence[int],
    edges: dict[int, int],
    sign: dict[int, int],
    diagram: Diagram,
    head: int,
) -> tuple[int, int]:
    """Edge of `head`, and 1 or -1 where it certainly rises or falls with its inputs, else 0.

    `edges` and `sign` hold the inputs, and take up the gates of `inner`.
    """
    for place, number in enumerate(inner):
        if place % AT_ONCE == 0:
            diagram.deadline.look()
        gate = circuit.gate(number)
        inputs = [edges[abs(literal)] ^ (literal < 0) for literal in gate.inputs]
        signs = {sign[abs(literal)] * (-1 if literal < 0 else 1) for literal in gate.inputs}
        sign[number] = signs.pop() if len(signs) == 1 and gate.op is not Op.ONE else 0
        if gate.op is Op.AND:
            edges[number] = diagram.all_of(inputs)
        elif gate.op is Op.COUNT:
            edges[number] = diagram.at_least(inputs, gate.threshold)
        else:
            edges[number] = diagram.exactly_one(inputs)
    return edges[head], sign[head]


def _compact(
    inputs: tuple[int, ...], diagram: Diagram, root: int, families: Families, sets: int, *, flipped: bool
) -> Part:
    nodes = _reachable(root >> 1, 1, [edge >> 1 for edge in diagram.high], [edge >> 1 for edge in diagram.low])
    place = dict(zip([0, *nodes], range(0, 2 * len(nodes) + 2, 2), strict=True))
    """Where a node goes, as an edge to it."""
    members = _reachable(sets, 2, families.high, families.low)
    spot = dict(zip([0, 1, *members], range(len(members) + 2), strict=True))
    edges = [(diagram.high[node], diagram.low[node]) for node in nodes]
    return Part(
        inputs=inputs,
        level=(0, *[diagram.level[node] for node in nodes]),
        high=(0, *[place[high >> 1] | high & 1 for high, _ in edges]),
        low=(0, *[place[low >> 1] | low & 1 for _, low in edges]),
        root=place[root >> 1] | root & 1,
        set_level=(0, 0, *[families.level[node] for node in members]),
        set_high=(0, 0, *[spot[families.high[node]] for node in members]),
        set_low=(0, 0, *[spot[families.low[node]] for node in members]),
        sets=spot[sets],
        flipped=flipped,
    )


def _reachable(root: int, first: int, high: Sequence[int], low: Sequence[int]) -> list[int]:
    """Nodes from `first` on that the root is made of, in ascending order, so that children stand first."""
    seen: set[int] = set()
    pending = [root]
    while pending:
        node = pending.pop()
        if node >= first and node not in seen:
            seen.add(node)
            pending.append(high[node])
            pending.append(low[node])
    return sorted(seen)
