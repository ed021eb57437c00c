"""The fault tree as SVG: Graphviz coordinates, symbols of IEC 61025 or ANSI, what happened in red."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from rca.analysis.findings import Findings
from rca.graph.tree import FaultTree, Node
from rca.site.pictures.branches import Branch, Leaf, Sheet, cut
from rca.site.pictures.cards import Content, draw_card, make_card
from rca.site.pictures.placement import BUS_LINE, GateSpot, Layout, Spot, lay_out
from rca.site.pictures.svg import Box, Line, anchor, escape, number, path, tag, text_line
from rca.site.pictures.symbols import GATE_HEIGHT, GATE_WIDTH, GateSymbol, SymbolSet, symbol_sets
from rca.site.pictures.symbols.shapes import RADIUS, draw_event
from rca.site.pictures.text import width
from rca.site.pictures.wording import say

PAGE_SIZE = 45
"""Events on one page before a tree is cut."""
PAGE_WIDTH = 1140.0
"""Of the page's column, in CSS pixels at 1,440."""
SMALLEST = 0.875
"""A page never shows a tree smaller than this; 12-unit text is then 10.5 px, and what is wider scrolls."""
CARD_WIDTHS = (190.0, 168.0, 150.0, 134.0)
"""Tried in turn: the widest boxes with which the tree still fits the page."""
MARGIN = 12.0
_LEVELS = 3
_LEVEL_STEP = 6.0


@dataclass(frozen=True, slots=True)
class Wire:
    """A line from an effect down to a cause, or from an influence to what it shapes."""

    above: str
    below: str
    page: int
    points: tuple[tuple[float, float], ...]
    happened: bool
    influence: bool


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
class Drawing:
    """A drawn tree: one page, or several joined by transfers."""

    pages: tuple[Page, ...]
    boxes: tuple[Box, ...]
    texts: tuple[Line, ...]
    wires: tuple[Wire, ...]
    uses: frozenset[str]
    """What occurs, so that a legend explains that and no more: statuses, forms, gates, `hit`, `action`, `root`, `influence`."""

    @property
    def svg(self) -> str:
        """The first page."""
        return self.pages[0].svg


@dataclass(frozen=True, slots=True)
class _Context:
    """All that a page is drawn from."""

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


def draw_fault_tree(
    tree: FaultTree,
    findings: Findings | None = None,
    *,
    actions_by_event: Mapping[str, tuple[str, ...]] | None = None,
    symbols: SymbolSet = "iec",
    links: Callable[[str], str] | None = None,
    language: str = "en",
    page_size: int = PAGE_SIZE,
    title: str = "",
    engine: str | None = None,
) -> Drawing:
    """The tree as SVG, one page or several.

    Both symbol sets stand in every page; the root's class `symbols-iec` or `symbols-ansi` shows one. `links` gives the
    address for an event's id. `engine` names a `dot` to use instead of the bundled one.

    Raises:
        CannotDraw: the layout engine is missing or failed.
    """
    sheets, where = cut(tree, page_size)
    nodes = {**tree.influences, **tree.nodes}
    context = _Context(
        nodes=nodes,
        top=tree.top,
        parents=tree.parents(),
        status={name: status_of(node, findings) for name, node in nodes.items()},
        on_path=findings.on_path if findings else frozenset(),
        actions=actions_by_event or {},
        links=links,
        language=language,
        where=where,
        home={leaf_or_gate: under for sheet in sheets for leaf_or_gate, under in _homes(sheet)},
        pages=len(sheets),
        symbols=symbols,
    )
    drawn = [_draw_sheet(sheet, context, title, engine) for sheet in sheets]
    return Drawing(
        tuple(page for page, *_ in drawn),
        tuple(box for _, boxes, _, _ in drawn for box in boxes),
        tuple(line for _, _, lines, _ in drawn for line in lines),
        tuple(wire for _, _, _, wires in drawn for wire in wires),
        frozenset(_uses(sheets, context)),
    )


def status_of(node: Node, findings: Findings | None) -> str:
    """The derived status of an event, else the stated one, else nothing."""
    if findings is not None and node.id in findings.derived_status:
        return findings.derived_status[node.id]
    return node.status or ("open" if node.is_leaf else "")


def _branches(branch: Branch) -> Iterator[Branch]:
    yield branch
    for gate in branch.gates:
        yield from _branches(gate)


def _homes(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Every event that the sheet draws in full, with the event it hangs from."""
    if sheet.leaf:
        yield sheet.leaf.id, ""
    if sheet.branch:
        for branch in _branches(sheet.branch):
            yield branch.id, branch.under
            for leaf in (*branch.leaves, *branch.influences):
                if leaf.form not in ("repeat", "page"):
                    yield leaf.id, leaf.under


def _uses(sheets: tuple[Sheet, ...], context: _Context) -> Iterator[str]:
    for sheet in sheets:
        branches = tuple(_branches(sheet.branch)) if sheet.branch else ()
        leaves = [leaf for branch in branches for leaf in (*branch.leaves, *branch.influences)]
        leaves += [sheet.leaf] if sheet.leaf else []
        for branch in branches:
            yield "inhibit" if branch.inhibit else str(context.nodes[branch.id].gate)
        for leaf in leaves:
            yield "transfer" if leaf.form in ("repeat", "page", "continues") else leaf.form
            if leaf.influence:
                yield "influence"
        for name in {branch.id for branch in branches} | {leaf.id for leaf in leaves}:
            yield context.status[name]
            if name in context.on_path:
                yield "hit"
            if context.actions.get(name):
                yield "action"
            if context.nodes[name].depth == "root":
                yield "root"


def _draw_sheet(
    sheet: Sheet, context: _Context, title: str, engine: str | None
) -> tuple[Page, tuple[Box, ...], tuple[Line, ...], tuple[Wire, ...]]:
    layout = _fit(sheet, context, engine)
    canvas = _Canvas(context, sheet.number)
    if sheet.leaf:
        canvas.box(Spot(make_card(_leaf_content(sheet.leaf, context), CARD_WIDTHS[0]), 0, 0, sheet.leaf))
    for gate in layout.gates:
        canvas.box(gate.spot)
        canvas.symbol(gate)
        for spot in (spot for column in (*gate.columns, gate.influences) for spot in column):
            canvas.box(spot)
    canvas.wire_up(layout)
    root = sheet.branch.id if sheet.branch else sheet.leaf.id if sheet.leaf else context.top
    return canvas.page(root, title), tuple(canvas.boxes), tuple(canvas.lines), tuple(canvas.wires)


def _fit(sheet: Sheet, context: _Context, engine: str | None) -> Layout:
    """The layout with the widest boxes that fit the page at its smallest scale."""
    if sheet.branch is None:
        return Layout((), 0, 0)
    layout = Layout((), 0, 0)
    branches = tuple(_branches(sheet.branch))
    leaves = [leaf for branch in branches for leaf in (*branch.leaves, *branch.influences)]
    for card_width in CARD_WIDTHS:
        gates = {branch.id: make_card(_gate_content(branch, sheet, context), card_width) for branch in branches}
        cards = {leaf: make_card(_leaf_content(leaf, context), card_width) for leaf in leaves}
        layout = lay_out(sheet.branch, gates, cards, engine=engine)
        if layout.width + 2 * MARGIN <= PAGE_WIDTH / SMALLEST:
            break
    return layout


def _gate_content(branch: Branch, sheet: Sheet, context: _Context) -> Content:
    node = context.nodes[branch.id]
    note = ""
    if sheet.branch is branch and branch.id != context.top:
        page = context.where.get(sheet.under)
        note = say("from_page", context.language, page=page) if page else ""
    return Content(
        branch.id, node.label or branch.id, note, context.status[branch.id], node.depth == "root",
        context.actions.get(branch.id, ()),
    )  # fmt: skip


def _leaf_content(leaf: Leaf, context: _Context) -> Content:
    node = context.nodes[leaf.id]
    language = context.language
    note, most = "", 7
    page = context.where.get(leaf.id)
    if leaf.form == "repeat":
        most = 2
        here = page == context.where.get(leaf.under)
        place = context.home.get(leaf.id, "")
        note = (
            say("drawn_under", language, place=place) if here and place else say("drawn_page", language, page=page or 1)
        )
    elif leaf.form == "page":
        most = 3
        note = say("continued_page", language, page=page or 1)
    elif leaf.form == "continues":
        note = say("continues_in", language, place=node.continues_in or "")
    elif not node.defined:
        note = say("undefined", language)
    actions = () if leaf.form == "repeat" else context.actions.get(leaf.id, ())
    root = node.depth == "root" and leaf.form != "repeat"
    return Content(leaf.id, node.label or leaf.id, note, context.status[leaf.id], root, actions, most)


class _Canvas:
    """One page while it is drawn."""

    def __init__(self, context: _Context, page: int) -> None:
        self.context = context
        self.number = page
        self.boxes: list[Box] = []
        self.lines: list[Line] = []
        self.wires: list[Wire] = []
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
        if leaf and not leaf.influence:
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
            parts.append(gate_word(node, language))
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
        sign = GateSymbol(node.gate or "all_of", len(dict.fromkeys(node.causes)), node.threshold, gate.branch.inhibit)
        shapes = "".join(tag("g", draw(sign), class_=f"s-{name}") for name, draw in symbol_sets().items())
        word = say("inhibit", self.context.language) if gate.branch.inhibit else gate_word(node, self.context.language)
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

    def wire_up(self, layout: Layout) -> None:
        """All lines, gates of one rank on levels of their own where their lines would run into each other."""
        by_id = {gate.branch.id: gate for gate in layout.gates}
        levels: dict[float, list[tuple[float, float, int]]] = {}
        for gate in layout.gates:
            foot = gate.symbol + GATE_HEIGHT / 2
            ends = [by_id[child.id].centre for child in gate.branch.gates]
            ends += [column[0].x - BUS_LINE for column in gate.columns]
            span = (min((*ends, gate.centre)) - 2, max((*ends, gate.centre)) + 2)
            taken = levels.setdefault(gate.below, [])
            busy = {level for left, right, level in taken if left < span[1] and span[0] < right}
            level = next((each for each in range(_LEVELS) if each not in busy), 0)
            taken.append((*span, level))
            bus = gate.below - 10 - level * _LEVEL_STEP
            start = ((gate.centre, gate.spot.bottom), (gate.centre, gate.symbol - GATE_HEIGHT / 2 + 1))
            self._wire(gate.branch.id, gate.branch.id, start)
            for child in gate.branch.gates:
                to = by_id[child.id]
                points = ((gate.centre, foot - 2), (gate.centre, bus), (to.centre, bus), (to.centre, to.spot.y))
                self._wire(gate.branch.id, child.id, points)
            for column in gate.columns:
                self._column(gate, column, foot, bus)
            self._influences(gate)

    def _column(self, gate: GateSpot, column: tuple[Spot, ...], foot: float, bus: float) -> None:
        bus_x = column[0].x - BUS_LINE
        above: dict[int, Spot] = {}
        for spot in column:
            middle = spot.y + spot.card.height / 2
            level = spot.leaf.level if spot.leaf else 0
            if spot.leaf and spot.leaf.influence:
                shaped = above[level - 1]
                x = shaped.x + 9 if spot.x > shaped.x else shaped.x - 4
                points: tuple[tuple[float, float], ...] = ((spot.x, middle), (x, middle), (x, shaped.bottom + 5))
                self._wire(shaped.card.content.id, spot.card.content.id, points, influence=True)
            else:
                points = (
                    (gate.centre, foot - 2), (gate.centre, bus), (bus_x, bus), (bus_x, middle), (spot.x - RADIUS + 1, middle),
                )  # fmt: skip
                self._wire(gate.branch.id, spot.card.content.id, points)
            above[level] = spot

    def _influences(self, gate: GateSpot) -> None:
        """Dashed, from the influences up to the right side of the gate's box, above its own lines."""
        above: dict[int, Spot] = {}
        if not gate.influences:
            return
        side = gate.spot.right + 8
        high = gate.below - 24
        bus_x = gate.influences[0].x - BUS_LINE
        middle_of_gate = gate.spot.y + gate.spot.card.height / 2
        for spot in gate.influences:
            middle = spot.y + spot.card.height / 2
            level = spot.leaf.level if spot.leaf else 0
            if level:
                shaped = above[level - 1]
                x = shaped.x + 9 if spot.x > shaped.x else shaped.x - 4
                points: tuple[tuple[float, float], ...] = ((spot.x, middle), (x, middle), (x, shaped.bottom + 5))
                self._wire(shaped.card.content.id, spot.card.content.id, points, influence=True)
            else:
                points = (
                    (spot.x, middle), (bus_x, middle), (bus_x, high), (side, high), (side, middle_of_gate), (gate.spot.right + 5, middle_of_gate),
                )  # fmt: skip
                self._wire(gate.branch.id, spot.card.content.id, points, influence=True)
            above[level] = spot

    def _wire(
        self, above: str, below: str, points: tuple[tuple[float, float], ...], *, influence: bool = False
    ) -> None:
        on_path = self.context.on_path
        happened = above in on_path and below in on_path and not influence
        self.wires.append(Wire(above, below, self.number, points, happened, influence))

    def _wire_svg(self, wire: Wire) -> str:
        (x, y), *rest = wire.points
        steps: list[str | float] = ["M", x, y]
        for next_x, next_y in rest:
            steps += ["H", next_x] if next_y == y else ["V", next_y]
            x, y = next_x, next_y
        style = "w dash" if wire.influence else "w hit" if wire.happened else "w"
        line = tag("path", class_=style, d=path(*steps), data_from=wire.above, data_to=wire.below)
        if not wire.influence:
            return line
        (before_x, _), (tip_x, tip_y) = wire.points[-2:]
        turned = "rotate(-90)" if before_x != tip_x else ""
        tip = tag(
            "path",
            class_="tip",
            d="M0 -5L4 2H-4Z",
            transform=f"translate({number(tip_x)} {number(tip_y)}) {turned}".strip(),
            data_from=wire.above,
            data_to=wire.below,
        )
        return line + tip

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
        quiet = [self._wire_svg(wire) for wire in self.wires if not wire.happened]
        loud = [self._wire_svg(wire) for wire in self.wires if wire.happened]
        body = [
            tag("title", escape(heading), id=label),
            tag("desc", escape(f"{context.nodes[root].label or root}. {about}."), id=f"{label}-d"),
            tag("g", [*quiet, *loud], class_="wires"),
            tag("g", self._symbols, class_="gates"),
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


def gate_word(node: Node, language: str) -> str:
    """`all of`, `any of`, `2 of 3` … in the language asked for; empty for a leaf."""
    if node.gate is None:
        return ""
    return say(node.gate, language, k=node.threshold or 0, n=len(dict.fromkeys(node.causes)))
