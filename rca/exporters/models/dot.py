"""Graphviz's DOT: a picture source for other tools."""

from __future__ import annotations

from rca.exporters.model_graph import GraphNode, edges, left_out, nodes
from rca.exporters.models import Written
from rca.graph.model import Model

_SHAPES = {"gate": "box", "basic event": "circle", "house event": "house"}


def write(model: Model, top: str | None) -> Written:
    """Every gate and event; an edge leads from effect to cause. `top` makes no difference."""
    del top
    lines = [f"digraph {_quoted(model.title())} {{", "  rankdir=TB;"]
    lines += [
        f"  {_quoted(each.name)} [shape={_SHAPES[each.kind]}, label={_quoted(*_said(each))}];" for each in nodes(model)
    ]
    lines += [f"  {_quoted(gate)} -> {_quoted(name)};" for gate, name, _ in edges(model)]
    return Written("\n".join([*lines, "}"]) + "\n", left_out(model))


def _said(node: GraphNode) -> list[str]:
    lines = [node.label or node.name]
    if node.gate:
        numbers = [str(each) for each in (node.least, node.most) if each is not None]
        lines.append(" ".join((node.gate, "–".join(numbers))).strip())
    elif node.probability is not None:
        lines.append(f"{node.probability:.4g}")
    return lines


def _quoted(*lines: str) -> str:
    """A string of DOT with its own break between lines."""
    escaped = (each.replace("\\", "\\\\").replace('"', '\\"') for each in lines)
    return '"' + "\\n".join(" ".join(each.split()) for each in escaped) + '"'
