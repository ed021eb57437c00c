"""What a review turns to the rules about others, as JSON: small enough to be kept for each review and read for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from rca.analysis.paths import Path
from rca.graph.tree import FaultTree, Node
from rca.library.watched import NeedsAll
from rca.lint.asked import Facing, FacingFindings

if TYPE_CHECKING:
    from rca.analysis.findings import Findings
    from rca.library.model import Entry, Library
    from rca.lint.across import Across
    from rca.records.review import Review

T = TypeVar("T")

_LESSON = ("id", "lesson", "published")
_TRAITS = ("equipment", "hazards", "mode", "industry")


class Kept:
    """A piece of a record of which only some fields were kept; whoever reads another learns that it is not at hand."""

    def __init__(self, **known: object) -> None:
        vars(self).update(known)

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        raise NeedsAll(name)


class _KeptTree(Kept):
    """The events of a tree, in the order of `FaultTreeRecord.placed`."""

    _all: tuple[Kept, ...]

    def placed(self) -> tuple[Kept, ...]:
        return self._all


def outward(entry: Entry[Review], findings: Findings, tree: FaultTree) -> dict[str, Any]:
    """What is kept of a review."""
    review, event = entry.record, entry.record.event
    return {
        "id": review.id, "kind": review.kind, "partial": entry.partial,
        "withdrawn": review.review.publication.withdrawn is not None,
        "date": event.date, "end": event.date_end, "site": event.place.site if event.place else None,
        "place": event.place is not None, "traits": [list(getattr(event, name)) for name in _TRAITS],
        "placed": [
            [each.id, each.event.status, list(each.event.defect), list(each.event.see), each.event.gate]
            for each in review.fault_tree.placed()
        ],
        "lessons": [
            [*(getattr(each, name) for name in _LESSON), list(each.because), list(each.keywords),
             [list(getattr(each.applies_to, name)) for name in _TRAITS]]
            for each in review.lessons
        ],
        "links": [[each.review, each.relation] for each in review.links],
        "paths": [[list(path.events), list(path.absent)] for path in findings.paths],
        "on_path": sorted(findings.on_path),
        "tree": [tree.top, [_node(each) for each in tree.nodes.values()], [_node(each) for each in tree.influences.values()],
                 list(tree.orphans), [list(each) for each in tree.cut_edges]],
    }  # fmt: skip


def _node(node: Node) -> dict[str, object]:
    """A node without the fields that are as they are by default."""
    return {
        name: value
        for name, value in node._asdict().items()
        if name not in Node._field_defaults or value != Node._field_defaults[name]
    }


def across_of(kept: Mapping[str, Mapping[str, Any]], library: Library, tables: type[Across]) -> Across:
    """The tables over all reviews, from what was kept of each.

    Args:
        kept: by review id what `outward` gave.
        library: the folder beside the reviews; its own reviews are not looked at.
        tables: `Across`.
    """
    from rca.library.model import Entry

    reviews: dict[str, Entry[Review]] = {
        name: Entry(cast("Review", Facing(cast("Review", _review(each)))), cast("Any", None), each["partial"])
        for name, each in kept.items()
    }
    return tables(
        replace(library, reviews=reviews),
        _Lazily(kept, lambda each: cast("Findings", _findings(each))),
        _Lazily(kept, _tree),
    )


class _Lazily(Mapping[str, T], Generic[T]):
    """Made when it is looked up: few trees are, of a thousand."""

    def __init__(self, kept: Mapping[str, Mapping[str, Any]], make: Callable[[Mapping[str, Any]], T]) -> None:
        self._kept, self._make = kept, make
        self._made: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        if name not in self._made:
            self._made[name] = self._make(self._kept[name])
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


def _review(each: Mapping[str, Any]) -> Kept:
    traits = dict(zip(_TRAITS, map(tuple, each["traits"]), strict=True))
    return Kept(
        id=each["id"], kind=each["kind"],
        review=Kept(publication=Kept(withdrawn=Kept() if each["withdrawn"] else None)),
        event=Kept(
            date=each["date"], date_end=each["end"], place=Kept(site=each["site"]) if each["place"] else None, **traits
        ),
        fault_tree=_KeptTree(
            _all=tuple(
                Kept(id=name, event=Kept(status=status, defect=tuple(defect), see=tuple(see), gate=gate))
                for name, status, defect, see, gate in each["placed"]
            )
        ),
        lessons=tuple(map(_lesson, each["lessons"])),
        links=tuple(Kept(review=review, relation=relation) for review, relation in each["links"]),
    )  # fmt: skip


def _lesson(row: list[Any]) -> Kept:
    name, text, published, because, keywords, traits = row
    return Kept(
        id=name, lesson=text, published=published, because=tuple(because), keywords=tuple(keywords),
        applies_to=Kept(**dict(zip(_TRAITS, map(tuple, traits), strict=True))),
    )  # fmt: skip


def _findings(each: Mapping[str, Any]) -> FacingFindings:
    paths = tuple(Path(tuple(events), tuple(absent)) for events, absent in each["paths"])
    return FacingFindings(paths, frozenset(each["on_path"]))


def _tree(each: Mapping[str, Any]) -> FaultTree:
    top, nodes, influences, orphans, cut = each["tree"]
    return FaultTree(
        top, {node["id"]: _read(node) for node in nodes}, {node["id"]: _read(node) for node in influences},
        tuple(orphans), tuple((first, second) for first, second in cut),
    )  # fmt: skip


def _read(node: Mapping[str, Any]) -> Node:
    known: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in node.items()}
    return Node(**known)
