"""A case as the comparison of cases sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rca.analysis.findings import Findings
from rca.analysis.paths import Path, broken
from rca.graph.tree import FaultTree
from rca.library.model import Library
from rca.records.review import Review


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A review with its tree and what was found on it."""

    review: Review
    tree: FaultTree
    findings: Findings

    @property
    def paths(self) -> tuple[Path, ...]:
        """The actual paths, as far as they are listed."""
        return tuple(Path(path.events, path.absent) for path in self.findings.paths)

    def broken_by(self, events: Sequence[str]) -> tuple[int, ...]:
        """Numbers, from 1, of the actual paths that are broken when the events are made impossible."""
        paths = self.paths
        if not paths or not events:
            return ()
        cases = broken(self.tree, paths, {"": tuple(events)})[""]
        return tuple(number for number in range(1, len(paths) + 1) if cases >> (number - 1) & 1)

    def on_path(self) -> frozenset[str]:
        """Events of the logic on a path that happened."""
        return self.findings.on_path


def known_cases(
    library: Library, trees: Mapping[str, FaultTree], findings: Mapping[str, Findings], *, exercises: bool = False
) -> tuple[KnownCase, ...]:
    """Published cases, oldest event first. Invented ones are compared with each other only, so they are asked for apart."""
    return tuple(
        KnownCase(review, trees[review.id], findings[review.id])
        for review in reversed(library.published())
        if review.id in findings and (review.kind == "exercise") == exercises
    )
