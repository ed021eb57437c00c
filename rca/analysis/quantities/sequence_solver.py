"""Paths of event trees solved together: probability, cut sets, spread, curve."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rca.analysis.measures import Interval
from rca.analysis.probability import priors, top_probability
from rca.analysis.quantities.flavours import Flavours
from rca.analysis.quantities.further import Further
from rca.analysis.quantities.outcome import Curve, SequenceFindings
from rca.analysis.quantities.paths import Path
from rca.analysis.quantities.spread import Spread, Term
from rca.analysis.quantities.standing import Standing
from rca.analysis.solving.automatic import Automatic, limits
from rca.analysis.solving.circuit import circuit
from rca.analysis.solving.cut_sets import count_by_order
from rca.analysis.solving.deadline import Deadline, LimitError
from rca.analysis.solving.listing import list_sets
from rca.analysis.solving.solution import Solution
from rca.graph.event_tree import InitiatingEvent
from rca.graph.expression import Expression
from rca.graph.model import Model
from rca.graph.model_tree import tree_of
from rca.graph.quantities import reason, value_of
from rca.graph.substitution import declared

Terms = tuple[Term, ...]
_CUT_SHORT = "Fewer minimal cut sets of a sequence are listed than asked for: more could not be put in order."


class SequenceSolver:
    """Solves the paths to a sequence, or to several; what could not be done in full goes to `limits`."""

    def __init__(self, model: Model, flavours: Flavours, engine: Automatic, wanted: Further, limit: int) -> None:
        self.flavours, self.engine, self.wanted, self.limit = flavours, engine, wanted, limit
        model, self.kept = declared(model)
        self.standing = Standing(model, flavours)
        self.limits: dict[str, None] = {}
        self._keep = bool(model.consequences)
        self._known: dict[tuple[int, ...], tuple[Sequence[Path], SequenceFindings, Terms | None, tuple[str, ...]]] = {}
        """By the paths, which are kept with it, so that no other ones get their identity."""
        self.members = frozenset(model.gates)
        """Names that are gates: a basic event that is set and is one of them was a member of a common-cause group."""

    def solve(self, name: str, tree: str, ways: Sequence[Path]) -> tuple[SequenceFindings, Terms | None]:
        """The paths taken together, and what they add up from; None where a part was not solved or lacks a number.

        Where the model has consequences the same paths are solved once.

        Raises:
            ValueError, OverflowError, ZeroDivisionError, KeyError: a number on a path does not do.
        """
        key = tuple(map(id, ways))
        if key not in self._known:
            before, self.limits = self.limits, {}
            self._known[key] = (ways, *self._solve(name, tree, ways), tuple(self.limits))
            self.limits = before
        _, found, terms, limits = self._known[key] if self._keep else self._known.pop(key)
        self.limits.update(dict.fromkeys(limits))
        return replace(found, name=name, event_tree=tree), terms

    def _solve(self, name: str, tree: str, ways: Sequence[Path]) -> tuple[SequenceFindings, Terms | None]:
        tops = [self._top(way) for way in ways]
        self._say_members()
        if any(way.expressions for way in ways):
            parts = [self._path(top, way) for top, way in zip(tops, ways, strict=True)]
            total = Interval(math.fsum(own.lower for own, _ in parts), math.fsum(own.upper for own, _ in parts))
            if total.upper > 1:
                self.limits["A sequence above 1 is a frequency: its paths collect one."] = None
            terms = tuple(term for _, term in parts if term is not None)
            whole = terms if len(terms) == len(parts) else None
            return SequenceFindings(name, tree, len(ways), total, None), whole
        solution, probability, known = self._solved(self.standing.gate("or", tuple(tops)))
        found = SequenceFindings(name, tree, len(ways), probability, None)
        if solution.proved_order is None:
            counts = count_by_order(solution)
            listing = list_sets(solution, counts, self.limit)
            if listing.cut_short:
                self.limits[_CUT_SHORT] = None
            found = replace(found, by_order=counts[1:], count=sum(counts), cut_sets=listing.sets)
        return found, (Term(solution, {}),) if known else None

    def _top(self, way: Path) -> str:
        """The gate over all that a path collects; what substitutions say holds at its end, with all that it set."""
        collected = dict.fromkeys((*way.formulas, *((name, way.setting) for name in self.kept)))
        return self.standing.gate("and", tuple(self.standing.at(*own) for own in collected))

    def further(self, parts: Sequence[tuple[InitiatingEvent, Terms | None]]) -> tuple[Spread | None, Curve | None]:
        """Spread and curve of what parts add up to, each with its initiating event, as far as they were asked for."""
        if not self.wanted.asked:
            return None, None
        whole = [(event, terms) for event, terms in parts if terms is not None]
        what = " or ".join(
            word for word, own in (("spread", self.wanted.samples), ("time curve", self.wanted.step)) if own is not None
        )
        if len(whole) < len(parts):
            self.limits[f"A sequence that was not solved whole, or lacks a number, has no {what}."] = None
            return None, None
        if len(parts) > 1 and any(event.frequency is None for event, _ in parts):
            return None, None
        deadline = limits(self.engine.time_limit, self.engine.memory_limit)
        try:
            spread = None if self.wanted.samples is None else self._spread(whole, self.wanted.samples, deadline)
            return spread, None if self.wanted.step is None else self._curve(whole, self.wanted.step, deadline)
        except LimitError as error:
            self.limits[f"No {what}: the {error.reached} limit was reached first."] = None
            return None, None
        except (ValueError, OverflowError, ZeroDivisionError) as error:
            self.limits[f"No {what}: some expression has no value there ({reason(error)})."] = None
            return None, None

    def _spread(self, parts: Sequence[tuple[InitiatingEvent, Terms]], samples: int, deadline: Deadline) -> Spread:
        from rca.analysis.quantities.sequence_spread import sequence_spread

        terms = [replace(each, numbers={**_often(event), **each.numbers}) for event, terms in parts for each in terms]
        found, outside = sequence_spread(
            self.standing.model(), terms, self.wanted.hours, samples, self.wanted.seed, self.flavours.drawn_as, deadline
        )
        for name in sorted(outside):
            self.limits[f"Samples of `{name}` that lay outside 0 to 1 were taken as 0 or 1."] = None
        return found

    def _curve(self, parts: Sequence[tuple[InitiatingEvent, Terms]], step: float, deadline: Deadline) -> Curve:
        from rca.analysis.quantities.sequence_curve import sequence_curve

        given = [(event.frequency, terms) for event, terms in parts]
        found, unfit = sequence_curve(self.standing.model(), given, self.wanted.hours, step, deadline)
        for name in sorted(unfit):
            self.limits[f"The probability of `{name}` leaves 0 to 1 at some time; 0 or 1 was taken there."] = None
        return found

    def _path(self, top: str, way: Path) -> tuple[Interval, Term | None]:
        bound = [self.flavours.bound(own, setting) for own, setting in way.expressions]
        places = (f"path to {way.tree}/{way.sequence}/{at}" for at in range(len(bound)))
        factor = math.prod(value_of(own, self.flavours.scope) for own in bound)
        if factor < 0:
            msg = f"a path to `{way.sequence}` collects the negative number {factor:g}"
            raise ValueError(msg)
        solution, own, known = self._solved(top)
        term = Term(solution, dict(zip(places, bound, strict=True))) if known else None
        return Interval(own.lower * factor, own.upper * factor), term

    def _solved(self, top: str) -> tuple[Solution, Interval, bool]:
        """The gate solved, its probability, and whether that is one number that was proved."""
        tree = tree_of(self.standing.model(), top, self.flavours.chances)
        plain = circuit(tree)
        solution = self.engine.solve(plain)
        known = priors(tree)
        bounded = top_probability(tree, plain, solution, known)
        missing = any(name not in known for name in plain.leaves)
        if solution.proved_order is not None:
            self.limits["A sequence was not solved whole: its probability lies between bounds."] = None
        elif missing:
            self.limits["Basic events without a probability: what depends on them lies between bounds."] = None
        return solution, bounded.value, solution.proved_order is None and not missing

    def _say_members(self) -> None:
        for name in sorted(self.members.intersection(self.flavours.events.values())):
            self.limits[f"`{name}` has no common cause where a path sets it."] = None


def _often(event: InitiatingEvent) -> Mapping[str, Expression]:
    return {} if event.frequency is None else {f"initiating event {event.name}": event.frequency}
