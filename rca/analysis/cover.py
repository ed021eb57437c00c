"""The corrective actions held against the actual paths."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rca.analysis.broken_paths import broken_by
from rca.analysis.findings import Index, Interval, PathCover
from rca.analysis.indices.prevention import (
    Force,
    best_of,
    counted_index,
    no_actions,
    no_paths,
    path_index,
    unknown_index,
)
from rca.analysis.many_paths import ManyPaths, many_paths
from rca.analysis.paths import ActualPaths, Path, distinct_events, happened
from rca.analysis.sentence import Sentence
from rca.analysis.solving.circuit import Circuit
from rca.analysis.solving.diagram import ExhaustedError
from rca.graph.gate import Cases
from rca.graph.tree import FaultTree
from rca.records.action import Action


@dataclass(frozen=True, slots=True)
class Cover:
    """Which action breaks which actual path, and what that is worth."""

    paths: tuple[PathCover, ...]
    """As far as asked for."""
    unbroken: tuple[tuple[str, ...], ...]
    breaks: Mapping[str, int]
    """How many actual paths each live action breaks; empty where they could not be counted."""
    prevention: Index
    planned: Index
    response: Index
    limits: tuple[str, ...] = ()


def cover(
    tree: FaultTree,
    circuit: Circuit,
    actual: ActualPaths,
    live: Sequence[Action] | None,
    forces: Sequence[Force],
    limit: int,
) -> Cover:
    """The live actions held against the actual paths; `live` is None where the review has no `actions`.

    `forces` are those of `live`, in the same order. At most `limit` paths are shown one by one; the indices are over all.
    """
    if not actual.complete:
        return _counted(tree, circuit, actual, live, forces, limit)
    total = len(actual.paths)
    found = broken_by(tree, actual.paths, {action.id: action.breaks for action in live or ()})
    paths = _covers(actual.paths[:limit], forces, found)
    unbroken = _unbroken(actual.paths, found, limit)
    breaks = {action: cases.bit_count() for action, cases in found.items()}
    if not total or live is None:
        none = no_actions(total) if total else no_paths()
        return Cover(paths, unbroken, breaks, none, none, none)
    return Cover(
        paths,
        unbroken,
        breaks,
        path_index(actual.paths, forces, found, "left", planned=False),
        path_index(actual.paths, forces, found, "left", planned=True),
        path_index(actual.paths, forces, found, "right", planned=False),
    )


def _covers(paths: Sequence[Path], forces: Sequence[Force], found: Mapping[str, Cases]) -> tuple[PathCover, ...]:
    """The paths, each with the actions that break it. Few paths differ in that, so that each case is worked out once."""
    if not paths:
        return ()
    every = (1 << len(paths)) - 1
    rows = [f"{found[own.id] & every:0{len(paths)}b}"[::-1] for own in forces]
    columns: Iterable[tuple[str, ...]] = zip(*rows, strict=True) if rows else [()] * len(paths)
    worked: dict[tuple[str, ...], tuple[tuple[str, ...], Interval]] = {}
    covers = []
    for path, column in zip(paths, columns, strict=True):
        if column not in worked:
            breaking = [own for own, bit in zip(forces, column, strict=True) if bit == "1"]
            worked[column] = (tuple(own.id for own in breaking), best_of(breaking, "left"))
        covers.append(PathCover(path.events, *worked[column], path.absent))
    return tuple(covers)


def _unbroken(paths: Sequence[Path], found: Mapping[str, Cases], limit: int) -> tuple[tuple[str, ...], ...]:
    left = (1 << len(paths)) - 1
    for cases in found.values():
        left &= ~cases
    places = (place for place, bit in enumerate(reversed(f"{left:b}")) if bit == "1")
    return distinct_events((paths[place] for place in places), limit)


def _counted(
    tree: FaultTree,
    circuit: Circuit,
    actual: ActualPaths,
    live: Sequence[Action] | None,
    forces: Sequence[Force],
    limit: int,
) -> Cover:
    """The same for paths too many to hold, by exact counts on the diagram."""
    shown = actual.paths[:limit]
    forced = {action.id: action.breaks for action in live or ()}
    found = broken_by(tree, shown, forced)
    paths = _covers(shown, forces, found)
    can = tree.is_coherent and actual.counted
    many = many_paths(tree, happened(tree), circuit.leaves, list(forced.values())) if can else None
    none = no_actions(actual.count)
    if many is not None:
        try:
            everyone = range(len(forces))
            unbroken = many.listed(many.left(everyone), limit)
            breaks = {forces[at].id: actual.count - many.count(many.left([at])) for at in everyone}
            indices = (none, none, none) if live is None else _indices(many, forces, actual.count)
            return Cover(paths, unbroken, breaks, *indices)
        except ExhaustedError:
            pass
    none = none if live is None else unknown_index(actual.count if actual.counted else 0)
    said = Sentence(
        f"There are too many actual paths to be weighed; only the {len(paths)} listed were looked at.",
        f"实际路径过多，无法逐一衡量；只查看了所列的 {len(paths)} 条。",
    )
    return Cover(paths, _unbroken(shown, found, limit), {}, none, none, none, (said,))


def _indices(many: ManyPaths, forces: Sequence[Force], total: int) -> tuple[Index, Index, Index]:
    return (
        counted_index(many, forces, total, "left", planned=False),
        counted_index(many, forces, total, "left", planned=True),
        counted_index(many, forces, total, "right", planned=False),
    )
