"""The fault tree as an indented outline for a terminal."""

from __future__ import annotations

from rca.analysis.findings import Findings
from rca.exporters.text_layout import safe
from rca.graph.tree import FaultTree, Node

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
    words = {"all_of": "all of", "any_of": "any of", "none_of": "none of", "exactly_one_of": "exactly one of"}
    return words[node.gate] if node.gate else ""


def _line(node: Node, findings: Findings, depth: int, *, again: bool) -> str:
    bar = "┃" if node.id in findings.on_path else " "
    mark = MARKS.get(findings.derived_status.get(node.id, "open"), "?")
    tail = " (above)" if again else f" — {gate_words(node)}:" if node.gate else ""
    return f"{bar} {'  ' * depth}{mark} {node.id}  {safe(node.label)}{tail}"
