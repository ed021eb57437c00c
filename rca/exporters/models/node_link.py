"""Node-link JSON, as networkx reads it (`node_link_graph`)."""

from __future__ import annotations

import json

from rca.exporters.model_graph import edges, left_out, nodes
from rca.exporters.models import Written
from rca.graph.model import Model


def write(model: Model, top: str | None) -> Written:
    """Every gate and event; an edge leads from effect to cause, `key` being the input's position. `top`: no difference."""
    del top
    data = {
        "directed": True,
        "multigraph": True,
        "graph": {"name": model.title(), "tops": list(model.tops())},
        "nodes": [
            {key: value for key, value in (
                ("id", each.name), ("label", each.label or None), ("kind", each.kind), ("gate", each.gate or None),
                ("least", each.least), ("most", each.most), ("probability", each.probability),
            ) if value is not None}
            for each in nodes(model)
        ],
        "edges": [{"source": gate, "target": name, "key": position} for gate, name, position in edges(model)],
    }  # fmt: skip
    return Written(json.dumps(data, indent=2, ensure_ascii=False) + "\n", left_out(model))
