"""The tree of a model of another program as files: SVG and PNG by pages, JSON with coordinates."""

from __future__ import annotations

import json
from collections.abc import Mapping

from rca.graph.model_tree import Sign
from rca.graph.tree import FaultTree
from rca.site.pictures.branches import cut
from rca.site.pictures.fault_tree import PAGE_SIZE, Drawing, draw_fault_tree
from rca.site.pictures.files import coordinates, rasterise, stand_alone
from rca.site.pictures.layout import CannotDraw
from rca.site.pictures.symbols import SymbolSet

MODEL_FORMATS = (".svg", ".png", ".json")
MOST_PAGES = 1_000
"""Pages of one drawing; a larger tree is drawn part by part."""


def export_model_tree(
    title: str, tree: FaultTree, signs: Mapping[str, Sign], suffix: str, *, symbols: SymbolSet = "iec",
    engine: str | None = None,
) -> tuple[bytes, ...]:  # fmt: skip
    """The content of the file or files of a tree and its signs (see `drawn_tree`); SVG and PNG give one for each page.

    Raises:
        CannotDraw: the tree takes more than `MOST_PAGES` pages, the ending is none of `MODEL_FORMATS`, or the layout engine
            or the rasteriser is missing or failed.
    """
    if suffix not in MODEL_FORMATS:
        msg = f"`{suffix}` is none of {', '.join(MODEL_FORMATS)}"
        raise CannotDraw(msg)
    sheets, _ = cut(tree, PAGE_SIZE)
    if len(sheets) > MOST_PAGES:
        msg = (
            f"`{tree.top}` with {len(tree.nodes):,} events takes {len(sheets):,} pages; at most {MOST_PAGES:,} are drawn. "
            "Draw a part of it: --top GATE"
        )
        raise CannotDraw(msg)
    drawing = draw_fault_tree(tree, symbols=symbols, title=title, engine=engine, signs=signs)
    if suffix == ".json":
        return (_coordinates(title, tree, signs, drawing).encode(),)
    texts = [stand_alone(drawing, page, title, styled=suffix == ".svg") for page in drawing.pages]
    return tuple(text.encode() if suffix == ".svg" else rasterise(text) for text in texts)


def _coordinates(title: str, tree: FaultTree, signs: Mapping[str, Sign], drawing: Drawing) -> str:
    """As for a review, with the words of the model: no status, its own gates, the state of house events, probabilities."""
    data = json.loads(coordinates(title, tree, None, drawing, {}))
    for page in data["pages"]:
        for node in page["nodes"]:
            sign = signs.get(node["id"])
            node["status"] = None
            node["probability"] = tree.nodes[node["id"]].probability
            node["house"] = sign.word == "true" if sign and sign.word in ("true", "false") else None
            if sign and node["gate"]:
                node["gate"] = sign.word
    return (
        json.dumps({"model": data["review"], "top": data["top"], "pages": data["pages"]}, ensure_ascii=False, indent=1)
        + "\n"
    )
