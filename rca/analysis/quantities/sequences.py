"""Frequency of every sequence and consequence of a model's event trees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from rca.analysis.quantities.consequences import Consequences
from rca.analysis.quantities.flavours import Flavours
from rca.analysis.quantities.further import Further
from rca.analysis.quantities.outcome import EventTreeFindings, Followed, SequenceFindings
from rca.analysis.quantities.paths import MOST_PATHS, Path, TooManyPathsError, Ways, paths
from rca.analysis.quantities.sequence_solver import SequenceSolver
from rca.analysis.solving.automatic import Automatic
from rca.diagnostics.model import Diagnostic
from rca.graph.event_tree import InitiatingEvent, consequences_of, events_before, trees_begun
from rca.graph.model import Model
from rca.graph.model_faults import fault
from rca.graph.quantities import point_scope, reason, value_of

LISTED = 1000
"""Minimal cut sets that are listed where nothing else is said."""


def follow_event_trees(
    model: Model, chances: Mapping[str, float], wanted: Further, engine: Automatic, limit: int = LISTED
) -> tuple[Followed, tuple[Diagnostic, ...]]:
    """Every sequence of every initiating event with an event tree, every consequence and group, and what is wrong.

    A path has the probability of all its formulas together times the numbers it collects; the paths of a fork exclude each
    other, so that a sequence has their sum. A sequence whose paths collect formulas alone is solved as their union, which
    is the same, and has minimal cut sets, of which `limit` are listed (Andrews and Dunnett 2000; Open-PSA MEF 2.0d, event
    tree layer). A consequence is its sequence; a group, for each initiating event, the union of its sequences, and has the
    sum of their frequencies. Each path with numbers costs one solution of its formulas, each sequence, consequence and
    group another. `wanted` says the mission time, how many samples, and the step of a curve.
    """
    trees = _Trees(model, chances, wanted, engine, limit)
    found = trees.followed()
    if trees.faults:
        return Followed(trees=tuple(found)), tuple(trees.faults)
    try:
        bins = Consequences(model, trees.ways, trees.frequencies, trees.solver).findings()
    except (ValueError, OverflowError, ZeroDivisionError, KeyError) as error:
        return Followed(trees=tuple(found)), (trees.fault(next(iter(model.initiating_events.values())), error),)
    flavours = trees.solver.flavours
    further = {name: (of, flavours.chances[name]) for name, of in flavours.events.items()}
    return Followed(tuple(found), bins, further), ()


class _Trees:
    """The event trees of a model while they are followed."""

    def __init__(
        self, model: Model, chances: Mapping[str, float], wanted: Further, engine: Automatic, limit: int
    ) -> None:
        self.model = model
        scope, _ = point_scope(model, wanted.hours)
        self.scope = scope
        self.solver = SequenceSolver(model, Flavours(model, scope, chances), engine, wanted, limit)
        self.begun = trees_begun(model.initiating_events, model.initiating_groups)
        self.ways: dict[str, Ways] = {}
        self.frequencies: dict[str, float | None] = {}
        self.faults: list[Diagnostic] = []

    def fault(self, event: InitiatingEvent, error: Exception) -> Diagnostic:
        """That a number on the paths of an initiating event does not do."""
        return fault("RCA087", event.place, f"initiating event `{event.name}`: {reason(error)}")

    def followed(self) -> list[EventTreeFindings]:
        """A finding for each initiating event, in the order written, and for each event that its paths began with."""
        for event in self._first_causes_first():
            self._follow(event)
        found: list[EventTreeFindings] = []
        for event in self.model.initiating_events.values():
            ways = self.ways.get(event.name)
            try:
                found.extend(self._findings(event, ways) if ways is not None and not self.faults else ())
            except (ValueError, OverflowError, ZeroDivisionError, KeyError) as error:
                self.faults.append(self.fault(event, error))
        return found

    def _first_causes_first(self) -> list[InitiatingEvent]:
        """Initiating events, those before whose consequence they are. Iterative: depth is no limit."""
        events = self.model.initiating_events
        order: dict[str, InitiatingEvent] = {}
        pending = [(name, False) for name in reversed(tuple(events))]
        while pending:
            name, leaving = pending.pop()
            if name in order or name not in events:
                continue
            if leaving:
                order[name] = events[name]
            else:
                pending.append((name, True))
                pending.extend((each, False) for each in events_before(self.model, events[name]))
        return list(order.values())

    def _follow(self, event: InitiatingEvent) -> None:
        tree = next(iter(self.begun[event.name]), "")
        try:
            often = None if event.frequency is None else value_of(event.frequency, self.scope)
            self.frequencies[event.name] = often
            if often is not None and often < 0:
                said = f"the frequency {often:g} of initiating event `{event.name}` is negative"
                self.faults.append(fault("RCA087", event.place, said))
                return
            before = list(self._before(event))
            if tree and (before or not (event.consequence or event.consequence_group)):
                self.ways[event.name] = paths(self.model, event, tree, before, self.solver.flavours)
        except TooManyPathsError:
            said = f"initiating event `{event.name}` has more than {MOST_PATHS:,} paths"
            self.faults.append(fault("RCA088", event.place, said))
        except (ValueError, OverflowError, ZeroDivisionError, KeyError) as error:
            self.faults.append(self.fault(event, error))

    def _before(self, event: InitiatingEvent) -> Iterator[Path]:
        """Paths to the consequences that the event is."""
        for name in consequences_of(self.model, event.consequence, event.consequence_group):
            own = self.model.consequences[name]
            if own.initiating_event in self.ways:
                yield from self.ways[own.initiating_event].to(own.sequence)

    def _findings(self, event: InitiatingEvent, ways: Ways) -> Iterator[EventTreeFindings]:
        by_root: dict[str, dict[tuple[str, str], list[Path]]] = {}
        for way in ways.ends:
            by_root.setdefault(way.root, {}).setdefault((way.tree, way.sequence), []).append(way)
        for root, groups in by_root.items():
            self.solver.limits = {}
            found: list[SequenceFindings] = []
            for (tree, name), own in groups.items():
                plain, terms = self.solver.solve(name, tree, own)
                spread, curve = self.solver.further([(self.model.initiating_events[root], terms)])
                found.append(replace(plain, spread=spread, curve=curve))
            tree = next(iter(self.begun[event.name]))
            often = self.frequencies.get(root)
            yield EventTreeFindings(event.name, tree, root, often, tuple(found), tuple(self.solver.limits))
