"""What changed in meaning between two states of a review."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from rca.analysis.findings import Findings, Index
from rca.graph.tree import FaultTree, Node
from rca.records.review import Review

Mark = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change: of what, which, and from what to what."""

    part: str
    """`event`, `status`, `gate`, `path`, `verdict`, `index`, `action`, `lesson`, `evidence`, `review`, or a section of the file."""
    id: str
    old: str
    """As it was; empty for what was added."""
    new: str
    """As it is; empty for what was removed."""

    @property
    def mark(self) -> Mark:
        """Whether it was added, removed or changed."""
        return "added" if not self.old else "removed" if not self.new else "changed"


@dataclass(frozen=True, slots=True)
class Side:
    """A review with what follows from it."""

    review: Review
    tree: FaultTree
    findings: Findings


def compare(old: Side | None, new: Side | None) -> tuple[Change, ...]:
    """Every change in meaning: of the tree, its status and paths, the verdict, the indices, actions, lessons and evidence.

    A review that was added or removed as a whole is one change. An event whose id alone changed is named so, and not as
    one that went and one that came.
    """
    if old is None or new is None:
        there = new or old
        if there is None:
            return ()
        title = there.review.title
        return (Change("review", there.review.id, "" if old is None else title, "" if new is None else title),)
    return (
        *_facts(old.review, new.review),
        *_events(old, new),
        *_verdict(old.findings, new.findings),
        *_paths(old.findings, new.findings),
        *_indices(old.findings, new.findings),
        *_records("action", _actions(old.review), _actions(new.review)),
        *_records("lesson", _lessons(old.review), _lessons(new.review)),
        *_records("evidence", _evidence(old.review), _evidence(new.review)),
        *_sections(old.review, new.review),
    )


def marks(changes: tuple[Change, ...]) -> Mapping[str, Mark]:
    """By event how it is to be marked in a picture of the tree."""
    found: dict[str, Mark] = {}
    for change in changes:
        if change.part == "event" and change.mark != "changed":
            found[change.id] = change.mark
        elif change.part in ("event", "status", "gate", "detail"):
            found.setdefault(change.id, "changed")
    return found


def _facts(old: Review, new: Review) -> Iterator[Change]:
    pairs: tuple[tuple[str, Callable[[Review], object]], ...] = (
        ("title", lambda r: r.title),
        ("kind", lambda r: r.kind),
        ("stage", lambda r: r.review.stage),
        ("date", lambda r: r.event.date),
        ("withdrawn", lambda r: r.review.publication.withdrawn and r.review.publication.withdrawn.why.text),
    )
    harm = ("deaths", "missing", "serious_injuries", "injured", "potential")
    for name, get in pairs:
        yield from _pair("review", name, get(old), get(new))
    for name in harm:
        yield from _pair("harm", name, getattr(old.event.harm, name, None), getattr(new.event.harm, name, None))


def _pair(part: str, name: str, old: object, new: object) -> Iterator[Change]:
    if old != new:
        yield Change(part, name, _said(old), _said(new))


def _said(value: object) -> str:
    return "" if value is None else str(value)


def _nodes(side: Side) -> Mapping[str, Node]:
    return {**side.tree.influences, **side.tree.nodes}


def _events(old: Side, new: Side) -> Iterator[Change]:
    before, after = _nodes(old), _nodes(new)
    gone = {name: node for name, node in before.items() if name not in after}
    come = {name: node for name, node in after.items() if name not in before}
    by_label = {node.label: name for name, node in come.items()}
    renamed = {name: by_label[node.label] for name, node in gone.items() if node.label in by_label}
    renamed = dict(zip(renamed.values(), renamed, strict=True))  # new id: old id, one to one
    for name, node in gone.items():
        if name not in renamed.values():
            yield Change("event", name, node.label or name, "")
    for name, node in after.items():
        origin = renamed.get(name, name)
        if origin not in before:
            yield Change("event", name, "", node.label or name)
            continue
        if origin != name:
            yield Change("event", name, f"{origin}: {node.label}", f"{name}: {node.label}")
        was = before[origin]
        if was.label != node.label:
            yield Change("event", name, was.label, node.label)
        yield from _pair("status", name, _status(old, was), _status(new, node))
        if gate_text(was, {}) != gate_text(node, renamed):
            yield Change("gate", name, gate_text(was, {}), gate_text(node, {}))
        yield from _details(name, was, node)


def _status(side: Side, node: Node) -> str:
    return side.findings.derived_status.get(node.id, node.status or "open")


def gate_text(node: Node, back: Mapping[str, str]) -> str:
    """A gate with its causes as people write it; `leaf` for an event without causes."""
    if node.gate is None:
        return "leaf"
    causes = sorted(back.get(cause, cause) for cause in node.causes)
    inside = ", ".join(([str(node.threshold)] if node.threshold is not None else []) + causes)
    return f"{node.gate}: [{inside}]"


def _details(name: str, was: Node, node: Node) -> Iterator[Change]:
    for detail in ("kind", "depth", "probability"):
        old, new = getattr(was, detail), getattr(node, detail)
        if old != new:
            yield Change(
                "detail", name, f"{detail} {_said(old) or 'not stated'}", f"{detail} {_said(new) or 'not stated'}"
            )
    for detail in ("defect", "shaped_by"):
        old, new = sorted(getattr(was, detail)), sorted(getattr(node, detail))
        if old != new:
            yield Change("detail", name, f"{detail} {', '.join(old) or 'none'}", f"{detail} {', '.join(new) or 'none'}")


def _verdict(old: Findings, new: Findings) -> Iterator[Change]:
    if old.verdict != new.verdict:
        yield Change("verdict", "verdict", old.verdict, new.verdict)


def _paths(old: Findings, new: Findings) -> Iterator[Change]:
    before, after = ({path.events: path for path in side.paths} for side in (old, new))
    for events in sorted(before.keys() | after.keys()):
        name = " + ".join(events)
        if events not in after:
            yield Change("path", name, "happened", "")
        elif events not in before:
            yield Change("path", name, "", "happened")
        elif before[events].broken_by != after[events].broken_by:
            yield Change("path", name, _broken(before[events].broken_by), _broken(after[events].broken_by))


def _broken(actions: tuple[str, ...]) -> str:
    return f"broken by {', '.join(actions)}" if actions else "broken by nothing"


def _indices(old: Findings, new: Findings) -> Iterator[Change]:
    for name, index in new.indices.items():
        yield from _pair("index", name, index_text(old.indices[name]), index_text(index))


def index_text(index: Index) -> str:
    """An index as a number or as its bounds; never a midpoint."""
    if index.value is not None:
        return f"{index.value:.2f}"
    return "not known" if index.lower is None or index.upper is None else f"{index.lower:.2f} to {index.upper:.2f}"


def _records(part: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    for name in dict.fromkeys((*old, *new)):
        yield from _pair(part, name, old.get(name), new.get(name))


def _actions(review: Review) -> dict[str, str]:
    return {
        each.id: f"{each.do} ({each.status or 'status not stated'}"
        + (f", due {each.due}" if each.due else "")
        + (f", breaks {', '.join(each.breaks)}" if each.breaks else "")
        + ")"
        for each in review.actions or ()
    }


def _lessons(review: Review) -> dict[str, str]:
    return {each.id: f"{each.lesson} ({each.status})" for each in review.lessons}


def _evidence(review: Review) -> dict[str, str]:
    return {
        name: each.what + (f" (grade {each.grade})" if each.grade else "") for name, each in review.evidence.items()
    }


_TOLD = frozenset({"format", "id", "title", "kind", "review", "event", "fault_tree", "actions", "lessons", "evidence"})


def _sections(old: Review, new: Review) -> Iterator[Change]:
    """Sections that differ and of which no more is told than that."""
    for name in type(new).model_fields:
        if name in _TOLD:
            continue
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Change("section", name, _size(before), _size(after))
    if old.event.model_copy(update={"harm": None, "date": "2000"}) != new.event.model_copy(
        update={"harm": None, "date": "2000"}
    ):
        yield Change("section", "event", "its place, codes and words", "changed")


def _size(value: object) -> str:
    if value is None or value in ((), {}):
        return ""
    if isinstance(value, (tuple, dict)):
        return f"{len(value)} {'entry' if len(value) == 1 else 'entries'}"
    return "its words"
