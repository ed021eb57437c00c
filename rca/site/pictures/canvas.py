"""One page of a fault tree while it is drawn: boxes with their symbols, gates with their words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rca.analysis.findings import Findings
from rca.graph.model_tree import Sign
from rca.graph.tree import Node
from rca.site.pictures.branches import Leaf
from rca.site.pictures.cards import draw_card
from rca.site.pictures.placement import GateSpot, Layout, Spot
from rca.site.pictures.svg import Box, Line, anchor, escape, number, tag, text_line
from rca.site.pictures.symbols import GATE_WIDTH, GateSymbol, SymbolSet, symbol_sets
from rca.site.pictures.symbols.shapes import draw_event
from rca.site.pictures.text import width
from rca.site.pictures.wiring import Wire, draw_wire, wire_up
from rca.site.pictures.wording import say

MARGIN = 12.0
SMALLEST = 0.875
"""A page never shows a tree smaller than this; 12-unit text is then 10.5 px, and what is wider scrolls."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a drawing."""

    number: int
    root: str
    """Id of the event at its top."""
    svg: str
    width: float
    height: float
    top_at: float
    """Where the top event stands, as a share of the width: where a narrow screen starts to scroll."""


@dataclass(frozen=True, slots=True)
class Context:
    """All that the pages of a tree are drawn from."""

    nodes: Mapping[str, Node]
    top: str
    parents: Mapping[str, tuple[str, ...]]
    status: Mapping[str, str]
    on_path: frozenset[str]
    actions: Mapping[str, tuple[str, ...]]
    links: Callable[[str], str] | None
    language: str
    where: Mapping[str, int]
    home: Mapping[str, str]
    pages: int
    symbols: SymbolSet
    signs: Mapping[str, Sign] | None = None
    """Of the events of a model, for which no evidence is drawn; None for a review."""

    def sign(self, name: str) -> Sign | None:
        """What an event of a model shows beyond its kind."""
        return (self.signs or {}).get(name)


def status_of(node: Node, findings: Findings | None) -> str:
    """The derived status of an event, else the stated one, else nothing."""
    if findings is not None and node.id in findings.derived_status:
        return findings.derived_status[node.id]
    return node.status or ("open" if node.is_leaf else "")


class Canvas:
    """One page while it is drawn."""

    def __init__(self, context: Context, page: int) -> None:
        self.context = context
        self.number = page
        self.boxes: list[Box] = []
        self.lines: list[Line] = []
        self.wires: tuple[Wire, ...] = ()
        self._nodes: list[str] = []
        self._symbols: list[str] = []
        self._keys: dict[str, int] = {}

    def box(self, spot: Spot) -> None:
        """An event's box with its text, sign, tags and, for a leaf, its symbol."""
        context, leaf, card = self.context, spot.leaf, spot.card
        name = card.content.id
        node = context.nodes[name]
        form = leaf.form if leaf else "gate"
        transfer = form in ("repeat", "page")
        key = self._key(name, again=transfer)
        inside, lines = draw_card(card, spot.x, spot.y, key)
        if leaf and (not leaf.influence or transfer or form == "continues"):
            sign = draw_event(leaf.form)
            inside += tag("g", sign, transform=f"translate({number(spot.x)} {number(spot.y + card.height / 2)})")
        status = context.status[name]
        styles = ["node", "open-status" if status == "open" else status]
        styles += [
            word
            for word, holds in (
                ("hit", name in context.on_path and not (leaf and leaf.influence)),
                ("un", status in ("possible", "open", "refuted")),
                ("top", name == context.top),
                ("transfer", transfer or form == "continues"),
                ("shaping", bool(leaf and leaf.influence)),
            )
            if holds
        ]
        group = tag(
            "g",
            tag("title", escape(self._title(node, leaf))) + inside,
            id=key,
            class_=" ".join(filter(None, styles)),
            data_event=name,
            data_parent=" ".join(context.parents.get(name, ())) or None,
            data_edges=" ".join(dict.fromkeys(node.causes)) or None,
            tabindex=-1 if context.links else None,
        )
        if context.links:
            target = f"#n-{anchor(name)}" if transfer else context.links(name)
            group = tag("a", group, href=target)
        self._nodes.append(group)
        self.lines.extend(lines)
        self.boxes.append(Box(key, name, self.number, spot.x, spot.y, card.width, card.height, form))

    def _key(self, name: str, *, again: bool) -> str:
        """`n-ID` where the event is drawn in full, `n-ID--page-number` for transfers to it."""
        base = f"n-{anchor(name)}"
        if not again:
            return base
        self._keys[name] = self._keys.get(name, 0) + 1
        return f"{base}--{self.number}-{self._keys[name]}"

    def _title(self, node: Node, leaf: Leaf | None) -> str:
        language = self.context.language
        parts = [f"{node.id}: {node.label}"]
        status = self.context.status[node.id]
        if status:
            parts.append(say(status, language))
        if node.gate:
            parts.append(gate_word(node, language, self.context.sign(node.id)))
        if leaf and leaf.influence:
            parts.append(say("influence_on", language, place=leaf.under))
        if node.depth == "root":
            parts.append(say("root", language))
        if node.id in self.context.on_path:
            parts.append(say("happened", language))
        if actions := self.context.actions.get(node.id):
            parts.append(say("broken_by", language, actions=", ".join(actions)))
        return ". ".join(parts)

    def symbol(self, gate: GateSpot) -> None:
        """The gate's symbol in both sets, with its word."""
        node = self.context.nodes[gate.branch.id]
        own = self.context.sign(node.id)
        count = len(dict.fromkeys(node.causes))
        sign = GateSymbol(node.gate or "all_of", count, node.threshold, gate.branch.inhibit, node.in_order, own)
        shapes = "".join(tag("g", draw(sign), class_=f"s-{name}") for name, draw in symbol_sets().items())
        language = self.context.language
        word = say("inhibit", language) if gate.branch.inhibit else gate_word(node, language, own)
        room = gate.spot.card.width / 2 - GATE_WIDTH / 2 - 4
        left = GATE_WIDTH / 2 + 4
        label = text_line(word, left, 3.5, size=10, room=room, style="gl", bold=True)
        hit = " hit" if node.id in self.context.on_path else ""
        self._symbols.append(
            tag(
                "g",
                shapes + label,
                class_=f"sym-of{hit}",
                data_of=node.id,
                transform=f"translate({number(gate.centre)} {number(gate.symbol)})",
            )
        )
        measured = min(width(word, 10, bold=True), room)
        self.lines.append(Line(word, gate.centre + left, gate.symbol + 3.5, 10, measured, ""))

    def wire(self, layout: Layout) -> None:
        """All lines of the page."""
        self.wires = wire_up(layout, self.context.on_path, self.number)

    def page(self, root: str, title: str) -> Page:
        """The page as a whole, cut to what is drawn."""
        context = self.context
        xs = [box.x for box in self.boxes] + [x for wire in self.wires for x, _ in wire.points]
        rights = [box.x + box.width for box in self.boxes] + [x for wire in self.wires for x, _ in wire.points]
        left, right = min(xs) - MARGIN, max(rights) + MARGIN
        bottom = max(box.y + box.height for box in self.boxes) + MARGIN
        wide, high = right - left, bottom + MARGIN
        head = self.boxes[0]
        heading = title or say("fault_tree", context.language)
        about = say("events", context.language, n=len(self.boxes))
        if context.pages > 1:
            heading += ", " + say("page", context.language, page=self.number, pages=context.pages)
        label = f"t-{anchor(root)}-{self.number}"
        quiet = [draw_wire(wire) for wire in self.wires if not wire.happened]
        loud = [draw_wire(wire) for wire in self.wires if wire.happened]
        body = [
            tag("title", escape(heading), id=label),
            tag("desc", escape(f"{context.nodes[root].label or root}. {about}."), id=f"{label}-d"),
            tag("g", [*quiet, *loud], class_="wires"),
            tag("g", self._symbols, class_="gates", lang=None if context.language == "en" else context.language),
            tag("g", self._nodes, class_="events"),
        ]
        svg = tag(
            "svg",
            body,
            xmlns="http://www.w3.org/2000/svg",
            class_=f"pic ft symbols-{context.symbols}",
            viewBox=f"{number(left)} {number(-MARGIN)} {number(wide)} {number(high)}",
            width=wide,
            height=high,
            style=f"min-width:{number(wide * SMALLEST)}px",
            role="graphics-document" if context.links else "img",
            aria_labelledby=f"{label} {label}-d",
            data_page=self.number,
            data_top_at=(head.x + head.width / 2 - left) / wide,
        )
        return Page(
            self.number, root, svg, round(wide, 2), round(high, 2), round((head.x + head.width / 2 - left) / wide, 4)
        )


def gate_word(node: Node, language: str, sign: Sign | None = None) -> str:
    """`all of`, `any of`, `2 of 3` … in the language asked for; empty for a leaf."""
    if node.gate is None:
        return ""
    count = len(dict.fromkeys(node.causes))
    word = sign.word if sign else "in_order" if node.in_order else node.gate
    return say(word, language, k=node.threshold or 0, n=count, m=sign.most if sign else 0)
