"""What the signs of a drawn tree mean: only those that occur in it, and outside the drawing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from rca.graph.model_tree import Sign as ModelSign
from rca.graph.tree import GateKind
from rca.site.pictures.fault_tree import Drawing
from rca.site.pictures.icons import STATUSES, root_icon, shield_icon, status_icon
from rca.site.pictures.svg import Pen, escape, number, path, tag
from rca.site.pictures.symbols import GateSymbol, SymbolSet, symbol_sets
from rca.site.pictures.symbols.shapes import draw_event
from rca.site.pictures.text import width

_MEANINGS: dict[str, tuple[str, str, str, str]] = {
    "confirmed": ("confirmed", "evidence shows it", "已证实", "有证据证明"),
    "likely": ("likely", "taken as true, could still fall", "很可能", "视为成立，仍可能被推翻"),
    "possible": ("possible", "examined, not settled; dashed box", "可能", "已查未定；虚线框"),
    "open": ("open", "not yet examined; dashed box", "未查", "尚未查明；虚线框"),
    "refuted": ("ruled out", "evidence speaks against it; struck", "已排除", "证据不支持；加删除线"),
    "all_of": ("all of", "every cause below is needed", "全部", "下列原因缺一不可"),
    "in_order": ("in order", "every cause, the first written first", "依次", "各原因须按所列顺序发生"),
    "any_of": ("any of", "one cause below is enough", "任一", "下列任一原因即可"),
    "at_least": ("k of n", "at least k of the n causes below", "n 取 k", "下列原因至少有 k 个"),
    "exactly_one_of": ("one only", "one cause below and no other", "恰一", "恰有一个原因"),
    "none_of": ("none of", "none of the causes below", "全无", "下列原因均不成立"),
    "nand": ("not all of", "at least one cause below is missing", "非全部", "下列原因至少缺一"),
    "not": ("not", "the cause below is missing", "非", "下列原因不成立"),
    "is": ("the same as", "the cause below", "等同", "即下列原因"),
    "iff": ("all alike", "the causes below, or none", "同真同假", "下列原因同真或同假"),
    "imply": ("if, then", "the second, once the first", "若则", "前者成立则后者成立"),
    "cardinality": ("k..m", "from k to m of the causes below", "k..m", "下列原因有 k 至 m 个"),
    "inhibit": ("all, given", "the cause, under the condition", "在条件下", "原因在条件下成立"),
    "basic": ("basic event", "a cause not taken further", "基本事件", "不再展开的原因"),
    "undeveloped": ("undeveloped", "not taken further, not settled", "未展开", "未展开，未定"),
    "house": ("house", "a condition that was there", "房形事件", "当时存在的条件"),
    "switch": ("house event", "switched on or off throughout", "房形事件", "全程设为真或假"),
    "condition": ("condition", "of the gate above", "条件", "上方门的条件"),
    "transfer": ("transfer", "drawn elsewhere", "转移", "在别处画出"),
    "influence": ("influence", "shapes the event, outside the logic", "影响", "影响事件，不入逻辑"),
    "hit": ("happened", "on a path whose events are all true", "已发生", "其事件全部成立的路径"),
    "root": ("root", "a cause kept as a root", "根本原因", "保留为根本原因"),
    "action": ("action", "a corrective action breaks this", "措施", "纠正措施在此阻断"),
}
_FURTHER_SIGNS = {
    "in_order": GateSymbol("all_of", 2, ordered=True),
    "nand": GateSymbol("all_of", 2, sign=ModelSign("nand")),
    "not": GateSymbol("none_of", 1, sign=ModelSign("not")),
    "is": GateSymbol("any_of", 1, sign=ModelSign("is")),
    "iff": GateSymbol("exactly_one_of", 2, sign=ModelSign("iff")),
    "imply": GateSymbol("any_of", 2, sign=ModelSign("imply")),
    "cardinality": GateSymbol("at_least", 3, 1, sign=ModelSign("cardinality", 2)),
}
_HEIGHT = 22.0
_SIGN = 34.0


@dataclass(frozen=True, slots=True)
class Sign:
    """One entry: a sign about the origin, its word, what it means."""

    key: str
    sign: str
    word: str
    meaning: str


def legend(drawing: Drawing, language: str = "en") -> tuple[Sign, ...]:
    """Entries for what occurs in a drawing, in a fixed order."""
    return tuple(
        Sign(key, sign, *(_MEANINGS[key][2:] if language == "zh" else _MEANINGS[key][:2]))
        for key, sign in _signs()
        if key in drawing.uses
    )


def _signs() -> Iterator[tuple[str, str]]:
    for status in STATUSES:
        style = "open-status" if status == "open" else status
        edge = tag("rect", class_="edge", x=-9, y=-6, width=4, height=12)
        yield status, tag("g", edge + status_icon(status, -1, -5), class_=style)
    sets = symbol_sets()
    signs = {str(gate): GateSymbol(gate, 3, 2 if gate == "at_least" else None) for gate in get_args(GateKind)}
    for gate, sign in {**signs, **_FURTHER_SIGNS, "inhibit": GateSymbol("all_of", 2, inhibit=True)}.items():
        shapes = "".join(tag("g", draw(sign), class_=f"s-{name}") for name, draw in sets.items())
        yield gate, tag("g", shapes, transform="scale(.62)")
    yield "basic", draw_event("basic")
    yield "undeveloped", draw_event("undeveloped")
    yield "house", draw_event("house")
    yield "switch", draw_event("house")
    yield "condition", draw_event("condition")
    yield "transfer", draw_event("repeat")
    yield "influence", tag("path", class_="w dash", d=path("M", -13, 0, "H", 13))
    yield "hit", tag("path", class_="w hit", d=path("M", -13, 0, "H", 13))
    yield "root", root_icon(-5, -5)
    yield "action", tag("rect", class_="pill", x=-11, y=-6.5, width=22, height=13, rx=2) + shield_icon(-4, -4.5)


def legend_html(drawing: Drawing, symbols: SymbolSet = "iec", language: str = "en") -> str:
    """A list for the page, to stand below the drawing. Every sign carries the class that shows one symbol set, as the tree does."""
    items = []
    for entry in legend(drawing, language):
        drawn = tag(
            "svg",
            entry.sign,
            class_=f"pic ft symbols-{symbols}",
            viewBox="-14 -11 28 22",
            width=28,
            height=22,
            aria_hidden="true",
        )
        items.append(tag("li", f"{drawn}<b>{escape(entry.word)}</b> {escape(entry.meaning)}", data_sign=entry.key))
    return tag("ul", items, class_="pic-legend")


def legend_svg(drawing: Drawing, wide: float, language: str = "en") -> tuple[str, float]:
    """The same as a block of SVG for a stand-alone file, with its height; as many columns as the width has room for."""
    entries = legend(drawing, language)
    column = max(_SIGN + width(entry.word, 11, bold=True) + 6 + width(entry.meaning, 10.5) + 22 for entry in entries)
    columns = max(1, int((wide - 12) // column))
    rows = -(-len(entries) // columns)
    pen = Pen()
    for index, entry in enumerate(entries):
        x, y = 12 + (index // rows) * column, (index % rows + 0.5) * _HEIGHT
        pen.add(tag("g", entry.sign, transform=f"translate({number(x + _SIGN / 2 - 3)} {number(y)})"))
        pen.write(entry.word, x + _SIGN, y + 4, size=11, room=200, style="legend-word", bold=True)
        after = x + _SIGN + width(entry.word, 11, bold=True) + 6
        pen.write(entry.meaning, after, y + 4, size=10.5, room=300, style="legend-note")
    return "".join(pen.parts), rows * _HEIGHT + 8
