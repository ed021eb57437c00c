"""What one kind of barrier would have prevented, had it held in every case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from rca.analysis.across.known import KnownCase


@dataclass(frozen=True, slots=True)
class Strengthened:
    """A layer of defence, taken to hold wherever a case says that it did not."""

    layer: str
    reviews: tuple[str, ...]
    """Cases in which a barrier of the layer did not hold and guards something."""
    prevented: tuple[str, ...]
    """Of those, the cases in which every path that happened would have been broken."""
    paths: int
    """Paths that happened in those cases."""
    broken: int
    """Paths that would have been broken."""


def strengthened(cases: Sequence[KnownCase]) -> tuple[Strengthened, ...]:
    """For every layer what would have been broken, the most first.

    In each case the events that its barriers of the layer guard are made impossible, where those barriers failed, were
    weakened, bypassed or missing. It is a reading of the trees as they stand: a barrier that is held to guard an event is
    taken to stop it.
    """
    rows: dict[str, list[tuple[KnownCase, tuple[int, ...]]]] = defaultdict(list)
    for case in cases:
        guarded: dict[str, dict[str, None]] = defaultdict(dict)
        for barrier in case.review.barriers:
            if barrier.layer and barrier.state not in ("worked", "unknown"):
                guarded[barrier.layer].update(
                    dict.fromkeys(event for event in barrier.guards if event in case.tree.nodes)
                )
        for layer, events in guarded.items():
            if events and case.findings.paths:
                rows[layer].append((case, case.broken_by(tuple(events))))
    found = [
        Strengthened(
            layer=layer,
            reviews=tuple(case.review.id for case, _ in each),
            prevented=tuple(case.review.id for case, numbers in each if len(numbers) == len(case.findings.paths)),
            paths=sum(len(case.findings.paths) for case, _ in each),
            broken=sum(len(numbers) for _, numbers in each),
        )
        for layer, each in rows.items()
    ]
    return tuple(sorted(found, key=lambda each: (-len(each.prevented), -each.broken, each.layer)))


@dataclass(frozen=True, slots=True)
class LayerCover:
    """How the layers stand to each other over all cases that one of them would have prevented."""

    cases: int
    """Those cases."""
    fewest: tuple[str, ...]
    """The fewest layers one of which would have prevented each of them; of several such sets the one first in rank."""
    least: int
    """Layers that did not hold together: in the case with the fewest."""
    most: int
    """The same in the case with the most."""


def layer_cover(rows: Sequence[Strengthened]) -> LayerCover | None:
    """The cover of the cases by layers; None where no layer would have prevented any.

    A minimum set cover, exact by trying sets by size: the format has fewer than a dozen layers.
    """
    reached = {name for row in rows for name in row.prevented}
    if not reached:
        return None
    together = [sum(name in row.reviews for row in rows) for name in reached]
    fewest = next(
        tuple(row.layer for row in chosen)
        for size in range(1, len(rows) + 1)
        for chosen in combinations(rows, size)
        if reached == {name for row in chosen for name in row.prevented}
    )
    return LayerCover(len(reached), fewest, min(together), max(together))
