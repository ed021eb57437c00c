"""A drawn tree as a file of its own: SVG, PNG, Graphviz source or JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from rca.analysis.findings import Findings
from rca.graph.tree import FaultTree
from rca.records.review import Review
from rca.site.pictures.actions import actions_by_event
from rca.site.pictures.canvas import Page, status_of
from rca.site.pictures.fault_tree import Drawing, draw_fault_tree
from rca.site.pictures.layout import CannotDraw
from rca.site.pictures.legend import legend_svg
from rca.site.pictures.style import flat_css, standalone_css
from rca.site.pictures.svg import escape, number, tag
from rca.site.pictures.symbols import GateSymbol, SymbolSet
from rca.site.pictures.symbols.iec import operator
from rca.site.pictures.text import clean, is_measured, is_wide, wrap

__all__ = ["FORMATS", "CannotDraw", "export_tree"]

FORMATS = (".svg", ".png", ".dot", ".json")
"""Endings that `export_tree` writes."""
ZOOM = 2.0
"""Pixels of a PNG for one unit of the drawing."""
_HEAD = 34.0


def export_tree(
    review: Review,
    tree: FaultTree,
    findings: Findings | None,
    suffix: str,
    *,
    symbols: SymbolSet = "iec",
    engine: str | None = None,
) -> tuple[bytes, ...]:
    """The content of the file or files; SVG and PNG give one for each page of a large tree.

    Raises:
        CannotDraw: the ending is none of `FORMATS`, or the layout engine or the rasteriser is missing or failed.
    """
    if suffix == ".dot":
        return (graphviz_source(tree, findings).encode(),)
    if suffix not in FORMATS:
        msg = f"`{suffix}` is none of {', '.join(FORMATS)}"
        raise CannotDraw(msg)
    actions = actions_by_event(review)
    language = review.review.language
    drawing = draw_fault_tree(
        tree, findings, actions_by_event=actions, symbols=symbols, language=language, title=review.title, engine=engine
    )
    if suffix == ".json":
        return (coordinates(review.id, tree, findings, drawing, actions).encode(),)
    texts = [stand_alone(drawing, page, review.title, language, styled=suffix == ".svg") for page in drawing.pages]
    return tuple(text.encode() if suffix == ".svg" else rasterise(text) for text in texts)


FONTS = Path(str(resources.files("rca.site.pictures"))) / "fonts"
"""The fonts that come with the tool."""


LIES_DOWN = 0.86
"""Height to width below which a drawing gets larger on an A4 sheet (14 mm margins, a heading) that lies on its side."""
_SURROUND = 110.0
"""Units that title and legend take."""


@dataclass(frozen=True, slots=True)
class PrintedTree:
    """A tree for one sheet of paper."""

    svg: str
    """The first page, with title and legend, in light colours."""
    wide: bool
    """Whether it fills a sheet better that lies on its side."""
    cut_at: tuple[str, ...]
    """Events whose causes stand on further pages, which a sheet does not have."""
    left_out: int
    """How many events stand there."""


def drawn_for_print(review: Review, tree: FaultTree, findings: Findings, title: str, language: str) -> PrintedTree:
    """The first page of the tree; what stands on further pages is counted. `language` is that of gates and legend.

    Raises:
        CannotDraw: the layout engine is missing or failed.
    """
    actions = actions_by_event(review)
    drawing = draw_fault_tree(tree, findings, actions_by_event=actions, language=language, title=title)
    first, *further = drawing.pages
    shown = {box.event for box in drawing.boxes if box.page == first.number}
    roots = tuple(page.root for page in further)
    return PrintedTree(
        stand_alone(drawing, first, title, language, styled=False),
        (first.height + _SURROUND) / first.width < LIES_DOWN,
        tuple(root for root in roots if root in shown), len({box.event for box in drawing.boxes} - shown),
    )  # fmt: skip


def stand_alone(drawing: Drawing, page: Page, title: str, language: str = "en", *, styled: bool = True) -> str:
    """One page as a file: with title, legend and its own style sheet.

    Links into the page that the drawing was made for are left out. `styled` follows the light or dark colours of the reader's machine; without it the light colours are written out.
    """
    wide = max(page.width, 560.0)
    signs, signs_height = legend_svg(drawing, wide, language)
    heading = wrap(title, wide - 24, 14, bold=True, most=2)
    lines = "".join(
        tag("text", escape(line), class_="title", x=12, y=22 + 18 * index) for index, line in enumerate(heading)
    )
    head = _HEAD + 18 * (len(heading) - 1)
    inner = (
        re.sub(r"</?a\b[^>]*>", "", page.svg)
        .replace("graphics-document", "img", 1)
        .replace("<svg ", f'<svg x="{number((wide - page.width) / 2)}" y="{number(head)}" ', 1)
    )
    below = tag(
        "g",
        signs,
        class_=f"ft symbols-{'ansi' if 'symbols-ansi' in page.svg else 'iec'}",
        transform=f"translate(0 {number(head + page.height + 6)})",
    )
    high = head + page.height + 6 + signs_height
    style = standalone_css() if styled else flat_css()
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tag(
        "svg",
        [f"<style><![CDATA[{style}]]></style>", lines, inner, below],
        xmlns="http://www.w3.org/2000/svg",
        class_="pic",
        viewBox=f"0 0 {number(wide)} {number(high)}",
        width=wide,
        height=high,
    )


def rasterise(svg: str) -> bytes:
    """A PNG on white, twice the size of the drawing.

    The fonts that come with this package draw Latin, Greek, Cyrillic and the Chinese characters of GB 2312, the same on
    every machine. Only a text with other letters also asks the fonts of the machine.

    Raises:
        CannotDraw: the rasteriser failed.
    """
    import resvg_py

    letters = set(svg)
    bundled = all(
        (is_measured(letter) and (letter.isascii() or _in_fonts(letter))) or letter.isspace() for letter in letters
    )
    with resources.as_file(resources.files("rca.site.pictures") / "fonts") as folder:
        chinese = any(is_wide(letter) for letter in letters)
        endings = (".ttf", ".otf") if chinese else (".ttf",)  # the Chinese font is an .otf and takes longest to load
        files = sorted(str(path) for path in Path(folder).iterdir() if path.suffix in endings)
        try:
            return bytes(
                resvg_py.svg_to_bytes(
                    svg_string=svg, background="#FFFFFF", zoom=ZOOM, font_files=files, skip_system_fonts=bundled,
                    font_family="Inter", sans_serif_family="Inter", monospace_family="JetBrains Mono",
                )
            )  # fmt: skip
        except ValueError as error:
            msg = f"the picture could not be turned into a PNG: {error}"
            raise CannotDraw(msg) from error


def _in_fonts(letter: str) -> bool:
    """Whether the bundled fonts hold a letter."""
    try:
        letter.encode("gb2312")
    except UnicodeEncodeError:
        return ord(letter) < 0x180 or 0x2010 <= ord(letter) <= 0x2265
    return True


def coordinates(
    name: str, tree: FaultTree, findings: Findings | None, drawing: Drawing, actions: Mapping[str, tuple[str, ...]]
) -> str:
    """Boxes and lines with their coordinates as JSON. Origin at the top left, y downward, 1 unit = 1 CSS pixel."""
    nodes = {**tree.influences, **tree.nodes}
    on_path = findings.on_path if findings else frozenset()
    pages = [
        {
            "page": page.number,
            "root": page.root,
            "width": page.width,
            "height": page.height,
            "nodes": [
                {
                    "key": box.key, "id": box.event, "label": nodes[box.event].label, "form": box.form,
                    "gate": nodes[box.event].gate if box.form == "gate" else None,
                    "threshold": nodes[box.event].threshold if box.form == "gate" else None,
                    "status": status_of(nodes[box.event], findings) or None, "on_path": box.event in on_path,
                    "actions": list(actions.get(box.event, ())),
                    "x": round(box.x, 2), "y": round(box.y, 2), "width": round(box.width, 2), "height": round(box.height, 2),
                }
                for box in drawing.boxes
                if box.page == page.number
            ],
            "edges": [
                {
                    "from": wire.above, "to": wire.below, "happened": wire.happened, "influence": wire.influence,
                    "points": [[round(x, 2), round(y, 2)] for x, y in wire.points],
                }
                for wire in drawing.wires
                if wire.page == page.number and wire.above != wire.below
            ],
        }
        for page in drawing.pages
    ]  # fmt: skip
    return json.dumps({"review": name, "top": tree.top, "pages": pages}, ensure_ascii=False, indent=1) + "\n"


def graphviz_source(tree: FaultTree, findings: Findings | None) -> str:
    """The tree as plain Graphviz source, for whoever wants to lay it out another way."""
    lines = [
        "digraph fault_tree {",
        "  graph [ordering=out, splines=ortho, nodesep=0.2, ranksep=0.3];",
        '  node [fontname="Helvetica", fontsize=10];',
        "  edge [arrowhead=none];",
    ]
    on_path = findings.on_path if findings else frozenset()
    nodes = [*tree.top_down(), *(tree.influences[name] for name in sorted(tree.influences))]
    for node in nodes:
        status = status_of(node, findings)
        label = "\n".join([node.id, *wrap(node.label, 150, 12, most=12), *([f"[{status}]"] if status else [])])
        colour = ', color="#B3261E"' if node.id in on_path else ""
        style = ", style=dashed" if status in ("possible", "open", "refuted") else ""
        shape = (
            "box"
            if node.gate or node.kind == "condition"
            else "ellipse"
            if status in ("confirmed", "likely", "refuted")
            else "diamond"
        )
        lines.append(f"  {_quoted(node.id)} [label={_quoted(label)}, shape={shape}{colour}{style}];")
        if node.gate:
            sign = operator(GateSymbol(node.gate, len(node.causes), node.threshold))
            gate = _quoted(f"{node.id} gate")
            lines.append(f"  {gate} [label={_quoted(sign)}, shape=box, width=0.4, height=0.4, fixedsize=true];")
            lines.append(f"  {_quoted(node.id)} -> {gate};")
            lines += [f"  {gate} -> {_quoted(cause)};" for cause in dict.fromkeys(node.causes)]
        lines += [
            f"  {_quoted(node.id)} -> {_quoted(each)} [style=dashed, dir=back, arrowtail=empty, constraint=false];"
            for each in dict.fromkeys(node.shaped_by)
        ]
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    """A quoted string of the DOT language."""
    lines = (clean(line).replace("\\", "\\\\").replace('"', '\\"') for line in text.split("\n"))
    return '"' + "\\n".join(lines) + '"'
