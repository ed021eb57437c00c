"""The tree as nested lines: the text that stands for the picture, and where every event has its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rca.graph.tree import Node
from rca.records.tree import Event, Likelihood
from rca.site import addresses
from rca.site.case.view import CaseView


@dataclass(frozen=True, slots=True)
class Line:
    """An event in the outline. One that several gates share is written out at its first place."""

    id: str
    label: str
    status: str
    gate: str
    hit: bool
    again: bool
    place: int
    """Which mention of the event this is, from 1."""
    root: bool
    defect: tuple[str, ...]
    evidence: tuple[str, ...]
    against: tuple[str, ...]
    reason: str
    note: str
    duty: str
    probability: str
    basis: str
    """What a probability rests on, in the author's words."""
    see: tuple[tuple[str, str], ...]
    """Reference and address, for those that lead to a page."""
    continues: tuple[str, str] | None
    shaped_by: tuple[str, ...]
    children: tuple[Line, ...]


def outline(view: CaseView) -> tuple[Line, ...]:
    """Lines of the logic, from the top."""
    return (_Writer(view, view.tree.nodes).line(view.tree.top),)


def influences(view: CaseView) -> tuple[Line, ...]:
    """Lines of the influences, which stand outside the logic."""
    nodes = view.tree.influences
    below = {cause for node in nodes.values() for cause in node.causes}
    writer = _Writer(view, nodes)
    return tuple(writer.line(name) for name in nodes if name not in below)


class _Writer:
    """Writes each event once and counts its further mentions."""

    def __init__(self, view: CaseView, nodes: Mapping[str, Node]) -> None:
        self._view = view
        self._nodes = nodes
        self._mentions: dict[str, int] = {}

    def line(self, top: str) -> Line:
        """The line of an event with all that stands below it. Iterative: the depth of a tree is no limit."""
        order: list[tuple[str, int, list[int]]] = []
        pending: list[tuple[str, list[int] | None]] = [(top, None)]
        while pending:
            name, siblings = pending.pop()
            self._mentions[name] = self._mentions.get(name, 0) + 1
            place = self._mentions[name]
            children: list[int] = []
            if siblings is not None:
                siblings.append(len(order))
            order.append((name, place, children))
            if place == 1 and name in self._nodes:
                pending.extend((cause, children) for cause in reversed(self._nodes[name].causes))
        made: dict[int, Line] = {}
        for index in range(len(order) - 1, -1, -1):
            name, place, children = order[index]
            made[index] = self._one(name, place, tuple(made[child] for child in children))
        return made[0]

    def _one(self, name: str, place: int, children: tuple[Line, ...]) -> Line:
        view = self._view
        node = view.nodes[name]
        event = view.events.get(name)
        again = place > 1
        return Line(
            id=name,
            label=node.label or name,
            status=view.findings.derived_status.get(name, node.status or "open"),
            gate="" if node.gate is None or again else gate_words(node, view),
            hit=name in view.findings.on_path,
            again=again,
            place=place,
            root=node.depth == "root",
            defect=node.defect,
            evidence=event.evidence if event else (),
            against=event.against if event else (),
            reason=event.reason or "" if event else "",
            note=event.note or "" if event else "",
            duty=event.duty or "" if event else "",
            probability=_probability(event, view),
            basis=(event.probability.basis or "—") if event and event.probability else "",
            see=tuple((each, target) for each in node.see if (target := address_of(view, each))),
            continues=_continues(node, view),
            shaped_by=node.shaped_by,
            children=children,
        )


def gate_words(node: Node, view: CaseView) -> str:
    """What the gate asks of its causes."""
    if node.gate == "at_least":
        return view.context.words("gate.at_least", k=node.threshold or 0, n=len(node.causes))
    return view.context.words("gate.in_order" if node.in_order else f"gate.{node.gate}")


def address_of(view: CaseView, reference: str) -> str:
    """Address of a review or of an event in one; empty when it has no page."""
    case, _, event = reference.partition("#")
    entry = view.context.library.reviews.get(case)
    if entry is None or entry.partial or entry.record.review.publication.withdrawn is not None:
        return ""
    return addresses.event(case, event) if event else addresses.case(case)


def _continues(node: Node, view: CaseView) -> tuple[str, str] | None:
    target = address_of(view, node.continues_in) if node.continues_in else ""
    return (node.continues_in or "", target) if target else None


def _probability(event: Event | None, view: CaseView) -> str:
    if event is None or event.probability is None:
        return ""
    return view.context.words("tree.basis", value=_value(event.probability))


def _value(likelihood: Likelihood) -> str:
    if likelihood.value is not None:
        return f"{likelihood.value:g}"
    return f"{likelihood.rate:g} / h × {likelihood.hours:g} h" if likelihood.rate is not None else "—"
