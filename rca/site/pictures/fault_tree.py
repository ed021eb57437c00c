"""The fault tree as SVG: Graphviz coordinates, symbols of IEC 61025 or ANSI, what happened in red."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from rca.analysis.findings import Findings
from rca.graph.model_tree import Sign
from rca.graph.tree import FaultTree, Node
from rca.site.pictures.branches import Branch, Leaf, Sheet, cut
from rca.site.pictures.canvas import MARGIN, SMALLEST, Canvas, Context, Page, status_of
from rca.site.pictures.cards import Card, Content, make_card
from rca.site.pictures.columns import GAP, foldable, narrower
from rca.site.pictures.placement import BUS, Layout, Spot, lay_out
from rca.site.pictures.svg import Box, Line
from rca.site.pictures.symbols import SymbolSet
from rca.site.pictures.wiring import Wire
from rca.site.pictures.wording import say

__all__ = ["Box", "Drawing", "Line", "Page", "Wire", "draw_fault_tree"]

PAGE_SIZE = 45
"""Events on one page before a tree is cut."""
PAGE_WIDTH = 1140.0
"""Of the page's column, in CSS pixels at 1,440."""
CARD_WIDTHS = (190.0, 168.0, 150.0, 136.0, 126.0)
"""Of boxes, tried in turn: the widest with which the tree still fits the page."""
FOLDED_WIDTHS = (168.0, 150.0, 136.0, 126.0)
"""The same once small gates are folded into the columns of the gates above them."""
_PITCH = BUS + GAP


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
    signs: Mapping[str, Sign] | None = None,
) -> Drawing:
    """The tree as SVG, one page or several.

    Both symbol sets stand in every page; the root's class `symbols-iec` or `symbols-ansi` shows one. `links` gives the
    address for an event's id. `engine` names a `dot` to use instead of the bundled one. With `signs` the tree is that of a
    model (see `drawn_tree`): no evidence is drawn, and probabilities are.

    Raises:
        CannotDraw: the layout engine is missing or failed.
    """
    sheets, where = cut(tree, page_size)
    nodes = {**tree.influences, **tree.nodes}
    context = Context(
        nodes=nodes,
        top=tree.top,
        parents=tree.parents(),
        status={name: "" if signs is not None else status_of(node, findings) for name, node in nodes.items()},
        on_path=findings.on_path if findings else frozenset(),
        actions=actions_by_event or {},
        links=links,
        language=language,
        where=where,
        home={leaf_or_gate: under for sheet in sheets for leaf_or_gate, under in _homes(sheet)},
        pages=len(sheets),
        symbols=symbols,
        signs=signs,
    )
    drawn = [_draw_sheet(sheet, context, title, engine) for sheet in sheets]
    return Drawing(
        tuple(page for page, *_ in drawn),
        tuple(box for _, boxes, _, _ in drawn for box in boxes),
        tuple(line for _, _, lines, _ in drawn for line in lines),
        tuple(wire for _, _, _, wires in drawn for wire in wires),
        frozenset(_uses(sheets, context)),
    )


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


def _uses(sheets: tuple[Sheet, ...], context: Context) -> Iterator[str]:
    for sheet in sheets:
        branches = tuple(_branches(sheet.branch)) if sheet.branch else ()
        leaves = [leaf for branch in branches for leaf in (*branch.leaves, *branch.influences)]
        leaves += [sheet.leaf] if sheet.leaf else []
        for branch in branches:
            sign = context.sign(branch.id)
            yield "inhibit" if branch.inhibit else sign.word if sign else _gate_key(context.nodes[branch.id])
        for leaf in leaves:
            if leaf.influence:
                yield "influence"
            if leaf.form in ("repeat", "page", "continues"):
                yield "transfer"
            elif not leaf.influence:
                yield "switch" if context.sign(leaf.id) else leaf.form
        for name in {branch.id for branch in branches} | {leaf.id for leaf in leaves}:
            yield context.status[name]
            if name in context.on_path:
                yield "hit"
            if context.actions.get(name):
                yield "action"
            if context.nodes[name].depth == "root":
                yield "root"


def _gate_key(node: Node) -> str:
    return "in_order" if node.in_order else str(node.gate)


def _draw_sheet(
    sheet: Sheet, context: Context, title: str, engine: str | None
) -> tuple[Page, tuple[Box, ...], tuple[Line, ...], tuple[Wire, ...]]:
    layout = _fit(sheet, context, engine)
    canvas = Canvas(context, sheet.number)
    if sheet.leaf:
        canvas.box(Spot(make_card(_leaf_content(sheet.leaf, context), CARD_WIDTHS[0]), 0, 0, sheet.leaf))
    for spot in layout.spots():
        canvas.box(spot)
    for gate in layout.gates:
        canvas.symbol(gate)
    canvas.wire(layout)
    root = sheet.branch.id if sheet.branch else sheet.leaf.id if sheet.leaf else context.top
    return canvas.page(root, title), tuple(canvas.boxes), tuple(canvas.lines), tuple(canvas.wires)


def _fit(sheet: Sheet, context: Context, engine: str | None) -> Layout:
    """The layout with the widest boxes that fit the page; where none do, small gates are folded into columns, then cut down in width."""
    root = sheet.branch
    if root is None:
        return Layout((), 0, 0)
    small = frozenset(foldable(root))
    tries = [(each, frozenset[str]()) for each in CARD_WIDTHS]
    if small:
        tries += [(each, small) for each in FOLDED_WIDTHS]
    best = Layout((), 0, 0)
    columns: dict[frozenset[str], float] = {}
    for card_width, folded in tries:
        if (
            columns.get(folded, 0.0) * (card_width + _PITCH) > 1.03 * PAGE_WIDTH / SMALLEST
            and card_width > CARD_WIDTHS[-1]
        ):
            continue  # the widest try tells how many columns stand side by side
        laid = _laid_out(sheet, root, context, card_width, folded, engine)
        if not best.gates or laid.width < best.width:
            best = laid
        if laid.width + 2 * MARGIN <= PAGE_WIDTH / SMALLEST:
            return laid
        columns[folded] = laid.width / (card_width + _PITCH)
    return best


def _laid_out(
    sheet: Sheet, root: Branch, context: Context, card_width: float, folded: frozenset[str], engine: str | None
) -> Layout:
    gates: dict[str, Card] = {}
    cards: dict[Leaf, Card] = {}
    for branch in _branches(root):
        gates[branch.id] = make_card(_gate_content(branch, sheet, context), card_width)
        for leaf in (*branch.leaves, *branch.influences):
            room = card_width - narrower(leaf, folded, branch.id)
            cards[leaf] = make_card(_leaf_content(leaf, context), room)
    return lay_out(root, gates, cards, folded=folded, engine=engine)


def _gate_content(branch: Branch, sheet: Sheet, context: Context) -> Content:
    node = context.nodes[branch.id]
    note = ""
    if sheet.branch is branch and branch.id != context.top:
        page = context.where.get(sheet.under)
        note = say("from_page", context.language, page=page) if page else ""
    return Content(
        branch.id, _label(node, context), note, context.status[branch.id], node.depth == "root",
        context.actions.get(branch.id, ()),
    )  # fmt: skip


def _label(node: Node, context: Context) -> str:
    """The sentence of an event. In a model few have one, and the name alone makes a small box."""
    return node.label if node.label or context.signs is not None else node.id


def _leaf_content(leaf: Leaf, context: Context) -> Content:
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
    elif sign := context.sign(leaf.id):
        note = say(sign.word, language)
    elif context.signs is not None and node.probability is not None:
        note = say("probability", language, p=f"{node.probability:.4g}")
    actions = () if leaf.form == "repeat" else context.actions.get(leaf.id, ())
    root = node.depth == "root" and leaf.form != "repeat"
    return Content(leaf.id, _label(node, context), note, context.status[leaf.id], root, actions, most)
