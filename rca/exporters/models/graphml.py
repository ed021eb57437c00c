"""GraphML: the graph with typed attributes, for graph programs."""

from __future__ import annotations

from rca.exporters.model_graph import GraphNode, edges, left_out, nodes
from rca.exporters.models import Written
from rca.exporters.xml_text import HEAD, tag, text
from rca.graph.model import Model

_KEYS = {
    "label": "string", "kind": "string", "gate": "string", "least": "int", "most": "int", "probability": "double",
    "top": "boolean",
}  # fmt: skip


def write(model: Model, top: str | None) -> Written:
    """Every gate and event; an edge leads from effect to cause. `top` makes no difference."""
    del top
    keys = [f'  <key id="{name}" for="node" attr.name="{name}" attr.type="{kind}"/>' for name, kind in _KEYS.items()]
    body = [f'    <node id="{text(each.name)}">{_data(each)}</node>' for each in nodes(model)]
    for number, (gate, name, position) in enumerate(edges(model)):
        at = tag("data", str(position), key="position")
        body.append(f'    <edge id="e{number}" source="{text(gate)}" target="{text(name)}">{at}</edge>')
    lines = [
        HEAD.rstrip(),
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *keys,
        '  <key id="position" for="edge" attr.name="position" attr.type="int"/>',
        f'  <graph id="{text(model.title())}" edgedefault="directed">',
        *body,
        "  </graph>",
        "</graphml>",
    ]
    return Written("\n".join(lines) + "\n", left_out(model))


def _data(node: GraphNode) -> str:
    found: dict[str, str | None] = {
        "label": node.label or None,
        "kind": node.kind,
        "gate": node.gate or None,
        "least": None if node.least is None else str(node.least),
        "most": None if node.most is None else str(node.most),
        "probability": None if node.probability is None else repr(node.probability),
        "top": "true" if node.top else None,
    }
    return "".join(tag("data", text(value), key=name) for name, value in found.items() if value is not None)
