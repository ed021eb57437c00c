"""The corrective actions held against the actual paths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rca.analysis.circuit import Circuit
from rca.analysis.diagram import ExhaustedError
from rca.analysis.findings import Index, PathCover
from rca.analysis.indices.prevention import (
    Force,
    best_of,
    counted_index,
    no_actions,
    no_paths,
    path_index,
    unknown_index,
)
from rca.analysis.items import Item
from rca.analysis.many_paths import ManyPaths, many_paths
from rca.analysis.paths import ActualPaths, broken, happened
from rca.analysis.strength import Side
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
    found = broken(tree, actual.paths, {action.id: action.breaks for action in live or ()})
    by_path = [[own for own in forces if found[own.id][at]] for at in range(len(actual.paths))]
    paths = tuple(
        PathCover(path.events, tuple(own.id for own in breaking), best_of(breaking, "left"), path.absent)
        for path, breaking in zip(actual.paths[:limit], by_path, strict=False)
    )
    unbroken = tuple(
        dict.fromkeys(path.events for path, breaking in zip(actual.paths, by_path, strict=True) if not breaking)
    )
    breaks = {action: sum(cells) for action, cells in found.items()}
    if not actual.paths or live is None:
        none = no_paths() if not actual.paths else no_actions(len(actual.paths))
        return Cover(paths, unbroken[:limit], breaks, none, none, none)
    names = [path.name for path in actual.paths]

    def index(what: str, side: Side, *, planned: bool) -> Index:
        values = [best_of(breaking, side, planned=planned) for breaking in by_path]
        return path_index([Item(name, value) for name, value in zip(names, values, strict=True)], what)

    return Cover(
        paths,
        unbroken[:limit],
        breaks,
        index("preventive action carried out", "left", planned=False),
        index("preventive action", "left", planned=True),
        index("response carried out", "right", planned=False),
    )


def _counted(
    tree: FaultTree,
    circuit: Circuit,
    actual: ActualPaths,
    live: Sequence[Action] | None,
    forces: Sequence[Force],
    limit: int,
) -> Cover:
    """The same for paths too many to hold."""
    shown = actual.paths[:limit]
    found = broken(tree, shown, {action.id: action.breaks for action in live or ()})
    paths = tuple(
        PathCover(path.events, tuple(action.id for action in live or () if found[action.id][at]), None, path.absent)
        for at, path in enumerate(shown)
    )
    said = f"There are {actual.count} actual paths; they are weighed by counts on the diagram, and {len(paths)} are listed."
    many = (
        many_paths(tree, happened(tree), circuit.leaves, [action.breaks for action in live or ()])
        if tree.is_coherent
        else None
    )
    if many is None:
        return _uncounted(actual, live, paths, found, said)
    try:
        everyone = range(len(forces))
        unbroken = many.listed(many.left(list(everyone)), limit)
        breaks = {forces[at].id: actual.count - many.count(many.left([at])) for at in everyone}
    except ExhaustedError:
        return _uncounted(actual, live, paths, found, said)
    if live is None:
        none = no_actions(actual.count)
        return Cover(paths, unbroken, breaks, none, none, none, (said,))
    return Cover(paths, unbroken, breaks, *_indices(many, forces, actual.count), (said,))


def _indices(many: ManyPaths, forces: Sequence[Force], total: int) -> tuple[Index, Index, Index]:
    return (
        counted_index(many, forces, total, "left", planned=False),
        counted_index(many, forces, total, "left", planned=True),
        counted_index(many, forces, total, "right", planned=False),
    )


def _uncounted(
    actual: ActualPaths,
    live: Sequence[Action] | None,
    paths: tuple[PathCover, ...],
    found: Mapping[str, Sequence[bool]],
    said: str,
) -> Cover:
    """Paths that could not even be counted action by action: only those listed are said to be unbroken."""
    del found
    none = no_actions(actual.count) if live is None else unknown_index(actual.count)
    unbroken = tuple(path.events for path in paths if not path.broken_by)
    more = f"They are too many to be weighed; only the {len(paths)} listed are looked at one by one."
    return Cover(paths, unbroken, {}, none, none, none, (said, more))
