"""Consequences of a model, and groups of them: what the sequences of its event trees come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rca.analysis.measures import Interval
from rca.analysis.quantities.outcome import ConsequenceFindings, ConsequencePart
from rca.analysis.quantities.paths import Path, Ways
from rca.analysis.quantities.sequence_solver import SequenceSolver, Terms
from rca.graph.event_tree import InitiatingEvent, all_members
from rca.graph.model import Model

CLOSE = 1e-9
"""Share by which two sums may differ by rounding."""


class Consequences:
    """The consequences while they are solved."""

    def __init__(
        self, model: Model, ways: Mapping[str, Ways], often: Mapping[str, float | None], solver: SequenceSolver
    ) -> None:
        """`ways`: paths by initiating event; `often`: its frequency."""
        self.model, self.ways, self.often, self.solver = model, ways, often, solver

    def findings(self) -> tuple[ConsequenceFindings, ...]:
        """Every consequence, then every group, in the order written.

        Raises:
            ValueError, OverflowError, ZeroDivisionError, KeyError: a number on a path does not do.
        """
        single = [
            self._found(own.name, own.label, (own.name,), group=False) for own in self.model.consequences.values()
        ]
        inside = all_members(
            {own.name: (own.consequences, own.groups) for own in self.model.consequence_groups.values()}
        )
        groups = [
            self._found(own.name, own.label, inside[own.name], group=True)
            for own in self.model.consequence_groups.values()
        ]
        return (*single, *groups)

    def _found(self, name: str, label: str, members: tuple[str, ...], *, group: bool) -> ConsequenceFindings:
        self.solver.limits = {}
        parts: list[ConsequencePart] = []
        terms: list[tuple[InitiatingEvent, Terms | None]] = []
        for root, ways in self._by_root(members).items():
            found, own = self.solver.solve(name, "", ways)
            parts.append(ConsequencePart(root, self.often.get(root), found))
            terms.append((self.model.initiating_events[root], own))
            if group:
                self._say_overlap(name, ways, found.probability)
        if not parts:
            self.solver.limits[f"No path leads to `{name}`: it has frequency 0."] = None
        spread, curve = self.solver.further(terms) if parts else (None, None)
        limits = tuple(self.solver.limits)
        return ConsequenceFindings(name, group, label, members if group else (), tuple(parts), spread, curve, limits)

    def _by_root(self, members: Sequence[str]) -> dict[str, list[Path]]:
        """Paths to any of the consequences, each once, by the initiating event that they began with."""
        found: dict[str, list[Path]] = {}
        seen: set[tuple[str, str]] = set()
        for name in members:
            own = self.model.consequences[name]
            if (own.initiating_event, own.sequence) in seen or own.initiating_event not in self.ways:
                continue
            seen.add((own.initiating_event, own.sequence))
            for way in self.ways[own.initiating_event].to(own.sequence):
                found.setdefault(way.root, []).append(way)
        return found

    def _say_overlap(self, name: str, ways: Sequence[Path], union: Interval) -> None:
        """That the sequences of a group can happen together, where their sum says so."""
        added = [self.solver.solve(*key, own)[0].probability for key, own in _by_sequence(ways)]
        total = Interval(sum(each.lower for each in added), sum(each.upper for each in added))
        if union.value is not None and total.value is not None and total.lower > union.lower * (1 + CLOSE):
            said = (
                f"The sequences of consequence group `{name}` do not exclude each other: the union counts, "
                f"{union.lower:.6g}, and not their sum {total.lower:.6g}."
            )
            self.solver.limits[said] = None


def _by_sequence(ways: Sequence[Path]) -> Iterator[tuple[tuple[str, str], list[Path]]]:
    found: dict[tuple[str, str], list[Path]] = {}
    for way in ways:
        found.setdefault((way.sequence, way.tree), []).append(way)
    yield from found.items()
