"""The fault tree as an indented outline for a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from rca.analysis.findings import Findings
from rca.exporters.text_layout import safe
from rca.graph.model_tree import Sign
from rca.graph.tree import FaultTree, Node

DEEPEST = 60
"""Steps to which a line is set in; a chain of a hundred thousand gates is a list, not a triangle."""
_MODEL_WORDS = {
    "nand": "not all of", "not": "not", "is": "the same as", "iff": "all alike", "imply": "if the first, the second",
}  # fmt: skip
MARKS = {"confirmed": "✔", "likely": "≈", "possible": "◐", "open": "?", "refuted": "✘"}


def outline_text(tree: FaultTree, findings: Findings) -> str:
    """Every event of the logic under its gate, with status and, where it stands on a path that happened, a bar.

    An event that several gates share is written out once and named where it recurs.
    """
    lines: list[str] = []
    written: set[str] = set()
    pending: list[tuple[str, int]] = [(tree.top, 0)]
    while pending:
        name, depth = pending.pop()
        node = tree.nodes[name]
        again = name in written and not node.is_leaf
        lines.append(_line(node, findings, depth, again=again))
        if name not in written:
            pending.extend((cause, depth + 1) for cause in reversed(node.causes))
        written.add(name)
    if tree.influences:
        lines.append("")
        lines.append("Influences (outside the logic):")
        shaped = {node.id: node.shaped_by for node in tree.nodes.values() if node.shaped_by}
        for name, node in tree.influences.items():
            shapes = ", ".join(event for event, by in shaped.items() if name in by)
            lines.append(f"  ~ {name}  {safe(node.label)}" + (f"  → {shapes}" if shapes else ""))
    lines.extend(("", "✔ confirmed  ≈ likely  ◐ possible  ? open  ✘ ruled out  ┃ on a path that happened"))
    return "\n".join(lines)


def gate_words(node: Node) -> str:
    """What the gate asks of its causes, in words."""
    if node.gate == "at_least":
        return f"at least {node.threshold} of {len(node.causes)}"
    if node.in_order:
        return "all of, in this order"
    words = {"all_of": "all of", "any_of": "any of", "none_of": "none of", "exactly_one_of": "exactly one of"}
    return words[node.gate] if node.gate else ""


def model_outline(tree: FaultTree, signs: Mapping[str, Sign]) -> str:
    """Every event of a model's tree (see `drawn_tree`) under its gate; a shared gate is written out once.

    House events say whether they are true, basic events their probability where the model gives one.
    """
    lines: list[str] = []
    written: set[str] = set()
    pending: list[tuple[str, int]] = [(tree.top, 0)]
    while pending:
        name, depth = pending.pop()
        node, sign = tree.nodes[name], signs.get(name)
        tail = " (above)" if name in written and node.gate else ""
        if node.gate and not tail:
            tail = f" — {_model_gate(node, sign)}:"
        elif sign is not None and node.is_leaf:
            tail = f" = {sign.word}"
        elif node.probability is not None:
            tail = f"  p = {node.probability:.4g}"
        shown = "" if node.label in ("", name) else f"  {safe(node.label)}"
        lines.append(f"{'  ' * min(depth, DEEPEST)}{safe(name)}{shown}{tail}")
        if name not in written:
            pending.extend((cause, depth + 1) for cause in reversed(node.causes))
        written.add(name)
    return "\n".join(lines)


def _model_gate(node: Node, sign: Sign | None) -> str:
    if node.kind == "inhibit":
        return "all of, given the condition (inhibit)"
    if sign is None:
        return gate_words(node)
    if sign.word == "cardinality":
        return f"{node.threshold or 0} to {sign.most} of {len(node.causes)}"
    return _MODEL_WORDS[sign.word]


def _line(node: Node, findings: Findings, depth: int, *, again: bool) -> str:
    bar = "┃" if node.id in findings.on_path else " "
    mark = MARKS.get(findings.derived_status.get(node.id, "open"), "?")
    tail = " (above)" if again else f" — {gate_words(node)}:" if node.gate else ""
    return f"{bar} {'  ' * depth}{mark} {node.id}  {safe(node.label)}{tail}"
