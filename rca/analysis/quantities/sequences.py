"""Frequency of every sequence of a model's event trees."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rca.analysis.findings import Interval
from rca.analysis.probability import priors, top_probability
from rca.analysis.quantities.further import Further
from rca.analysis.quantities.paths import MOST_PATHS, House, Path, TooManyPathsError, paths
from rca.analysis.quantities.spread import Spread, Term
from rca.analysis.solving.automatic import Automatic
from rca.analysis.solving.circuit import circuit
from rca.analysis.solving.cut_sets import count_by_order
from rca.diagnostics.model import Diagnostic
from rca.graph.event_tree import InitiatingEvent
from rca.graph.expression import Expression
from rca.graph.model import Model, ModelGate
from rca.graph.model_faults import fault
from rca.graph.model_tree import tree_of
from rca.graph.quantities import Scope, point_scope, reason, value_of


@dataclass(frozen=True, slots=True)
class SequenceFindings:
    """A sequence, given its initiating event."""

    name: str
    event_tree: str
    paths: int
    """Paths that lead to it."""
    probability: Interval
    """Sum over its paths, given that the initiating event happened; above 1 where the paths collect a frequency."""
    by_order: tuple[int, ...] | None
    """Minimal cut sets of order 1, 2, … of the union of its paths; None where paths collect numbers or it was not solved."""
    spread: Spread | None = None
    """Of the frequency, or of the probability where the model gives none; None where it was not asked for or not solved."""


@dataclass(frozen=True, slots=True)
class EventTreeFindings:
    """What an initiating event leads to."""

    initiating_event: str
    event_tree: str
    frequency: float | None
    """Of the initiating event, in the unit that the model means."""
    sequences: tuple[SequenceFindings, ...]
    limits: tuple[str, ...] = ()


def sequences(
    model: Model, chances: Mapping[str, float], wanted: Further, engine: Automatic
) -> tuple[tuple[EventTreeFindings, ...], tuple[Diagnostic, ...]]:
    """Every sequence of every initiating event with an event tree, and what is wrong.

    A path has the probability of all its formulas together times the numbers it collects; the paths of a fork exclude each
    other, so that a sequence has their sum. A sequence whose paths collect formulas alone is solved as their union, which
    is the same, and has minimal cut sets (Andrews and Dunnett 2000; Open-PSA MEF 2.0d, event tree layer). Each path costs
    one solution of its formulas, each sequence another. `wanted` says the mission time and how many samples.
    """
    scope, _ = point_scope(model, wanted.hours)
    found: list[EventTreeFindings] = []
    faults: list[Diagnostic] = []
    for event in model.initiating_events.values():
        if not event.event_tree:
            continue
        try:
            frequency = None if event.frequency is None else value_of(event.frequency, scope)
            if frequency is not None and frequency < 0:
                said = f"the frequency {frequency:g} of initiating event `{event.name}` is negative"
                faults.append(fault("RCA087", event.place, said))
                continue
            ways = paths(model, event, scope)
            own = _Tree(model, chances, replace(scope, initiating_event=event.name), engine)
            found.append(own.findings(event, frequency, ways, wanted))
        except TooManyPathsError:
            said = f"initiating event `{event.name}` has more than {MOST_PATHS:,} paths"
            faults.append(fault("RCA088", event.place, said))
        except (ValueError, OverflowError, ZeroDivisionError, KeyError) as error:
            faults.append(fault("RCA087", event.place, f"initiating event `{event.name}`: {reason(error)}"))
    return tuple(found), tuple(faults)


class _Tree:
    """One event tree while its sequences are solved."""

    def __init__(self, model: Model, chances: Mapping[str, float], scope: Scope, engine: Automatic) -> None:
        self.chances, self.scope, self.engine = chances, scope, engine
        self.model = model
        self.gates: dict[str, ModelGate] = {**model.gates, **model.collected}
        self.copied: dict[tuple[str, House], str] = {}
        self.limits: dict[str, None] = {}
        self.terms: list[Term] | None = []
        """Of the sequence at hand; None where a part of it was not solved."""

    def findings(
        self, event: InitiatingEvent, frequency: float | None, ways: Sequence[Path], wanted: Further
    ) -> EventTreeFindings:
        """Sequences in the order in which the paths meet them."""
        groups: dict[tuple[str, str], list[Path]] = {}
        for way in ways:
            groups.setdefault((way.tree, way.sequence), []).append(way)
        found = []
        for (tree, name), own in groups.items():
            self.terms = []
            found.append(replace(self._sequence(name, tree, own), spread=self._spread(event, wanted)))
        return EventTreeFindings(event.name, event.event_tree, frequency, tuple(found), tuple(self.limits))

    def _spread(self, event: InitiatingEvent, wanted: Further) -> Spread | None:
        """Of the sequence that was just solved."""
        if wanted.samples is None:
            return None
        if self.terms is None:
            self.limits["A sequence that was not solved whole, or lacks a number, has no spread."] = None
            return None
        from rca.analysis.quantities.sequence_spread import sequence_spread

        often = {} if event.frequency is None else {f"initiating event {event.name}": event.frequency}
        terms = [replace(each, numbers={**often, **each.numbers}) for each in self.terms]
        found, outside = sequence_spread(self.model, terms, wanted.hours, wanted.samples, wanted.seed)
        for name in sorted(outside):
            self.limits[f"Samples of `{name}` that lay outside 0 to 1 were taken as 0 or 1."] = None
        return found

    def _sequence(self, name: str, tree: str, ways: Sequence[Path]) -> SequenceFindings:
        tops = [self._gate("and", tuple(self._at(*own) for own in way.formulas)) for way in ways]
        if any(way.expressions for way in ways):
            parts = [self._path(top, way, at) for at, (top, way) in enumerate(zip(tops, ways, strict=True))]
            total = Interval(math.fsum(own.lower for own in parts), math.fsum(own.upper for own in parts))
            if total.upper > 1:
                self.limits["A sequence above 1 is a frequency: its paths collect one."] = None
            return SequenceFindings(name, tree, len(ways), total, None)
        probability, orders = self._solved(self._gate("or", tuple(tops)))
        return SequenceFindings(name, tree, len(ways), probability, orders)

    def _path(self, top: str, way: Path, at: int) -> Interval:
        scope = replace(self.scope, states=way.states)
        places = (f"path {at} of {way.tree}/{way.sequence}/{own}" for own in range(len(way.expressions)))
        numbers = dict(zip(places, way.expressions, strict=True))
        factor = math.prod(value_of(own, scope) for own in way.expressions)
        if factor < 0:
            msg = f"a path to `{way.sequence}` collects the negative number {factor:g}"
            raise ValueError(msg)
        own = self._solved(top, numbers, scope)[0]
        return Interval(own.lower * factor, own.upper * factor)

    def _gate(self, word: Literal["and", "or"], inputs: tuple[str, ...]) -> str:
        """A new gate; without inputs it is certain."""
        name = self._free("path")
        self.gates[name] = ModelGate(name, word if inputs else "true", inputs)
        return name

    def _free(self, word: str) -> str:
        """A name that nothing has."""
        name = f"#{word}-{len(self.gates)}"
        while name in self.gates or name in self.model.basic or name in self.model.house:
            name += "'"
        return name

    def _at(self, gate: str, house: House) -> str:
        """The gate with those house events set: itself where none differs, else a copy of it and of all below it."""
        setting = tuple((name, value) for name, value in house if self.model.house[name].value != value)
        if not setting:
            return gate
        values = dict(setting)
        made: list[str] = []
        pending = [gate]
        while pending:
            name = pending.pop()
            if (name, setting) in self.copied or not (name in self.gates or name in values):
                continue
            copy = self.copied[name, setting] = self._free("set")
            if name in values:
                self.gates[copy] = ModelGate(copy, "true" if values[name] else "false")
            else:
                self.gates[copy] = self.gates[name]
                made.append(name)
                pending.extend(self.gates[name].inputs)
        for name in made:
            copy = self.copied[name, setting]
            inputs = tuple(self.copied.get((each, setting), each) for each in self.gates[name].inputs)
            self.gates[copy] = replace(self.gates[name], name=copy, inputs=inputs)
        return self.copied[gate, setting]

    def _solved(
        self, top: str, numbers: Mapping[str, Expression] | None = None, scope: Scope | None = None
    ) -> tuple[Interval, tuple[int, ...] | None]:
        whole = replace(self.model, gates=self.gates)
        tree = tree_of(whole, top, self.chances)
        plain = circuit(tree)
        solution = self.engine.solve(plain)
        known = priors(tree)
        bounded = top_probability(tree, plain, solution, known)
        whole_known = solution.proved_order is None and all(name in known for name in plain.leaves)
        if whole_known and self.terms is not None:
            self.terms.append(Term(solution, numbers or {}, scope or self.scope))
        else:
            self.terms = None
        if solution.proved_order is not None:
            self.limits["A sequence was not solved whole: its probability lies between bounds."] = None
            return bounded.value, None
        if any(name not in known for name in plain.leaves):
            self.limits["Basic events without a probability: what depends on them lies between bounds."] = None
        return bounded.value, count_by_order(solution)[1:]
