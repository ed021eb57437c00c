"""Trees and findings for the tests of pictures, written as small cases or drawn by lot from a seed."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

import yaml

from rca.graph.tree import FaultTree, Node
from rca.site.pictures.fault_tree import Drawing

GATES = ("all_of", "any_of", "at_least", "none_of", "exactly_one_of")
WORDS = [
    "the",
    "tower",
    "filled",
    "level",
    "alarm",
    "did",
    "not",
    "sound",
    "because",
    "operators",
    "instrument",
    "maintenance",
    "budget",
    "had",
    "been",
    "cut",
    "and",
    "nobody",
    "checked",
    "supercalifragilisticexpialidocious",
    "start-up",
    "2005",
    "transmitter",
]
CHINESE = "储罐液位变送器未能读出约九英尺以上的液位，操作人员没有收到报警，培训不足（见附录）。"


@dataclass(frozen=True)
class Seen:
    """As much of the findings as a picture reads."""

    derived_status: Mapping[str, str]
    on_path: frozenset[str]


def tree_of(text: str, top: str = "TOP") -> FaultTree:
    """A tree from YAML: id to gate, status, event …; ids named only as causes are open leaves."""
    nodes: dict[str, Node] = {}
    for name, event in yaml.safe_load(text).items():
        gate = next((word for word in GATES if word in event), None)
        causes = [cause for cause in event.get(gate, ()) if not isinstance(cause, int)] if gate else []
        nodes[name] = Node(
            name, event.get("event", name.lower()), gate, tuple(causes),
            threshold=event[gate][0] if gate == "at_least" else None,
            status=event.get("status", None if gate else "open"), kind=event.get("kind"), depth=event.get("depth"),
            shaped_by=tuple(event.get("shaped_by", ())), continues_in=event.get("continues_in"),
        )  # fmt: skip
    for node in list(nodes.values()):
        for cause in node.causes:
            nodes.setdefault(cause, Node(cause, cause.lower(), status="confirmed"))
    return rooted(top, nodes)


def rooted(top: str, nodes: Mapping[str, Node]) -> FaultTree:
    """Nodes sorted into what the top reaches by causes and what stands outside the logic."""
    reached: set[str] = set()
    pending = [top]
    while pending:
        name = pending.pop()
        if name not in reached:
            reached.add(name)
            pending.extend(nodes[name].causes)
    inside = {name: node for name, node in nodes.items() if name in reached}
    return FaultTree(top, inside, {name: node for name, node in nodes.items() if name not in reached})


def tree_by_lot(events: int, seed: int) -> tuple[FaultTree, dict[str, tuple[str, ...]]]:
    """A tree of about so many events, with long and Chinese labels, repeats, influences and transfers; and its actions."""
    lot = random.Random(seed)
    gates = [f"G{index}{'-LONG' * lot.randint(0, 3)}" for index in range(max(1, events // 3))]
    tails = ("A", "BETA-GAMMA", "VERY-LONG-IDENTIFIER-THAT-GOES-ON-AND-ON")
    leaves = [f"L{index}-{lot.choice(tails)}" for index in range(events - len(gates))]
    shaping = [f"I{index}" for index in range(events // 12)]
    causes: dict[str, list[str]] = {gate: [] for gate in gates}
    for index, gate in enumerate(gates[1:], 1):
        causes[gates[lot.randint(max(0, index - 6), index - 1)]].append(gate)
    for leaf in leaves:
        causes[lot.choice(gates)].append(leaf)
    nodes: dict[str, Node] = {}
    for index, gate in enumerate(gates):
        if not causes[gate] or lot.random() < 0.2:
            causes[gate].append(lot.choice(leaves))
        if gates[index + 1 :] and lot.random() < 0.1:
            causes[gate].append(lot.choice(gates[index + 1 :]))
        lot.shuffle(causes[gate])
        below = tuple(dict.fromkeys(causes[gate]))
        word = lot.choice(GATES)
        nodes[gate] = Node(
            gate, label_by_lot(lot), word, below, lot.randint(1, len(below)) if word == "at_least" else None,
            shaped_by=tuple(lot.sample(shaping, 1)) if shaping and lot.random() < 0.15 else (),
        )  # fmt: skip
    for leaf in (*leaves, *shaping):
        nodes[leaf] = Node(
            leaf, label_by_lot(lot), status=lot.choice(("confirmed", "likely", "possible", "open", "refuted")),
            kind=lot.choice(("technical", "condition", "human")), depth=lot.choice((None, None, "root")),
            shaped_by=tuple(lot.sample((*shaping, *leaves), 1)) if lot.random() < 0.2 else (),
            continues_in="other-review#X" if lot.random() < 0.05 else None,
        )  # fmt: skip
    actions = {
        name: tuple(f"A-{lot.choice(('X', 'TRIP', 'METRICS-LONG'))}{each}" for each in range(lot.randint(1, 6)))
        for name in nodes
        if lot.random() < 0.2
    }
    return rooted(gates[0], nodes), actions


def label_by_lot(lot: random.Random) -> str:
    """A sentence, a paragraph, Chinese, or one overlong word."""
    draw = lot.random()
    if draw < 0.15:
        return "".join(lot.choice(CHINESE) for _ in range(lot.randint(4, 60)))
    if draw < 0.2:
        return "x" * lot.randint(20, 90)
    return " ".join(lot.choice(WORDS) for _ in range(60 if draw < 0.25 else lot.randint(2, 14)))


def overlaps(drawing: Drawing) -> list[tuple[str, str]]:
    """Pairs of boxes on one page that share ground."""
    return [
        (a.key, b.key)
        for page in drawing.pages
        for a, b in combinations([box for box in drawing.boxes if box.page == page.number], 2)
        if a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height
    ]


def escaped(drawing: Drawing) -> list[str]:
    """Lines of text that leave their box."""
    boxes = {box.key: box for box in drawing.boxes}
    found = []
    for line in drawing.texts:
        box = boxes.get(line.owner)
        if box and not (
            box.x <= line.x
            and line.x + line.width <= box.x + box.width
            and box.y <= line.y - 0.8 * line.size
            and line.y + 0.2 * line.size <= box.y + box.height
        ):
            found.append(f"{line.text!r} in {box.key}")
    return found


def crossings(drawing: Drawing) -> list[tuple[str, str, str]]:
    """Lines that run through a box they do not belong to: above, below, box."""
    found = []
    for wire in drawing.wires:
        for (x1, y1), (x2, y2) in pairwise(wire.points):
            left, right, top, foot = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
            for box in drawing.boxes:
                if box.page != wire.page or box.event in (wire.above, wire.below):
                    continue
                inside = left < box.x + box.width - 0.5 and right > box.x + 0.5
                if inside and top < box.y + box.height - 0.5 and foot > box.y + 0.5:
                    found.append((wire.above, wire.below, box.key))
    return found
