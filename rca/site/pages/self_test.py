"""Would it still have happened? A page for every case on which a reader switches barriers and events on and off."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from rca.graph.tree import FaultTree
from rca.records.review import Review
from rca.site import addresses, translated
from rca.site.context import SiteContext
from rca.site.page import Page
from rca.site.words_teaching import teaching_words
from rca.training.worlds import happened, supposed, top_holds

SCRIPT = f"{addresses.ASSETS}/self-test.js"
STYLE = f"{addresses.ASSETS}/teaching.css"


@dataclass(frozen=True, slots=True)
class Measure:
    """A barrier or action that can be switched on, and the events it then takes away."""

    id: str
    kind: str
    what: str
    takes: tuple[str, ...]
    """Events of the logic, gates too."""
    still: bool
    """Whether the accident still happens when this alone is on."""


@dataclass(frozen=True, slots=True)
class Line:
    """An event in the outline of the tree."""

    id: str
    label: str
    depth: int
    gate: str
    """Words such as `all of`; empty for a leaf."""
    true: bool


def path_of(review: str) -> str:
    """Address of the self-test of a case."""
    return f"cases/{review}/try/index.html"


def pages(context: SiteContext) -> Iterator[Page]:
    """A page for every published case whose tree was analysed."""
    for review in context.reviews:
        if review.id in context.trees and review.id in context.findings:
            yield _page(context, review, context.trees[review.id])


def _page(context: SiteContext, review: Review, tree: FaultTree) -> Page:
    path, words = path_of(review.id), teaching_words(context.language)
    heading = translated.title(review, context.language)
    true = supposed(tree)
    measures = tuple(_measures(review, tree, true))
    body = context.render(
        "self_test.html", path,
        review=review, heading=heading, text_language=review.review.language, words=words, measures=measures, lines=_lines(context, tree, true), top=tree.nodes[tree.top].label,
        labels={name: node.label for name, node in tree.nodes.items()}, leaves=tree.leaves(), supposed=true,
        beyond=bool(true) and true != happened(tree), data=data_of(tree, true, measures),
    )  # fmt: skip
    title = words["try.of"].format(title=heading.text)
    return Page(
        path=path, title=title, body=body, description=words["try.lede"], contents=False, scripts=(SCRIPT,),
        styles=(STYLE,), section=addresses.CASES,
    )  # fmt: skip


def _measures(review: Review, tree: FaultTree, true: frozenset[str]) -> Iterator[Measure]:
    listed = [(barrier.id, "barrier", barrier.what, barrier.guards) for barrier in review.barriers]
    dead = ("rejected", "superseded", "obsolete")
    listed += [(each.id, "action", each.do, each.breaks) for each in review.actions or () if each.status not in dead]
    for name, kind, what, events in listed:
        takes = tuple(event for event in events if event in tree.nodes)
        yield Measure(name, kind, what, takes, top_holds(tree, true, takes))


def _lines(context: SiteContext, tree: FaultTree, true: frozenset[str]) -> tuple[Line, ...]:
    """The tree from the top down, each event once."""
    lines: list[Line] = []
    seen: set[str] = set()
    pending = [(tree.top, 0)]
    while pending:
        name, depth = pending.pop()
        node = tree.nodes[name]
        if name in seen:
            continue
        seen.add(name)
        words = context.words(f"gate.{node.gate}", k=node.threshold or 0, n=len(node.causes)) if node.gate else ""
        lines.append(Line(name, node.label, min(depth, 8), words, name in true))
        pending.extend((cause, depth + 1) for cause in reversed(node.causes))
    return tuple(lines)


def data_of(tree: FaultTree, true: frozenset[str], measures: tuple[Measure, ...]) -> Markup:
    """The tree for the script, safe inside a `script` element whatever its texts hold."""
    nodes = [[node.id, node.gate or "", list(node.causes), node.threshold or 0] for node in tree.bottom_up()]
    data = {"top": tree.top, "nodes": nodes, "true": sorted(true), "takes": [list(each.takes) for each in measures]}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign, code in (
        ("&", "\\u0026"),
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(sign, code)
    return Markup(text)  # noqa: S704 -- nothing in it can end the element
