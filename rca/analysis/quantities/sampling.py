"""Probabilities of basic events, drawn from the distributions of a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b

import numpy as np

from rca.analysis.quantities.arrays import ARRAYS, Floats, row
from rca.analysis.quantities.dependence import Dependence, uncertain
from rca.graph.expression import Expression
from rca.graph.model import Model
from rca.graph.operation import Operation, Value
from rca.graph.quantities import point_scope, value_of


class Sampler:
    """Draws the probabilities of a top's basic events, as often as it is asked.

    Every distribution has its own generator (PCG64, O'Neill 2014), started from the seed and a digest of the place where
    the distribution stands in the model. Its numbers therefore do not depend on how many are drawn at once, on the other
    distributions, or on the order of the file. A parameter is drawn once a sample, so that events that share it move
    together; arguments of a distribution count with their point values.
    """

    def __init__(
        self, model: Model, hours: float, seed: int, events: Sequence[str], drawn_as: Mapping[str, str] | None = None
    ) -> None:
        """`events`: basic events that have an expression each; `hours`: mission time.

        `drawn_as`: by `event NAME` or `parameter NAME` that of another element, whose distributions stand here again: in
        one sample they have the same numbers.
        """
        self.drawn_as = drawn_as or {}
        self.model, self.seed, self.events = model, seed, tuple(events)
        self.points, _ = point_scope(model, hours)
        self.dependence = Dependence(model, uncertain)
        self.moving = tuple(name for name in self.events if self._moves(name))
        """Events whose probability is uncertain."""
        self.clipped: dict[str, int] = {}
        """Samples of an event that lay outside 0 to 1 and were taken as 0 or 1."""
        self.unfit: dict[str, int] = {}
        """Samples of an event that were no number."""
        self._generators: dict[str, np.random.Generator] = {}

    def draw(self, count: int) -> Floats:
        """So many samples: a row an event, a column a sample."""
        return self.draw_with(count, {})[0]

    def draw_with(self, count: int, numbers: Mapping[str, Expression]) -> tuple[Floats, Floats]:
        """The same, and in the same samples the product of some more expressions, each with a name for its place."""
        found = np.empty((len(self.events), count))
        scope = self.points._replace(
            parameters=dict(self.points.parameters), mathematics=ARRAYS, draw=_Drawn(self, count)
        )
        product = np.ones(count)
        with np.errstate(all="ignore"):
            for name in self.dependence.order:
                scope.parameters[name] = value_of(
                    self.model.parameters[name].expression, scope, self._place("parameter", name)
                )
            moving = set(self.moving)
            for at, name in enumerate(self.events):
                expression = self.model.basic[name].expression or Expression("float")
                if name in moving:
                    self._take(name, row(value_of(expression, scope, self._place("event", name)), count), found[at])
                else:
                    found[at] = value_of(expression, self.points)
            for place, expression in numbers.items():
                product = product * row(value_of(expression, scope, place), count)
        return found, product

    def _place(self, kind: str, name: str) -> str:
        own = f"{kind} {name}"
        return self.drawn_as.get(own, own)

    def _moves(self, name: str) -> bool:
        expression = self.model.basic[name].expression
        return expression is not None and self.dependence.holds(expression)

    def _take(self, name: str, drawn: Floats, into: Floats) -> None:
        none = int(np.count_nonzero(np.isnan(drawn)))
        outside = int(np.count_nonzero((drawn < 0) | (drawn > 1)))
        if none:
            self.unfit[name] = self.unfit.get(name, 0) + none
        if outside:
            self.clipped[name] = self.clipped.get(name, 0) + outside
        np.clip(np.nan_to_num(drawn, nan=0.0), 0.0, 1.0, out=into)

    def generator(self, at: str) -> np.random.Generator:
        """That of the distribution which stands at that place."""
        found = self._generators.get(at)
        if found is None:
            words = np.frombuffer(blake2b(at.encode(), digest_size=16).digest(), dtype="<u4").tolist()
            sequence = np.random.SeedSequence(self.seed, spawn_key=words)
            found = self._generators[at] = np.random.Generator(np.random.PCG64(sequence))
        return found


class _Drawn:
    """How a distribution is drawn within one batch: where elements share it, once."""

    def __init__(self, sampler: Sampler, count: int) -> None:
        self.sampler, self.count = sampler, count
        self.numbers: dict[str, Value] = {}

    def __call__(self, at: str, operation: Operation, arguments: tuple[Expression, ...]) -> Value:
        if at in self.numbers:
            return self.numbers[at]
        points = [value_of(each, self.sampler.points) for each in arguments]
        assert operation.draw is not None
        found = operation.draw(self.sampler.generator(at), points, self.count)
        if self.sampler.drawn_as:
            self.numbers[at] = found
        return found
