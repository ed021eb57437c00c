"""A drawn tree with the events marked that were added, removed or changed: by a frame, a colour and a sign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rca.analysis.change import Mark
from rca.graph.tree import FaultTree, Node
from rca.site.pictures.canvas import Page
from rca.site.pictures.fault_tree import Drawing
from rca.site.pictures.style import LIGHT
from rca.site.pictures.svg import Box, number, tag

_LOOK: Mapping[Mark, tuple[str, str, str]] = {
    "added": ("act", "+", ""),
    "removed": ("bad", "−", "5 3"),
    "changed": ("like", "≠", "1.5 2.5"),
}
"""Token of the colour, sign, dashes of the frame."""
_RADIUS = 7.5


def together(old: FaultTree, new: FaultTree, marks: Mapping[str, Mark]) -> FaultTree:
    """The new tree with what was removed still hanging where it hung, so that a picture can show both.

    A removed event keeps those of its causes that were removed too; what goes on elsewhere in the new tree is drawn there.
    """
    gone = {name: node for name, node in old.nodes.items() if marks.get(name) == "removed"}
    nodes: dict[str, Node] = dict(new.nodes)
    for name, node in gone.items():
        kept = tuple(cause for cause in node.causes if cause in gone)
        gate = node.gate if kept else None
        threshold = min(node.threshold, len(kept)) if kept and node.threshold is not None else None
        nodes[name] = node._replace(gate=gate, causes=kept, threshold=threshold, shaped_by=())
    for name, node in old.nodes.items():
        missing = tuple(cause for cause in node.causes if cause in gone)
        if name not in gone and name in nodes and missing:
            here = nodes[name]
            nodes[name] = here._replace(gate=here.gate or node.gate or "all_of", causes=(*here.causes, *missing))
    reached = {node.id for node in FaultTree(top=new.top, nodes=nodes).top_down()}
    return new._replace(nodes={name: node for name, node in nodes.items() if name in reached})


def marked(drawing: Drawing, marks: Mapping[str, Mark]) -> Drawing:
    """The drawing with a frame and a sign on each event that is marked."""
    return replace(drawing, pages=tuple(_page(page, drawing, marks) for page in drawing.pages))


def _page(page: Page, drawing: Drawing, marks: Mapping[str, Mark]) -> Page:
    signs = "".join(
        _sign(box, marks[box.event]) for box in drawing.boxes if box.page == page.number and box.event in marks
    )
    body, end, _ = page.svg.rpartition("</svg>")
    return replace(page, svg=f"{body}{tag('g', signs, class_='marks')}{end}")


def _sign(box: Box, mark: Mark) -> str:
    token, sign, dashes = _LOOK[mark]
    colour = f"var(--{token},{LIGHT[token]})"
    frame = tag(
        "rect", x=box.x - 3, y=box.y - 3, width=box.width + 6, height=box.height + 6, rx=5, fill="none", stroke=colour,
        stroke_width=2.4, stroke_dasharray=dashes or None,
    )  # fmt: skip
    right, top = box.x + box.width, box.y
    disc = tag("circle", cx=right, cy=top, r=_RADIUS, fill=colour)
    letter = (
        f'<text x="{number(right)}" y="{number(top + 4)}" text-anchor="middle" font-size="12" font-weight="700" '
        f'style="fill:var(--paper,{LIGHT["paper"]})">{sign}</text>'
    )
    return tag("g", f"<title>{mark}</title>" + frame + disc + letter, class_=f"mark-{mark}", data_marks=box.event)
