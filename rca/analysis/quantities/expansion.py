"""Common-cause groups put into the model: each member becomes a gate over the sets of members that fail together."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from rca.analysis.quantities.common_cause import models
from rca.analysis.quantities.common_cause_model import Factors, product
from rca.diagnostics.model import Diagnostic
from rca.graph.expression import Expression
from rca.graph.model import BasicEvent, CommonCauseGroup, Model, ModelGate, Parameter
from rca.graph.model_faults import fault
from rca.graph.quantities import Scope, point_scope, reason, value_of

MOST_EVENTS = 20_000
"""Events that one group may be expanded into."""
CLOSE = 1e-4
"""How far factors may be from the sum they should have."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """A group as it was put into the model."""

    name: str
    model: str
    members: tuple[str, ...]
    total: float
    """Probability of a member by the group's distribution."""
    levels: Mapping[int, float]
    """Probability of each set of so many members."""
    events: tuple[str, ...]
    """The events that stand for the sets."""

    @property
    def member_sum(self) -> float:
        """Sum of the probabilities of all sets that hold one certain member: the total, where the factors say so."""
        count = len(self.members)
        return math.fsum(math.comb(count - 1, level - 1) * chance for level, chance in self.levels.items())


def expand(model: Model, hours: float) -> tuple[Model, tuple[Expansion, ...], tuple[Diagnostic, ...]]:
    """The model without groups, what was expanded, and what is wrong with the groups' numbers at `hours`.

    Each member becomes an OR over one new basic event for every set of members that holds it, `[A B]` for A and B; the
    probability of a set is that of the group's model of its size (Open-PSA MEF 2.0d, meta-logical layer). Distribution and
    factors become parameters, so that all events of a group are sampled together.
    """
    if not model.common_cause:
        return model, (), ()
    scope, faults = point_scope(model, hours)
    if faults:
        return model, (), tuple(faults)
    parts = _Parts(dict(model.gates), dict(model.basic), dict(model.parameters))
    made: list[Expansion] = []
    found: list[Diagnostic] = []
    for group in model.common_cause.values():
        wrong = list(_faults(group, scope))
        found.extend(wrong)
        if not wrong:
            made.append(parts.expand(group, scope))
    whole = model._replace(gates=parts.gates, basic=parts.basic, parameters=parts.parameters, common_cause={})
    return whole, tuple(made), tuple(found)


def _faults(group: CommonCauseGroup, scope: Scope) -> Iterator[Diagnostic]:
    count = len(group.members)
    sizes = models()[group.model].shares(count, group.factors)
    events = sum(math.comb(count, level) for level in sizes)
    if events > MOST_EVENTS:
        said = f"common-cause group `{group.name}` would make {events:,} events of {count} members; {MOST_EVENTS:,} are the most"
        yield fault("RCA088", group.place, said)
        return
    total = 0.0
    for what, expression in (("distribution", group.distribution), *_named(group.factors)):
        try:
            value = value_of(expression, scope)
        except (ValueError, OverflowError, ZeroDivisionError) as error:
            yield fault("RCA087", group.place, f"the {what} of common-cause group `{group.name}`: {reason(error)}")
            return
        if not 0 <= value <= 1:
            said = f"the {what} of common-cause group `{group.name}` is {value:g}, outside 0 to 1"
            yield fault("RCA087", group.place, said)
            return
        total += value if what != "distribution" else 0.0
    wanted = models()[group.model].sum_of_factors
    if wanted is not None and abs(total - wanted) > CLOSE:
        said = f"the factors of common-cause group `{group.name}` add up to {total:g}, not to {wanted:g}"
        yield fault("RCA087", group.place, said)
    elif group.model == "alpha-factor" and total == 0:
        yield fault("RCA087", group.place, f"the factors of common-cause group `{group.name}` are all 0")


def _named(factors: Factors) -> list[tuple[str, Expression]]:
    return [(f"factor of level {level}", factor) for level, factor in sorted(factors.items())]


@dataclass(slots=True)
class _Parts:
    gates: dict[str, ModelGate]
    basic: dict[str, BasicEvent]
    parameters: dict[str, Parameter]

    def expand(self, group: CommonCauseGroup, scope: Scope) -> Expansion:
        """Put one group in."""
        total = self._parameter(f"{group.name}#total", group.distribution, scope)
        factors = {
            level: self._parameter(f"{group.name}#factor-{level}", factor, scope)
            for level, factor in sorted(group.factors.items())
        }
        sets: dict[str, list[str]] = {name: [] for name in group.members}
        chances: dict[int, float] = {}
        for level, share in sorted(models()[group.model].shares(len(group.members), factors).items()):
            chance = product(share, total)
            chances[level] = value_of(chance, scope)
            for members in combinations(group.members, level):
                name = self._free(f"[{' '.join(members)}]")
                self.basic[name] = BasicEvent(name, chance, home=group.home, place=group.place)
                for member in members:
                    sets[member].append(name)
        for member, events in sets.items():
            own = self.basic.pop(member)
            self.gates[member] = ModelGate(
                member, "or", tuple(events), label=own.label, home=own.home, private=own.private, place=own.place
            )
        events_made = tuple(dict.fromkeys(name for events in sets.values() for name in events))
        value = value_of(total, scope)
        return Expansion(group.name, group.model, group.members, value, chances, events_made)

    def _free(self, name: str) -> str:
        while name in self.basic or name in self.gates:
            name += "'"
        return name

    def _parameter(self, name: str, expression: Expression, scope: Scope) -> Expression:
        while name in self.parameters:
            name += "'"
        self.parameters[name] = Parameter(name, expression)
        scope.parameters[name] = value_of(expression, scope)
        return Expression("parameter", name=name)
