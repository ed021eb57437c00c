"""Trees grown from a seed, larger than those that every assignment can be tried on, and their truth by other means."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

from rca.graph.tree import FaultTree, GateKind, Node

COHERENT: tuple[GateKind, ...] = ("all_of", "any_of", "any_of", "at_least")
EVERY: tuple[GateKind, ...] = (*COHERENT, "none_of", "exactly_one_of")


def grown(seed: int, leaves: int, gates: int, *, coherent: bool) -> FaultTree:
    """A tree with shared events and gates; each gate takes two to four inputs from what stands below it, none twice."""
    dice = random.Random(seed)
    kinds = COHERENT if coherent else EVERY
    nodes: dict[str, Node] = {
        f"E{at}": Node(f"E{at}", "", status="open", probability=round(dice.uniform(0.001, 0.6), 4))
        for at in range(leaves)
    }
    unused = list(nodes)
    for at in range(gates):
        name, count = f"G{at}", dice.randint(2, 4)
        inputs = _drawn(dice, unused, list(nodes), count)
        kind = dice.choice(kinds if len(inputs) > 2 else [own for own in kinds if own != "at_least"])
        threshold = dice.randint(2, len(inputs) - 1) if kind == "at_least" else None
        nodes[name] = Node(name, "", kind, tuple(inputs), threshold)
        unused = [*(each for each in unused if each not in inputs), name]
    below = unused[-12:] if len(unused) > 1 else [*unused, next(name for name in nodes if name not in unused)]
    nodes["TOP"] = Node("TOP", "", dice.choice(("all_of", "any_of")), tuple(below))
    whole = FaultTree("TOP", nodes)
    return FaultTree("TOP", {node.id: node for node in whole.top_down()})


def _drawn(dice: random.Random, unused: Sequence[str], known: Sequence[str], count: int) -> list[str]:
    """Inputs, preferring those that no gate has yet."""
    fresh = dice.sample(unused, min(len(unused), dice.randint(1, count)))
    rest = [each for each in known if each not in fresh]
    return fresh + dice.sample(rest, min(len(rest), count - len(fresh)))


def truth_tables(tree: FaultTree) -> tuple[list[str], dict[str, int]]:
    """Leaves, sorted, and for every event its truth in all assignments: bit `i` is the case in which leaf `j` has bit `j` of `i`.

    Written from the definitions of the gates and nothing of the package.
    """
    leaves = sorted(node.id for node in tree.leaves())
    size = 1 << len(leaves)
    every = (1 << size) - 1
    tables: dict[str, int] = {}
    for at, name in enumerate(leaves):
        block = 1 << at
        ones = ((1 << block) - 1) << block
        tables[name] = sum(ones << start for start in range(0, size, 2 * block))
    for node in tree.bottom_up():
        if node.gate is not None:
            tables[node.id] = _gate(node, [tables[cause] for cause in node.causes], every)
    return leaves, tables


def _gate(node: Node, inputs: Sequence[int], every: int) -> int:
    exactly = [every] + [0] * len(inputs)
    for own in inputs:
        for count in range(len(inputs), 0, -1):
            exactly[count] = exactly[count] & ~own | exactly[count - 1] & own
        exactly[0] &= ~own
    match node.gate:
        case "all_of":
            return exactly[len(inputs)]
        case "any_of":
            return every & ~exactly[0]
        case "none_of":
            return exactly[0]
        case "exactly_one_of":
            return exactly[1] if inputs else 0
        case _:
            found = 0
            for cases in exactly[node.threshold or 0 :]:
                found |= cases
            return found


def chance_by_table(table: int, chances: Sequence[float]) -> float:
    """Probability of the cases in which a bit is set."""
    weights = [1.0]
    for chance in chances:
        weights = [own * (1.0 - chance) for own in weights] + [own * chance for own in weights]
    return sum(weight for case, weight in enumerate(weights) if table >> case & 1)


def minimal_by_table(table: int, leaves: Sequence[str]) -> list[tuple[str, ...]]:
    """Minimal true cases, by order and name: those no subset of which is true."""
    found: list[int] = []
    for case in sorted(range(1 << len(leaves)), key=lambda own: own.bit_count()):
        if table >> case & 1 and not any(other & case == other for other in found):
            found.append(case)
    named = [tuple(leaves[at] for at in range(len(leaves)) if case >> at & 1) for case in found]
    return sorted(named, key=lambda own: (len(own), own))


def in_relibmss(tree: FaultTree) -> tuple[Any, Any]:
    """The manager, which must be kept, and the top's node in a diagram of relibmss (MIT, H. Okamura)."""
    import relibmss

    diagram = relibmss.BDD()
    nodes: dict[str, Any] = {name: diagram.defvar(name) for name in (leaf.id for leaf in tree.leaves())}
    for node in tree.bottom_up():
        if node.gate is None:
            continue
        inputs = [nodes[cause] for cause in node.causes]
        match node.gate:
            case "all_of":
                nodes[node.id] = diagram.And(inputs)
            case "any_of":
                nodes[node.id] = diagram.Or(inputs)
            case "none_of":
                nodes[node.id] = diagram.Not(diagram.Or(inputs))
            case "at_least":
                nodes[node.id] = diagram.kofn(node.threshold, inputs)
            case _:
                one_or_more, two_or_more = diagram.Or(inputs), diagram.kofn(2, inputs) if len(inputs) > 1 else None
                nodes[node.id] = (
                    one_or_more if two_or_more is None else diagram.And([one_or_more, diagram.Not(two_or_more)])
                )
    return diagram, nodes[tree.top]


def chances_of(tree: FaultTree) -> Mapping[str, float]:
    """Probability of every leaf."""
    return {leaf.id: leaf.probability or 0.0 for leaf in tree.leaves()}
