"""The fault tree as text: a nested list that says everything the drawing says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rca.analysis.findings import Findings
from rca.graph.tree import FaultTree
from rca.site.pictures.canvas import gate_word, status_of
from rca.site.pictures.icons import root_icon, shield_icon, status_icon
from rca.site.pictures.svg import anchor, escape, tag
from rca.site.pictures.wording import say


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the outline."""

    id: str
    label: str
    depth: int
    """0 for the top event."""
    status: str
    status_word: str
    gate_word: str
    """`all of` …; empty for a leaf."""
    influence: bool
    """Whether it shapes the event above it instead of causing it."""
    repeat: bool
    """Whether it is written out further up, with what stands below it."""
    on_path: bool
    root: bool
    actions: tuple[str, ...]
    continues_in: str


def outline(
    tree: FaultTree,
    findings: Findings | None = None,
    *,
    actions_by_event: Mapping[str, tuple[str, ...]] | None = None,
    language: str = "en",
) -> tuple[Item, ...]:
    """Every event below the top in reading order, influences under what they shape. Linear; depth is no limit."""
    nodes = {**tree.influences, **tree.nodes}
    actions = actions_by_event or {}
    items: list[Item] = []
    written: set[str] = set()
    pending: list[tuple[str, int, bool]] = [(tree.top, 0, False)]
    while pending:
        name, depth, influence = pending.pop()
        node = nodes[name]
        status = status_of(node, findings)
        repeat = name in written or (influence and name in tree.nodes)
        items.append(
            Item(
                name, node.label, depth, status, say(status, language) if status else "", gate_word(node, language),
                influence, repeat, bool(findings and name in findings.on_path), node.depth == "root",
                actions.get(name, ()), node.continues_in or "",
            )
        )  # fmt: skip
        if not repeat:
            written.add(name)
            shaping = [(each, depth + 1, True) for each in dict.fromkeys(node.shaped_by) if each in nodes]
            causes = [(each, depth + 1, False) for each in dict.fromkeys(node.causes) if each in nodes]
            pending.extend(reversed([*causes, *shaping]))
    return tuple(items)


def outline_html(
    items: tuple[Item, ...], *, links: Callable[[str], str] | None = None, anchors: bool = True, language: str = "en"
) -> str:
    """The outline as nested lists.

    With `anchors` a line carries the id `e-ID`, which is where the drawing's boxes lead. `links` gives another address
    for the id at the end of a line.
    """
    parts: list[str] = []
    depth = -1
    for item in items:
        if item.depth > depth:
            parts.append('<ul class="ol">')
        else:
            parts.append("</li>" + "</ul></li>" * (depth - item.depth))
        depth = item.depth
        parts.append(_line(item, links, anchors=anchors, language=language))
    return "".join(parts) + "</li></ul>" * (depth + 1)


def _line(item: Item, links: Callable[[str], str] | None, *, anchors: bool, language: str) -> str:
    name = anchor(item.id)
    said = []
    if item.influence:
        said.append(tag("span", escape(say("influence", language)), class_="g"))
    if item.status:
        sign = tag(
            "svg", status_icon(item.status), class_="pic", viewBox="0 0 10 10", width=10, height=10, aria_hidden="true"
        )
        said.append(tag("span", f"{sign} {escape(item.status_word)}", class_=f"b {item.status}"))
    said.append(tag("span", escape(item.label or item.id), class_="what"))
    address = links(item.id) if links else f"#e-{name}" if item.repeat else f"#n-{name}"
    said.append(tag("a", escape(item.id), class_="id", href=address))
    if item.repeat:
        said.append(tag("span", escape(say("see_above", language)), class_="g"))
    elif item.gate_word:
        said.append(tag("span", escape(item.gate_word), class_="g"))
    if item.root:
        sign = tag("svg", root_icon(), class_="pic", viewBox="0 0 10 10", width=9, height=9, aria_hidden="true")
        said.append(tag("span", f"{sign} {escape(say('root', language))}", class_="b plain"))
    if not item.repeat:
        for action in item.actions:
            sign = tag(
                "svg", shield_icon(), class_="pic act-sign", viewBox="0 0 8 9", width=8, height=9, aria_hidden="true"
            )
            said.append(tag("span", f"{sign} {escape(action)}", class_="b act"))
    if item.continues_in:
        said.append(tag("span", escape(say("continues_in", language, place=item.continues_in)), class_="g"))
    style = "hit" if item.on_path else None
    opening = tag("li", "\0", id=f"e-{name}" if anchors and not item.repeat else None, class_=style, data_event=item.id)
    return opening.split("\0")[0] + " ".join(said)
